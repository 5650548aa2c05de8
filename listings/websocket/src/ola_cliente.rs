//! O cliente da saudação: uma linha, um nome, uma resposta.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use apoio::programa::escrever_linha;
use apoio::texto::escapar;
use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::client_async_with_config;
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::conexao::conectar;
use crate::dizer::{dizer, fechou};
use crate::entrada::linhas;
use crate::fecho::{Fecho, despedir};
use crate::limites::Limites;
use crate::tls::cifrar;

/// Quanto se espera por uma saudação.
const PRAZO_DA_RESPOSTA: Duration = Duration::from_secs(5);

/// Manda `nome`, ou cada linha da entrada, e mostra as respostas.
///
/// # Errors
/// Se não conectar, se o servidor recusar ou calar, ou se a entrada não for texto.
pub async fn saudar(
    endereco: &str,
    nome: Option<String>,
    tls: Option<TlsConnector>,
) -> Result<()> {
    let nomes = match nome {
        Some(nome) => um_so(nome),
        None => linhas(),
    };
    let fluxo = conectar(endereco).await?;
    match tls {
        None => conversar(&format!("ws://{endereco}/"), fluxo, nomes).await,
        Some(tls) => {
            let prazo = Limites::default().entrada;
            let fluxo = cifrar(&tls, endereco, fluxo, prazo).await?;
            conversar(&format!("wss://{endereco}/"), fluxo, nomes).await
        }
    }
}

async fn conversar<S>(
    url: &str,
    fluxo: S,
    mut nomes: mpsc::Receiver<Result<String>>,
) -> Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let limites = Limites::default();
    let aperto = client_async_with_config(url, fluxo, Some(limites.do_cliente()));
    let aperto = timeout(limites.entrada, aperto).await;
    let (mut ws, _) = aperto
        .context("o servidor não respondeu ao aperto de mão")?
        .map_err(|erro| anyhow!("o aperto de mão falhou: {}", dizer(&erro)))?;
    // Até quando se espera a resposta, se há uma por vir.
    let mut esperada: Option<Instant> = None;
    loop {
        tokio::select! {
            // Ler também quando não há o que dizer: é lendo que se responde ao Ping.
            lida = ws.next() => {
                let Some(ola) = resposta(lida)? else { continue };
                esperada = None;
                if !escrever_linha(escapar(&ola))? {
                    break;
                }
            }
            nome = nomes.recv(), if esperada.is_none() => match nome {
                Some(nome) => {
                    let enviada = ws.send(Message::text(nome?)).await;
                    enviada.map_err(|erro| caiu(&erro))?;
                    esperada = Some(Instant::now() + PRAZO_DA_RESPOSTA);
                }
                None => break,
            },
            () = sleep_until(esperada.unwrap_or_else(Instant::now)), if esperada.is_some() => {
                bail!("o servidor não respondeu em {PRAZO_DA_RESPOSTA:?}")
            }
        }
    }
    despedir(ws, &Fecho::Despedida, limites.escrita).await;
    Ok(())
}

fn resposta(lida: Option<Result<Message, Error>>) -> Result<Option<String>> {
    match lida {
        Some(Ok(Message::Text(ola))) => Ok(Some(ola.to_string())),
        Some(Ok(Message::Close(quadro))) => bail!(fechou(quadro.as_ref())),
        None => bail!(fechou(None)),
        Some(Ok(_)) => Ok(None),
        Some(Err(erro)) => Err(caiu(&erro)),
    }
}

fn caiu(erro: &Error) -> anyhow::Error {
    anyhow!("a conexão caiu: {}", dizer(erro))
}

fn um_so(nome: String) -> mpsc::Receiver<Result<String>> {
    let (envio, recebida) = mpsc::channel(1);
    envio.try_send(Ok(nome)).expect("há um lugar");
    recebida
}
