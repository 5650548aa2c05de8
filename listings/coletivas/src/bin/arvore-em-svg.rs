//! Lê o que o lançador mostra com `--mensagens` e desenha as rodadas.

use std::io::{ErrorKind, Read, stdin};
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use apoio::erro::motivo;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use coletivas::figura::{desenhar, setas};

/// O maior desenho que ainda se lê.
const MAIS_RANKS: usize = 16;
/// A maior entrada, em bytes: cortar a que passa desenharia uma árvore incompleta.
const LIMITE: u64 = 1 << 20;

/// Desenha, em SVG, as mensagens que o lançador mostrou:
/// lancador --processos 8 --mensagens broadcast 42 | arvore-em-svg
#[derive(Parser)]
#[command(name = "arvore-em-svg")]
struct Argumentos {}

fn main() -> ExitCode {
    let Argumentos {} = ler_argumentos();
    executar(|| {
        let mut texto = String::new();
        stdin()
            .take(LIMITE + 1)
            .read_to_string(&mut texto)
            .map_err(|erro| match erro.kind() {
                ErrorKind::InvalidData => anyhow!("a entrada não é texto UTF-8"),
                _ => anyhow!(motivo(&erro)),
            })?;
        if texto.len() as u64 > LIMITE {
            bail!("a entrada passa de {LIMITE} bytes");
        }
        let setas = setas(&texto);
        if setas.is_empty() {
            bail!("não há mensagens na entrada; use lancador --mensagens");
        }
        let cabem = |&(rodada, de, para): &(u32, usize, usize)| {
            de.max(para) < MAIS_RANKS && (1..=2 * MAIS_RANKS as u32).contains(&rodada)
        };
        if !setas.iter().all(cabem) {
            bail!("cabem no desenho até {MAIS_RANKS} ranks");
        }
        escrever_linha(desenhar(&setas).trim_end())?;
        Ok(())
    })
}
