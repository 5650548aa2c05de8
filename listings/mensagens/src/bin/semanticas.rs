//! Três semânticas de entrega no mesmo canal ruim: pedidos e efeitos.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, escrever_linha, executar, ler_argumentos, quantidade};
use clap::Parser;
use mensagens::adversario::Maldade;
use mensagens::contador::Semantica::{AoMenosUmaVez, EfeitoDeUmaVez, NoMaximoUmaVez};
use mensagens::contador::comparacao::contar;
use mensagens::opcoes::chance;

/// Soma um, muitas vezes, num contador remoto, e conta quantas vezes ele somou.
#[derive(Parser)]
#[command(name = "semanticas")]
struct Argumentos {
    /// Quantos pedidos
    #[arg(long, value_name = "N", default_value = "1000", value_parser = quantidade)]
    pedidos: usize,
    /// A chance de um datagrama sumir, em cada sentido
    #[arg(long, value_name = "P", default_value = "0,3", value_parser = chance)]
    perda: f64,
    /// A chance de um datagrama virar dois
    #[arg(long, value_name = "P", default_value = "0", value_parser = chance)]
    duplicacao: f64,
    /// Cada cópia espera um tempo sorteado até este
    #[arg(long, value_name = "PRAZO", default_value = "20ms", value_parser = duracao)]
    atraso: Duration,
    /// Escolhe os sorteios
    #[arg(long, value_name = "N", default_value = "14")]
    semente: u64,
}

fn main() -> ExitCode {
    executar(|| comparar(&ler_argumentos()))
}

fn comparar(args: &Argumentos) -> Result<()> {
    let maldade = Maldade {
        perda: args.perda,
        duplicacao: args.duplicacao,
        atraso: args.atraso,
    };
    escrever_linha("semântica            pedidos  transmissões  com resposta  efeitos")?;
    for (nome, semantica) in [
        ("no máximo uma vez", NoMaximoUmaVez),
        ("ao menos uma vez", AoMenosUmaVez),
        ("efeito de uma vez", EfeitoDeUmaVez),
    ] {
        let c = contar(semantica, args.pedidos as u64, maldade, args.semente)?;
        escrever_linha(format_args!(
            "{nome:<20}{:>8}{:>14}{:>14}{:>9}",
            c.pedidos, c.transmissoes, c.confirmados, c.efeitos
        ))?;
    }
    Ok(())
}
