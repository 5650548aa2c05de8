//! O que a página mostra depois de uma sequência de jogadas: o diagrama até
//! aqui, o que pode acontecer agora e o que vale.

use serde::Serialize;
use serde_json::Value;

use crate::linhas::Linha;
use crate::modelo::{Ator, Estado, Jogada, JogadaDe, Sistema, Tipo};

/// O que há para ver. Os nomes dos campos são os que `pagina/mundo.js` devolve.
#[derive(Serialize)]
pub struct Visao {
    processos: Vec<String>,
    eventos: Vec<Linha>,
    /// De cada nó, o nome do estado e se está caído.
    estados: Vec<(String, bool)>,
    menu: Vec<Opcao>,
    propriedades: Vec<Situacao>,
    acabou: bool,
}

/// Uma jogada possível.
#[derive(Serialize)]
struct Opcao {
    texto: String,
    jogada: Value,
}

/// Uma propriedade e o que se sabe dela nesta execução.
#[derive(Serialize)]
struct Situacao {
    nome: String,
    tipo: &'static str,
    /// A condição vale agora.
    vale: bool,
    /// Depois de quantas jogadas foi violada, ou aconteceu, pela primeira vez.
    quando: Option<usize>,
}

impl Visao {
    /// O que se vê depois das jogadas.
    ///
    /// # Errors
    /// Se alguma não é possível.
    pub fn de<A: Ator>(
        sistema: &Sistema<A>,
        jogadas: &[JogadaDe<A>],
    ) -> anyhow::Result<Self> {
        let rastro = sistema.rastro(jogadas)?;
        let mut estados = vec![sistema.comeco()];
        for jogada in jogadas {
            let seguinte = sistema.aplicar(&estados[estados.len() - 1], jogada);
            estados.extend(seguinte);
        }
        let fim = &estados[estados.len() - 1];
        let seguintes = sistema.seguintes(fim);
        let nos = 0..fim.quantos();
        Ok(Self {
            processos: sistema.nomes.clone(),
            eventos: rastro.eventos_em_linhas(),
            estados: nos
                .map(|no| (sistema.atores[no].estado(fim.ator(no)), fim.caiu(no)))
                .collect(),
            acabou: seguintes.is_empty(),
            menu: seguintes
                .into_iter()
                .map(|(jogada, _)| Opcao {
                    texto: dizer(sistema, &jogada),
                    jogada: serde_json::to_value(&jogada).expect("uma jogada vira JSON"),
                })
                .collect(),
            propriedades: julgar(sistema, &estados),
        })
    }
}

fn julgar<A: Ator>(sistema: &Sistema<A>, estados: &[Estado<A>]) -> Vec<Situacao> {
    let julgar = |p: &crate::modelo::Propriedade<A>| {
        let chama = |estado: &Estado<A>| match p.tipo {
            Tipo::Sempre => !p.vale(estado),
            Tipo::NoFim => !p.vale(estado) && sistema.acabou(estado),
            Tipo::AlgumaVez | Tipo::UmDia => p.vale(estado),
        };
        Situacao {
            nome: p.nome.clone(),
            tipo: p.tipo.codigo(),
            vale: estados.last().is_some_and(|fim| p.vale(fim)),
            quando: estados.iter().position(chama),
        }
    };
    sistema.propriedades.iter().map(julgar).collect()
}

/// A jogada em palavras, com os nomes dos nós.
pub fn dizer<A: Ator>(sistema: &Sistema<A>, jogada: &JogadaDe<A>) -> String {
    let nome = |no: usize| sistema.nomes[no].as_str();
    let envelope = |e: &crate::modelo::Envelope<A::Msg>| {
        let dito = sistema.atores[e.de].mensagem(&e.msg);
        format!("{dito}, de {} a {}", nome(e.de), nome(e.para))
    };
    match jogada {
        Jogada::Entregar(e) => format!("entregar {}", envelope(e)),
        Jogada::Vencer { no, prazo } => match sistema.atores[*no].prazo(prazo) {
            texto if texto.is_empty() => format!("vencer o prazo de {}", nome(*no)),
            texto => format!("vencer o prazo de {}: {texto}", nome(*no)),
        },
        Jogada::Perder(e) => format!("perder {}", envelope(e)),
        Jogada::Duplicar(e) => format!("duplicar {}", envelope(e)),
        Jogada::Cair { no } => format!("derrubar {}", nome(*no)),
        Jogada::Voltar { no } => format!("levantar {}", nome(*no)),
    }
}
