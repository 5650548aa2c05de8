//! O programa de uma listagem: os usos de um modelo, como comandos.
//!
//! Uma listagem dá a sua tabela de modelos a [`usar`], e ganha `verificar`,
//! `simular`, `executar`, `desenhar` e `explorar`.
//!
//! Em ordem de leitura: `argumentos`, `maquina`, `relato`, `simular`, `executar`,
//! `visao`, `explorar`.

mod argumentos;
mod executar;
mod explorar;
mod maquina;
mod relato;
mod simular;
mod visao;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use apoio::programa::{escrever_linhas, ler_argumentos, registrar};

use crate::modelo::{Ator, Sistema};
use argumentos::{Argumentos, Uso};
use maquina::Maquina;

/// Um modelo da listagem: um nome, uma frase e como se monta.
pub struct Modelo {
    nome: &'static str,
    frase: &'static str,
    nos: usize,
    montar: Box<dyn Fn(usize) -> Box<dyn Maquina>>,
}

impl Modelo {
    /// Um sistema de tamanho fixo.
    pub fn novo<A: Ator>(
        nome: &'static str,
        frase: &'static str,
        montar: impl Fn() -> Sistema<A> + 'static,
    ) -> Self {
        let nos = montar().nomes.len();
        Self::de_nos(nome, frase, nos, move |_| montar())
    }

    /// Um sistema de quantos nós se quiser; sem dizer, `nos`.
    pub fn de_nos<A: Ator>(
        nome: &'static str,
        frase: &'static str,
        nos: usize,
        montar: impl Fn(usize) -> Sistema<A> + 'static,
    ) -> Self {
        Self {
            nome,
            frase,
            nos,
            montar: Box::new(move |nos| Box::new(montar(nos))),
        }
    }
}

/// O `main` de uma listagem.
pub fn usar(modelos: impl IntoIterator<Item = Modelo>) -> ExitCode {
    let modelos: Vec<Modelo> = modelos.into_iter().collect();
    let args: Argumentos = ler_argumentos();
    match escolher(&modelos, &args) {
        Ok(escolhidos) => apoio::programa::executar(|| fazer(&args, &escolhidos)),
        Err(motivo) => {
            registrar(format_args!("erro: {motivo}\nVeja as opções com --help"));
            ExitCode::from(2)
        }
    }
}

/// Os modelos de que se fala: o que se nomeou, ou todos, para verificar.
fn escolher<'a>(
    modelos: &'a [Modelo],
    args: &Argumentos,
) -> Result<Vec<&'a Modelo>, String> {
    let lista = || {
        let linhas: Vec<_> = modelos
            .iter()
            .map(|m| format!("\n   {:<24}{}", m.nome, m.frase))
            .collect();
        format!("os modelos são:{}", linhas.concat())
    };
    match (&args.modelo, args.uso) {
        (_, Uso::Desenhar) => Ok(Vec::new()),
        (None, Uso::Verificar) => Ok(modelos.iter().collect()),
        (None, _) => Err(format!("falta dizer o modelo; {}", lista())),
        (Some(nome), _) => match modelos.iter().find(|m| m.nome == nome) {
            Some(modelo) => Ok(vec![modelo]),
            None => Err(format!("não há modelo chamado “{nome}”; {}", lista())),
        },
    }
}

fn fazer(args: &Argumentos, modelos: &[&Modelo]) -> anyhow::Result<()> {
    if args.uso == Uso::Desenhar {
        let arquivo = args
            .modelo
            .as_deref()
            .context("falta dizer o arquivo do rastro")?;
        let svg =
            crate::desenhar(&crate::abrir::ler(Path::new(arquivo))?, "Uma execução");
        escrever_linhas([svg.trim_end()])?;
    }
    for modelo in modelos {
        let nos = args.nos.unwrap_or(modelo.nos);
        let maquina = (modelo.montar)(nos);
        let linhas = match args.uso {
            Uso::Verificar => relato::verificar(modelo.nome, &*maquina, args.limite)?,
            Uso::Simular => simular::simular(modelo.nome, &*maquina, args)?,
            Uso::Executar => executar::executar(modelo.nome, &*maquina, args)?,
            Uso::No => {
                let pasta = args.pasta.as_deref().context("falta a pasta dos diários")?;
                maquina.ser_no(args.indice, pasta)?;
                Vec::new()
            }
            Uso::Explorar => explorar::explorar(modelo.nome, maquina, args)?,
            Uso::Desenhar => Vec::new(),
        };
        if !escrever_linhas(linhas)? {
            break;
        }
    }
    Ok(())
}
