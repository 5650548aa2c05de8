//! Um sistema sem o tipo do ator à vista: a tabela de uma listagem tem vários.

use std::path::Path;

use serde_json::Value;

use super::visao::Visao;
use crate::execucao::{self, Juntada};
use crate::modelo::{Ator, Clima, Conclusao, JogadaDe, Simulacao, Sistema, Tipo};
use crate::procedencia::Procedencia;
use crate::registro::Rastro;

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

    /// Uma execução sorteada.
    fn simular(&self, clima: &Clima) -> Simulacao<Value>;

    /// Viver como um nó.
    fn ser_no(&self, no: usize, pasta: &Path) -> anyhow::Result<()>;

    /// A execução que os processos gravaram.
    fn juntar(&self, pasta: &Path, mortos: &[usize]) -> anyhow::Result<Juntada<Value>>;

    /// As mesmas jogadas sem as que não fazem falta à violação.
    fn encurtar(
        &self,
        jogadas: &[Value],
        propriedade: &str,
        limite: usize,
    ) -> anyhow::Result<Vec<Value>>;

    /// Os nomes dos nós.
    fn nomes(&self) -> &[String];

    /// O que se vê depois das jogadas.
    fn ver(&self, jogadas: &[Value]) -> anyhow::Result<Visao>;

    /// O mesmo sistema, com folga ou como na execução.
    fn com_folga(&self) -> Box<dyn Maquina>;
    fn como_na_execucao(&self) -> Box<dyn Maquina>;
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

    fn simular(&self, clima: &Clima) -> Simulacao<Value> {
        let feita = Sistema::simular(self, clima);
        Simulacao {
            jogadas: em_json(&feita.jogadas),
            tempo: feita.tempo,
            acabou: feita.acabou,
            enviadas: feita.enviadas,
            violada: feita.violada,
            aconteceu: feita.aconteceu,
        }
    }

    fn ser_no(&self, no: usize, pasta: &Path) -> anyhow::Result<()> {
        execucao::ser(self, no, pasta)
    }

    fn juntar(&self, pasta: &Path, mortos: &[usize]) -> anyhow::Result<Juntada<Value>> {
        let juntada = execucao::juntar(self, pasta, mortos)?;
        Ok(Juntada {
            jogadas: em_json(&juntada.jogadas),
            propriedades: juntada.propriedades,
        })
    }

    fn encurtar(
        &self,
        jogadas: &[Value],
        propriedade: &str,
        limite: usize,
    ) -> anyhow::Result<Vec<Value>> {
        let jogadas = entender::<A>(jogadas)?;
        Ok(em_json(&Sistema::encurtar(
            self,
            &jogadas,
            propriedade,
            limite,
        )))
    }

    fn nomes(&self) -> &[String] {
        &self.nomes
    }

    fn ver(&self, jogadas: &[Value]) -> anyhow::Result<Visao> {
        Visao::de(self, &entender::<A>(jogadas)?)
    }

    fn com_folga(&self) -> Box<dyn Maquina> {
        Box::new(self.clone().com_folga())
    }

    fn como_na_execucao(&self) -> Box<dyn Maquina> {
        Box::new(self.clone().como_na_execucao())
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
