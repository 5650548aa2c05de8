//! As quatro falhas de uma chamada remota, vistas por três clientes.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use grpc::quatro_falhas::{Falha, Jeito, provocar};

/// Soma um, com uma falha no caminho, e conta quantas vezes se somou.
#[derive(Parser)]
#[command(name = "quatro-falhas")]
struct Argumentos {}

const FALHAS: [Falha; 4] = [
    Falha::PedidoPerdido,
    Falha::QuedaAntes,
    Falha::QuedaDepois,
    Falha::RespostaPerdida,
];

fn main() -> ExitCode {
    executar(|| {
        let Argumentos {} = ler_argumentos();
        let executor = tokio::runtime::Runtime::new()?;
        executor.block_on(mostrar())
    })
}

async fn mostrar() -> Result<()> {
    let (falha, visto) = ("falha", "quem não repete vê");
    escrever_linha(format_args!(
        "{falha:22}  {visto:18}  uma vez  repetindo  com intenção"
    ))?;
    for falha in FALHAS {
        let uma = provocar(falha, Jeito::UmaVez).await?;
        let repetindo = provocar(falha, Jeito::Repetindo).await?;
        let com = provocar(falha, Jeito::ComIntencao).await?;
        escrever_linha(format_args!(
            "{falha:22}  {:18}  {:>7}  {:>9}  {:>12}",
            uma.visto, uma.efeitos, repetindo.efeitos, com.efeitos
        ))?;
    }
    Ok(())
}
