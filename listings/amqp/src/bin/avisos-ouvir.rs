//! Ouve os avisos enquanto estiver aberto.

use std::process::ExitCode;

use amqp::avisos::ouvir;
use amqp::conexao::{Queda, conectar, fechar, no_prazo, recuo};
use amqp::onde::{Onde, nome};
use anyhow::Result;
use apoio::fim;
use apoio::programa::{escrever_linha, executar, ler_argumentos, registrar};
use apoio::texto::escapar;
use clap::Parser;
use futures_util::StreamExt;
use lapin::Connection;
use tokio::time::sleep;

/// Mostra cada aviso. Cada ouvinte recebe todos.
#[derive(Parser)]
#[command(name = "avisos-ouvir")]
struct Argumentos {
    /// A exchange
    #[arg(long, value_name = "NOME", default_value = "avisos", value_parser = nome)]
    exchange: String,
    #[command(flatten)]
    onde: Onde,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = escutar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn escutar(args: Argumentos) -> Result<()> {
    let fim = fim::pedido("a minha fila some comigo")?;
    let mut quedas = 0;
    loop {
        let conexao = tokio::select! {
            conexao = conectar(&args.onde.broker, args.onde.prazo) => conexao?,
            () = fim.cancelled() => return Ok(()),
        };
        let mut mostrados = 0_u64;
        let turno = uma_conexao(&conexao, &args.exchange, &mut mostrados);
        let turno = fim.run_until_cancelled(turno).await;
        fechar(&conexao).await;
        let Some(Err(erro)) = turno else {
            return Ok(());
        };
        let queda = match erro.downcast_ref::<Queda>() {
            Some(queda) if !queda.e_recusa() => queda,
            _ => return Err(erro),
        };
        // Um broker que aceita e derruba não pode ser procurado sem parar.
        quedas = if mostrados > 0 { 0 } else { quedas + 1 };
        let espera = recuo(quedas);
        registrar(format_args!("caiu: {queda}; religo em {espera:.0?}"));
        if fim.run_until_cancelled(sleep(espera)).await.is_none() {
            return Ok(());
        }
    }
}

/// Mostra os avisos até a conexão cair, o que é um erro, ou ninguém mais os ler.
async fn uma_conexao(
    conexao: &Connection,
    exchange: &str,
    mostrados: &mut u64,
) -> Result<()> {
    let mut consumidor = no_prazo(ouvir(conexao, exchange)).await?;
    let mut alguem_le = escrever_linha(format_args!("ouvindo {exchange}"))?;
    while alguem_le {
        let aviso = consumidor.next().await;
        let aviso = aviso.ok_or(Queda::Encerrado)?;
        let aviso = aviso.map_err(Queda::Erro)?;
        alguem_le = escrever_linha(escapar(&String::from_utf8_lossy(&aviso.data)))?;
        *mostrados += 1;
    }
    Ok(())
}
