//! O painel da casa: o que os sensores dizem, ao vivo.

use std::process::ExitCode;

use anyhow::Result;
use apoio::fim;
use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use mqtt::conexao::Opcoes;
use mqtt::filtro::filtro;
use mqtt::nivel::Nivel;
use mqtt::onde::Onde;
use mqtt::tela::acompanhar;

/// Assina as leituras da casa e as mostra: uma tabela no terminal, linhas fora dele.
#[derive(Parser)]
#[command(name = "painel")]
struct Argumentos {
    /// O que assinar: + vale um nível qualquer, # vale todos os seguintes
    #[arg(long, value_name = "FILTRO", default_value = "casa/+/+", value_parser = filtro)]
    filtro: String,
    #[command(flatten)]
    onde: Onde,
    /// O nível de garantia que se pede
    #[arg(long, value_name = "NÍVEL", default_value = "1")]
    qos: Nivel,
    /// Sai depois de tantas mensagens
    #[arg(long, value_name = "N")]
    mensagens: Option<u64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = assinar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn assinar(args: Argumentos) -> Result<()> {
    let fim = fim::pedido("despeço-me do broker")?;
    // Cada painel é outro: dois com o mesmo nome se derrubariam um ao outro.
    let id = format!("painel-{:08x}", fastrand::u32(..));
    let mut opcoes = Opcoes::novas(args.onde.broker, &id);
    opcoes.prazo = args.onde.prazo;
    acompanhar(opcoes, &args.filtro, args.qos.into(), args.mensagens, fim).await
}
