//! Quanto de cada enlace o pare e espere aproveita.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use mensagens::opcoes::com_virgula;
use mensagens::pare_e_espere::segmento::MAIOR_DATAGRAMA;
use mensagens::utilizacao::{pela_formula, pela_medida};

/// Compara a utilização calculada e a medida em quatro enlaces.
#[derive(Parser)]
#[command(name = "utilizacao")]
struct Argumentos {}

fn main() -> ExitCode {
    let _: Argumentos = ler_argumentos();
    executar(comparar)
}

fn comparar() -> Result<()> {
    let ms = Duration::from_millis;
    escrever_linha(
        "enlace                  Mbit/s   RTT (ms)  fórmula %  medida %  em voo",
    )?;
    for (nome, mega, ida_e_volta) in [
        ("modem telefônico", 0.0336, ms(150)),
        ("rede local", 1000.0, Duration::from_micros(500)),
        ("São Paulo–Lisboa", 100.0, ms(80)),
        ("satélite", 50.0, ms(600)),
    ] {
        let vazao = mega * 1e6;
        let (formula, medida) = (
            pela_formula(vazao, ida_e_volta),
            pela_medida(vazao, ida_e_volta)?,
        );
        // Quantos datagramas cabem no enlace enquanto um espera a confirmação.
        let em_voo = 1.0 / formula;
        let rtt = com_virgula(ida_e_volta.as_secs_f64() * 1e3, 1);
        escrever_linha(format_args!(
            "{nome:<22}{:>8}{rtt:>11}{:>11}{:>10}{em_voo:>8.0}",
            com_virgula(mega, if mega < 1.0 { 4 } else { 0 }),
            com_virgula(formula * 100.0, 3),
            com_virgula(medida * 100.0, 3),
        ))?;
    }
    escrever_linha(format_args!("datagramas de {MAIOR_DATAGRAMA} bytes"))?;
    Ok(())
}
