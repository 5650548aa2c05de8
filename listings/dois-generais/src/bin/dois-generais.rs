//! Verifica a corrente de confirmações e conta a execução que a desmente.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use dois_generais::argumentos::{confirmacoes, inteiro};
use dois_generais::batalha::Batalha;
use dois_generais::regra::Regra;
use dois_generais::verificacao::{desenho, relato};

/// Procura, em todas as execuções, uma em que um general ataca sozinho.
#[derive(Parser)]
#[command(name = "dois-generais")]
struct Argumentos {
    /// Quantas confirmações seguem a ordem
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true,
          default_value = "3", value_parser = confirmacoes)]
    confirmacoes: u32,
    /// Com quantas mensagens recebidas o primeiro ataca (sem dizer: com todas)
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true, value_parser = inteiro::<u32>)]
    exige_primeiro: Option<u32>,
    /// Com quantas mensagens recebidas o segundo ataca (sem dizer: com todas)
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true, value_parser = inteiro::<u32>)]
    exige_segundo: Option<u32>,
    /// Em vez do relato, escreve o diagrama da execução em SVG
    #[arg(long)]
    svg: bool,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let mut batalha = Batalha::cautelosa(args.confirmacoes);
    let exigidas = [args.exige_primeiro, args.exige_segundo];
    for (regra, exigida) in batalha.regras.iter_mut().zip(exigidas) {
        *regra = exigida.map_or(*regra, Regra::ao_menos);
    }
    executar(|| {
        let texto = match args.svg {
            true => desenho(batalha)?,
            false => relato(batalha).join("\n"),
        };
        Ok(escrever_linha(texto.trim_end()).map(drop)?)
    })
}
