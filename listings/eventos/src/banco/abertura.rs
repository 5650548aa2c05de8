//! Abrir o banco: do instantâneo, se serve; senão, do primeiro evento.

use std::fs::File;
use std::io::{self, Seek, SeekFrom};
use std::path::Path;

use apoio::texto::quantos;

use super::percurso::{Chegada, Parada, Partida, percorrer};
use super::{Banco, Erro};
use crate::contas::Contas;
use crate::instantaneo::{self, Ponto};
use crate::log::arquivo::{Trancado, trancar};
use crate::log::escrita::{Disco, Escritor};
use crate::log::leitura::encher;
use crate::log::{CABECALHO, u32_de};

impl Banco {
    /// Abre o log e refaz o estado. `criar` permite que ele não exista.
    ///
    /// # Errors
    /// Veja [`Erro`]; em todos os casos o arquivo fica como estava.
    pub fn abrir(caminho: &Path, criar: bool) -> Result<Self, Erro> {
        let Trancado {
            mut arquivo,
            identidade,
            soma,
        } = trancar(caminho, criar)?;
        let origem = Ponto {
            identidade,
            fim: CABECALHO as u64,
            soma,
        };
        let mut avisos = Vec::new();
        let (chegada, poupados) = refazer(&mut arquivo, caminho, origem, &mut avisos)
            .map_err(|parada| parada.com(caminho))?;
        let Ponto { fim, soma, .. } = chegada.ponto;
        if chegada.cortado {
            let sobra = aparar(&mut arquivo, fim)
                .map_err(|erro| Parada::Leitura(erro.into()).com(caminho))?;
            avisos.push(format!(
                "{} acabava no meio do evento {}, que não foi confirmado; cortei {}",
                caminho.display(),
                chegada.contas.ultimo() + 1,
                quantos(sobra, "byte", "bytes")
            ));
        }
        Ok(Self {
            caminho: caminho.to_owned(),
            origem,
            escritor: Escritor::novo(arquivo, fim, soma),
            contas: chegada.contas,
            poupados,
            avisos,
        })
    }
}

// ANCHOR: refazer
/// O estado, pelo atalho se der. O atalho só encurta: nunca muda a resposta.
fn refazer(
    arquivo: &mut File,
    caminho: &Path,
    origem: Ponto,
    avisos: &mut Vec<String>,
) -> Result<(Chegada, u64), Parada> {
    match atalho(arquivo, caminho, origem) {
        Ok(None) => {}
        Ok(Some(partida)) => {
            let poupados = partida.contas.ultimo();
            if let Ok(chegada) = percorrer(arquivo, partida, u64::MAX, |_, _| {}) {
                return Ok((chegada, poupados));
            }
            avisos.push(ignorado("leva a um erro no log"));
        }
        Err(motivo) => avisos.push(ignorado(motivo)),
    }
    let inicio = Partida {
        contas: Contas::default(),
        ponto: origem,
    };
    let chegada = percorrer(arquivo, inicio, u64::MAX, |_, _| {})?;
    Ok((chegada, 0))
}
// ANCHOR_END: refazer

fn ignorado(motivo: &str) -> String {
    format!("o instantâneo {motivo}; refiz o estado desde o primeiro evento")
}

/// O instantâneo, se é deste log e o log ainda tem o ponto dele.
fn atalho(
    arquivo: &mut File,
    caminho: &Path,
    origem: Ponto,
) -> Result<Option<Partida>, &'static str> {
    let Some((contas, ponto)) = instantaneo::ler(caminho)? else {
        return Ok(None);
    };
    let mut gravada = [0; 4];
    let antes = SeekFrom::Start(ponto.fim.saturating_sub(4));
    let lido = arquivo
        .seek(antes)
        .and_then(|_| encher(arquivo, &mut gravada));
    let confere = lido.is_ok_and(|n| n == 4) && u32_de(&gravada) == ponto.soma;
    // Um evento tem mais de um byte: um número maior que `fim` é inventado, e
    // contar a partir dele poderia não caber em 64 bits.
    let numero_cabe = contas.ultimo() <= ponto.fim;
    let deste = ponto.identidade == origem.identidade && ponto.fim >= origem.fim;
    if !deste || !confere || !numero_cabe {
        return Err("não é deste log");
    }
    Ok(Some(Partida { contas, ponto }))
}

/// Corta o que vem depois de `fim`; devolve quantos bytes eram.
fn aparar(arquivo: &mut File, fim: u64) -> io::Result<u64> {
    let sobra = arquivo.metadata()?.len() - fim;
    arquivo.cortar(fim)?;
    arquivo.sincronizar()?;
    Ok(sobra)
}
