//! O rastro num arquivo: uma linha de JSON para o começo, e uma para cada evento.
//!
//! ```text
//! {"rastro":1,"processos":["Ana","Bia"]}
//! {"no":0,"ordem":1,"tipo":"envio","mensagem":0,"para":1,"texto":"oi"}
//! {"no":1,"ordem":1,"tipo":"recepcao","mensagem":0}
//! ```
//!
//! `ordem` conta os eventos de cada nó, a partir de 1: um buraco denuncia uma
//! linha que falta. O que é da rede (perda, duplicação) não tem ordem.

mod linha;

use serde::{Deserialize, Serialize};

use crate::evento::{Evento, Incoerente};
use crate::procedencia::Procedencia;
use crate::registro::Rastro;
pub(crate) use linha::Linha;
use linha::{acao, preencher};

const VERSAO: u32 = 1;

/// Por que um arquivo não é um rastro.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeLeitura {
    #[error("o rastro está vazio: a primeira linha diz quem são os processos")]
    Vazio,
    #[error("este rastro é da versão {0}, e só sei ler a {VERSAO}")]
    Versao(u32),
    #[error("linha {linha}: {motivo}")]
    Linha { linha: usize, motivo: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cabecalho {
    rastro: u32,
    processos: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    procedencia: Option<Procedencia>,
}

impl Rastro {
    /// O rastro inteiro, pronto para gravar.
    pub fn em_linhas(&self) -> String {
        let cabecalho = Cabecalho {
            rastro: VERSAO,
            processos: self.processos.clone(),
            procedencia: self.procedencia.clone(),
        };
        let mut texto = em_json(&cabecalho) + "\n";
        for linha in self.eventos_em_linhas() {
            texto += &(em_json(&linha) + "\n");
        }
        texto
    }

    pub(crate) fn eventos_em_linhas(&self) -> Vec<Linha> {
        let mut ordens = vec![0; self.processos.len()];
        let mut mensagens = 0;
        let escrever = |evento: &Evento| {
            let mut linha = Linha {
                no: evento.processo,
                relogio: evento.relogio.clone(),
                ..Linha::default()
            };
            if !evento.acao.e_da_rede() {
                ordens[evento.processo] += 1;
                linha.ordem = Some(ordens[evento.processo]);
            }
            preencher(&mut linha, &evento.acao, &mut mensagens);
            linha
        };
        self.eventos.iter().map(escrever).collect()
    }

    /// Lê o que [`Rastro::em_linhas`] escreveu, e confere que podia ter acontecido.
    ///
    /// # Errors
    /// A linha e o motivo.
    pub fn ler(texto: &str) -> Result<Self, ErroDeLeitura> {
        let mut linhas = texto
            .lines()
            .enumerate()
            .filter(|(_, linha)| !linha.trim().is_empty());
        let (i, primeira) = linhas.next().ok_or(ErroDeLeitura::Vazio)?;
        let cabecalho: Cabecalho = entender(i, primeira)?;
        if cabecalho.rastro != VERSAO {
            return Err(ErroDeLeitura::Versao(cabecalho.rastro));
        }
        let mut rastro = Self::novo(cabecalho.processos).map_err(|e| recusa(i, &e))?;
        rastro.procedencia = cabecalho.procedencia;
        let mut ordens = vec![0; rastro.processos.len()];
        for (i, linha) in linhas {
            let linha: Linha = entender(i, linha)?;
            let motivo = |motivo| ErroDeLeitura::Linha {
                linha: i + 1,
                motivo,
            };
            conferir_ordem(&linha, &mut ordens).map_err(motivo)?;
            rastro.acrescentar_linha(linha).map_err(motivo)?;
        }
        Ok(rastro)
    }

    fn acrescentar_linha(&mut self, linha: Linha) -> Result<(), String> {
        let (acao, nova) = acao(&linha)?;
        let esperada = self.mensagens.len();
        if nova.is_some_and(|n| n != esperada) {
            return Err(format!(
                "a mensagem posta em viagem devia ter o número {esperada}"
            ));
        }
        let evento = Evento {
            processo: linha.no,
            acao,
            relogio: linha.relogio,
        };
        let conferido = crate::conferencia::acrescentar(self, evento);
        conferido.map_err(|e| e.to_string())
    }
}

fn em_json(valor: &impl Serialize) -> String {
    serde_json::to_string(valor).expect("texto e números viram JSON")
}

fn conferir_ordem(linha: &Linha, ordens: &mut [usize]) -> Result<(), String> {
    let (Some(ordem), Some(ultima)) = (linha.ordem, ordens.get_mut(linha.no)) else {
        return Ok(());
    };
    if ordem != *ultima + 1 {
        return Err(format!(
            "o nó {} passa do evento {ultima} ao {ordem}: falta uma linha, ou sobra",
            linha.no
        ));
    }
    *ultima = ordem;
    Ok(())
}

fn recusa(i: usize, erro: &Incoerente) -> ErroDeLeitura {
    ErroDeLeitura::Linha {
        linha: i + 1,
        motivo: erro.to_string(),
    }
}

/// O serde se queixa em inglês: do que ele diz, aproveita-se onde foi.
fn entender<'a, T: Deserialize<'a>>(
    i: usize,
    linha: &'a str,
) -> Result<T, ErroDeLeitura> {
    serde_json::from_str(linha).map_err(|erro| {
        let coluna = erro.column();
        let motivo = match erro.classify() {
            serde_json::error::Category::Data => format!(
                "o JSON não é o de um rastro: há um campo a mais, a menos ou do tipo \
                 errado, perto da coluna {coluna}"
            ),
            serde_json::error::Category::Eof => "a linha foi cortada no meio".to_owned(),
            _ => format!("isto não é JSON, a partir da coluna {coluna}"),
        };
        ErroDeLeitura::Linha {
            linha: i + 1,
            motivo,
        }
    })
}
