//! Três threads, uma com defeito: o que acontece com as outras e com o programa.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use threads::panico::rodar;

/// Mostra que o pânico de uma thread chega a quem espera por ela.
#[derive(Parser)]
#[command(name = "panico")]
struct Argumentos {}

fn main() -> ExitCode {
    let Argumentos {} = ler_argumentos();
    executar(|| {
        let notas = [vec![7, 9], vec![], vec![10]];
        let medias = notas
            .iter()
            .map(|turma| -> Box<dyn FnOnce() -> i32 + Send> {
                // Com a turma vazia, a divisão por zero é um pânico.
                Box::new(|| turma.iter().sum::<i32>() / turma.len() as i32)
            });
        for (turma, media) in (1..).zip(rodar(medias.collect())) {
            match media {
                Ok(media) => {
                    escrever_linha(format_args!("turma {turma}: média {media}"))?
                }
                Err(motivo) => escrever_linha(format_args!(
                    "turma {turma}: a thread falhou: {motivo}"
                ))?,
            };
        }
        escrever_linha("o programa continua")?;
        Ok(())
    })
}
