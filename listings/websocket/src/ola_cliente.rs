//! O cliente da saudação: uma linha, um nome, uma resposta.

use anyhow::{Context, Result, bail};
use apoio::programa::escrever_linha;
use futures_util::{SinkExt, StreamExt};
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_tungstenite::client_async_with_config;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};

use crate::conexao::conectar;
use crate::entrada::linhas;
use crate::fecho::{Fecho, despedir};
use crate::limites::Limites;

/// Manda `nome`, ou cada linha da entrada, e mostra as respostas.
///
/// # Errors
/// Se não conectar, se o servidor recusar ou se a entrada não for texto.
pub async fn saudar(endereco: &str, nome: Option<String>) -> Result<()> {
    let limites = Limites::default();
    let fluxo = conectar(endereco).await?;
    let url = format!("ws://{endereco}/");
    let aperto = client_async_with_config(url, fluxo, Some(limites.do_protocolo()));
    let aperto = timeout(limites.entrada, aperto).await;
    let (mut ws, _) = aperto
        .context("o servidor não respondeu ao aperto de mão")?
        .map_err(|erro| anyhow::anyhow!("o aperto de mão falhou: {}", dizer(&erro)))?;
    let mut nomes = match nome {
        Some(nome) => um_so(nome),
        None => linhas(),
    };
    let mut esperadas = 0;
    loop {
        tokio::select! {
            // Ler também quando não há o que dizer: é lendo que se responde ao Ping.
            lida = ws.next() => {
                let Some(ola) = resposta(lida)? else { continue };
                esperadas -= 1;
                if !escrever_linha(ola)? {
                    break;
                }
            }
            nome = nomes.recv(), if esperadas == 0 => match nome {
                Some(nome) => {
                    ws.send(Message::text(nome?)).await.context("a conexão caiu")?;
                    esperadas += 1;
                }
                None => break,
            },
        }
    }
    despedir(ws, &Fecho::Despedida, limites.escrita).await;
    Ok(())
}

fn resposta(lida: Option<Result<Message, Error>>) -> Result<Option<Utf8Bytes>> {
    match lida {
        Some(Ok(Message::Text(ola))) => Ok(Some(ola)),
        Some(Ok(Message::Close(Some(quadro)))) => {
            bail!(
                "o servidor fechou: {} (código {})",
                quadro.reason,
                quadro.code
            )
        }
        Some(Ok(Message::Close(None))) | None => bail!("o servidor fechou a conexão"),
        Some(Ok(_)) => Ok(None),
        Some(Err(erro)) => bail!("a conexão caiu: {}", dizer(&erro)),
    }
}

/// O erro da biblioteca, que fala inglês, com o do sistema por extenso.
pub(crate) fn dizer(erro: &Error) -> String {
    match erro {
        Error::Io(erro) => apoio::erro::motivo(erro),
        Error::Http(resposta) => format!("o servidor respondeu {}", resposta.status()),
        Error::Protocol(ProtocolError::ResetWithoutClosingHandshake)
        | Error::ConnectionClosed => "o outro lado cortou a conexão".to_owned(),
        Error::Protocol(_) => "o outro lado não fala WebSocket".to_owned(),
        outro => outro.to_string(),
    }
}

fn um_so(nome: String) -> mpsc::Receiver<Result<String>> {
    let (envio, recebida) = mpsc::channel(1);
    envio.try_send(Ok(nome)).expect("há um lugar");
    recebida
}
