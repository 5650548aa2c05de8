//! Que servidores há: o que diz `servidores.toml`.

use super::receita::{Receita, Trocas};
use super::{kafka, portas, programas::Programa};
use anyhow::Result;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// O que se pode pedir, na ordem em que se inicia.
pub const SERVICOS: [&str; 3] = ["kafka", "mqtt", "amqp"];

/// Um processo de um serviço; até que se preencha, com lugares vagos.
#[derive(Debug, Deserialize)]
pub struct Servidor {
    servico: String,
    pub nome: String,
    pub programa: Programa,
    pub porta: usize,
    pub sonda: String,
    pub argumentos: Vec<String>,
    #[serde(default)]
    pub antes_dos_outros: bool,
    #[serde(default)]
    pub ambiente: BTreeMap<String, String>,
    #[serde(default)]
    pub arquivos: BTreeMap<String, String>,
    #[serde(default)]
    pub variaveis: BTreeMap<String, String>,
}

impl Servidor {
    /// O servidor com cada lugar preenchido.
    pub fn preenchido(self, trocas: &Trocas, pasta: &str) -> Self {
        let um = |texto: String| trocas.preencher(&texto, pasta);
        let todos = |pares: BTreeMap<String, String>| {
            let pares = pares.into_iter().map(|(nome, valor)| (nome, um(valor)));
            pares.collect()
        };
        Self {
            argumentos: self.argumentos.into_iter().map(um).collect(),
            ambiente: todos(self.ambiente),
            arquivos: todos(self.arquivos),
            variaveis: todos(self.variaveis),
            ..self
        }
    }
}

/// Os processos de um serviço, como estão descritos.
fn servidores(servico: &str) -> Vec<Servidor> {
    let descritos = include_str!("../../../servicos/servidores.toml");
    let mut todos: BTreeMap<String, Vec<Servidor>> =
        toml::from_str(descritos).expect("a descrição dos servidores é válida");
    let mut todos = todos.remove("servidor").unwrap_or_default();
    todos.retain(|s| s.servico == servico);
    todos
}

/// O serviço de um nome; “todos” são os três. Se não é um deles, diz os que há.
pub fn por_nome(nome: &str) -> Result<Vec<&'static str>, String> {
    let mut quais = SERVICOS.to_vec();
    quais.retain(|servico| nome == "todos" || *servico == nome);
    match quais.is_empty() {
        true => Err("há kafka, mqtt, amqp e todos".to_owned()),
        false => Ok(quais),
    }
}

/// Os processos de que um serviço se compõe, na ordem em que se iniciam, com a configuração e os
/// dados em subpastas de `pasta`.
/// Erros: programa que falta ou é velho, jars que não vêm ou não conferem, configuração que não se
/// grava.
pub fn receitas(servico: &str, raiz: &Path, pasta: &Path) -> Result<Vec<Receita>> {
    let mut trocas = Trocas::novas(portas::livres()?);
    let mut receitas = Vec::new();
    for servidor in servidores(servico) {
        if servico == "kafka" {
            trocas.jars = kafka::jars(raiz, &servidor.programa)?;
        }
        receitas.push(Receita::nova(servidor, pasta, &trocas)?);
    }
    if servico == "kafka" {
        kafka::formatar(&receitas[0], &trocas.jars)?;
    }
    Ok(receitas)
}

#[cfg(test)]
mod testes {
    use super::*;

    /// O processo que se inicia por último, na pasta `/p`, com as portas 21001, 21002 e 21003.
    fn preenchido(servico: &str) -> Servidor {
        let trocas = Trocas::novas([21_001, 21_002, 21_003]);
        let ultimo = servidores(servico).pop().expect("o serviço existe");
        ultimo.preenchido(&trocas, "/p")
    }

    #[track_caller]
    fn tem(texto: &str, linhas: &[&str]) {
        for linha in linhas {
            let tem = texto.lines().any(|l| l == *linha);
            assert!(tem, "faltou {linha}: {texto}");
        }
    }

    #[test]
    fn a_configuracao_so_escuta_em_casa_e_nada_pede_a_outro_no() {
        let texto = &preenchido("kafka").arquivos["server.properties"];
        let ouve = "advertised.listeners=BROKER://127.0.0.1:21001";
        let votam = "controller.quorum.voters=1@127.0.0.1:21002";
        tem(texto, &[ouve, votam, "log.dirs=/p/dados"]);
        let replica =
            |l: &&str| l.contains("replication.factor") || l.contains("min.isr");
        let replicas: Vec<_> = texto.lines().filter(replica).collect();
        assert_eq!(replicas.len(), 5, "{replicas:?}");
        assert!(replicas.iter().all(|l| l.ends_with("=1")), "{replicas:?}");
        assert!(!texto.contains("0.0.0.0"), "{texto}");
    }

    #[test]
    fn a_configuracao_so_escuta_em_casa_e_guarda_na_pasta() {
        let texto = &preenchido("mqtt").arquivos["mosquitto.conf"];
        let guarda = "persistence_location /p/";
        tem(texto, &["listener 21001 127.0.0.1", guarda]);
    }

    #[test]
    fn tudo_o_que_o_no_grava_fica_na_pasta_e_tudo_o_que_escuta_fica_em_casa() {
        let Servidor {
            ambiente, arquivos, ..
        } = preenchido("amqp");
        for (nome, valor) in &ambiente {
            if nome.ends_with("_BASE") || nome.ends_with("_FILE") {
                assert!(valor.starts_with("/p"), "{nome}={valor}");
            }
        }
        let texto = &arquivos["rabbitmq.conf"];
        tem(texto, &["listeners.tcp.1 = 127.0.0.1:21001"]);
        assert_eq!(ambiente["ERL_EPMD_PORT"], "21003");
        assert_eq!(ambiente["RABBITMQ_NODENAME"], "curso21002@localhost");
    }
}
