//! O painel da casa: o que os sensores dizem, ao vivo.

use std::process::ExitCode;
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{ao_pedir_fim, duracao, executar, ler_argumentos};
use clap::Parser;
use mqtt::endereco::Corretor;
use mqtt::ligacao::Opcoes;
use mqtt::nivel::Nivel;
use mqtt::tela::acompanhar;
use tokio_util::sync::CancellationToken;

/// Assina as leituras da casa e as mostra: uma tabela no terminal, linhas fora dele.
#[derive(Parser)]
#[command(name = "painel")]
struct Argumentos {
    /// O que assinar: + vale um nível qualquer, # vale todos os seguintes
    #[arg(long, value_name = "FILTRO", default_value = "casa/+/+")]
    filtro: String,
    /// Onde está o corretor; também pela variável MQTT_URL
    #[arg(
        long,
        value_name = "URL",
        env = "MQTT_URL",
        hide_env = true,
        default_value = "mqtt://127.0.0.1:1883"
    )]
    corretor: Corretor,
    /// O nível de garantia que se pede
    #[arg(long, value_name = "NÍVEL", default_value = "1")]
    qos: Nivel,
    /// Sai depois de tantas mensagens
    #[arg(long, value_name = "N")]
    mensagens: Option<u64>,
    /// Quanto insistir, sem corretor, antes de desistir
    #[arg(long, value_name = "PRAZO", default_value = "30s", value_parser = duracao)]
    prazo: Duration,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let resultado = assinar(ler_argumentos()).await;
    executar(|| resultado)
}

async fn assinar(args: Argumentos) -> Result<()> {
    let fim = CancellationToken::new();
    let aviso = fim.clone();
    ao_pedir_fim(move || aviso.cancel())?;
    // Cada painel é outro: dois com o mesmo nome se derrubariam um ao outro.
    let id = format!("painel-{:08x}", fastrand::u32(..));
    let mut opcoes = Opcoes::novas(args.corretor, &id);
    opcoes.prazo = args.prazo;
    acompanhar(opcoes, &args.filtro, args.qos.into(), args.mensagens, fim).await
}
