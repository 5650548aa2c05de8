//! Quantos bits precisa ter o número de sequência, num canal que embaralha.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, escrever_linha, executar, ler_argumentos, quantidade};
use clap::Parser;
use mensagens::adversario::Maldade;
use mensagens::bit_alternado::executar as enviar;
use mensagens::opcoes::chance;
use mensagens::pare_e_espere::numero::Largura;

/// Envia 100 mensagens por semente e conta as execuções que erram.
#[derive(Parser)]
#[command(name = "bit-alternado")]
struct Argumentos {
    /// Quantas execuções, uma por semente, para cada número de bits
    #[arg(long, value_name = "N", default_value = "200", value_parser = quantidade)]
    sementes: usize,
    /// A chance de um datagrama sumir
    #[arg(long, value_name = "P", default_value = "0,1", value_parser = chance)]
    perda: f64,
    /// A chance de um datagrama virar dois
    #[arg(long, value_name = "P", default_value = "0,1", value_parser = chance)]
    duplicacao: f64,
    /// Cada cópia espera um tempo sorteado até este
    #[arg(long, value_name = "PRAZO", default_value = "300ms", value_parser = duracao)]
    atraso: Duration,
}

fn main() -> ExitCode {
    executar(|| contar(&ler_argumentos()))
}

fn contar(args: &Argumentos) -> Result<()> {
    let maldade = Maldade {
        perda: args.perda,
        duplicacao: args.duplicacao,
        atraso: args.atraso,
    };
    escrever_linha("bits  execuções  certas  travadas  mensagens repetidas  perdidas")?;
    for bits in [1, 2, 3, 4, 8, 32] {
        let largura = Largura::bits(bits).expect("de 1 a 32");
        let (mut certas, mut travadas, mut repetidas, mut perdidas) = (0, 0, 0, 0);
        for semente in 0..args.sementes as u64 {
            let execucao = enviar(largura, 100, maldade, semente)?;
            certas += usize::from(execucao.certa());
            travadas += usize::from(execucao.travou);
            repetidas += execucao.repetidas();
            perdidas += execucao.perdidas();
        }
        let execucoes = args.sementes;
        escrever_linha(format_args!(
            "{bits:>4}{execucoes:>11}{certas:>8}{travadas:>10}{repetidas:>21}{perdidas:>10}"
        ))?;
    }
    Ok(())
}
