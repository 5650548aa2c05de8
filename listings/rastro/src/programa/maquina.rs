//! Um sistema sem o tipo do ator à vista: a tabela de uma listagem tem vários.

use serde_json::Value;

use crate::modelo::{Ator, Conclusao, JogadaDe, Sistema, Tipo};
use crate::registro::{Procedencia, Rastro};

/// O que se concluiu de uma propriedade, com as jogadas já em JSON.
pub struct Concluida {
    pub nome: String,
    pub tipo: Tipo,
    pub conclusao: Conclusao<Value>,
}

/// O que o programa pede a um sistema.
pub trait Maquina: Send + Sync {
    /// Estados, transições, e o que se concluiu de cada propriedade.
    fn verificar(&self, limite: usize) -> (usize, usize, Vec<Concluida>);

    /// A execução que as jogadas fazem, com a sua procedência.
    fn rastrear(&self, modelo: &str, jogadas: &[Value]) -> anyhow::Result<Rastro>;
}

impl<A: Ator> Maquina for Sistema<A> {
    fn verificar(&self, limite: usize) -> (usize, usize, Vec<Concluida>) {
        let verificacao = Sistema::verificar(self, limite);
        let conclusoes = verificacao.conclusoes.into_iter().zip(&self.propriedades);
        let concluidas = conclusoes.map(|((nome, conclusao), propriedade)| Concluida {
            nome,
            tipo: propriedade.tipo,
            conclusao: match conclusao {
                Conclusao::Vale => Conclusao::Vale,
                Conclusao::NaoVale(jogadas) => Conclusao::NaoVale(em_json(&jogadas)),
                Conclusao::Acontece(jogadas) => Conclusao::Acontece(em_json(&jogadas)),
                Conclusao::NaoAcontece => Conclusao::NaoAcontece,
                Conclusao::NaoSei => Conclusao::NaoSei,
            },
        });
        (
            verificacao.estados,
            verificacao.transicoes,
            concluidas.collect(),
        )
    }

    fn rastrear(&self, modelo: &str, jogadas: &[Value]) -> anyhow::Result<Rastro> {
        let entendidas = entender::<A>(jogadas)?;
        let rastro = self.rastro(&entendidas)?;
        Ok(rastro.vindo_de(Procedencia {
            modelo: modelo.to_owned(),
            nos: self.nomes.len(),
            jogadas: jogadas.to_vec(),
        }))
    }
}

pub fn em_json<J: serde::Serialize>(jogadas: &[J]) -> Vec<Value> {
    let json = |jogada| serde_json::to_value(jogada).expect("uma jogada vira JSON");
    jogadas.iter().map(json).collect()
}

pub fn entender<A: Ator>(jogadas: &[Value]) -> anyhow::Result<Vec<JogadaDe<A>>> {
    jogadas
        .iter()
        .enumerate()
        .map(|(i, jogada)| {
            serde_json::from_value(jogada.clone()).map_err(|_| {
                anyhow::anyhow!("a jogada {} não é deste modelo: {jogada}", i + 1)
            })
        })
        .collect()
}
