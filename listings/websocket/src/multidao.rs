//! Muitos clientes calados, num processo à parte do servidor.

use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::conexao::conectar;
use crate::dizer::{dizer, fechou};
use crate::fecho::{Fecho, despedir};
use crate::limites::Limites;
use crate::memoria::Memoria;
use crate::protocolo::SUBPROTOCOLO;

/// Quantos por sala: cada chegada avisa a sala toda.
const POR_SALA: usize = 50;

/// Clientes que abrem ao mesmo tempo: mais, e a fila de chegada do kernel enche.
const JUNTOS: usize = 64;

/// Clientes dentro de uma sala, que respondem a Pings e não dizem nada.
pub struct Multidao {
    endereco: String,
    marca: String,
    tarefas: JoinSet<bool>,
    fim: watch::Sender<bool>,
}

impl Multidao {
    /// Ainda sem ninguém; `marca` distingue os clientes dos de outro processo.
    pub fn vazia(endereco: &str, marca: &str) -> Self {
        Self {
            endereco: endereco.to_owned(),
            marca: marca.to_owned(),
            tarefas: JoinSet::new(),
            fim: watch::channel(false).0,
        }
    }

    /// Põe mais clientes em salas, até serem `quantos`.
    ///
    /// # Errors
    /// Se algum não conseguir entrar.
    pub async fn crescer(&mut self, quantos: usize) -> Result<()> {
        let mut entrando = JoinSet::new();
        for i in self.tarefas.len()..quantos {
            if entrando.len() == JUNTOS {
                let ws = entrando.join_next().await.expect("há quem entre")??;
                self.tarefas.spawn(ficar(ws, self.fim.subscribe()));
            }
            let marca = &self.marca;
            let sala = format!("{marca}-{}", i / POR_SALA);
            entrando.spawn(um(self.endereco.clone(), sala, format!("{marca}-{i}")));
        }
        while let Some(ws) = entrando.join_next().await {
            self.tarefas.spawn(ficar(ws??, self.fim.subscribe()));
        }
        Ok(())
    }

    /// Despede-se de todos, e devolve quantos ainda estavam.
    pub async fn sair(self) -> usize {
        self.fim.send_replace(true);
        self.tarefas
            .join_all()
            .await
            .into_iter()
            .filter(|v| *v)
            .count()
    }
}

type Conexao = WebSocketStream<TcpStream>;

async fn um(endereco: String, sala: String, nome: String) -> Result<Conexao> {
    let fluxo = conectar(&endereco).await?;
    let url = format!("ws://{endereco}/salas");
    let entrada = entrar(&url, fluxo, Memoria::nova(&sala, &nome).entrar());
    let entrada = timeout(Duration::from_secs(30), entrada).await;
    let entrada = entrada.context("a entrada não veio")?;
    entrada.map_err(|motivo| anyhow!("{nome} não entrou: {motivo}"))
}

async fn entrar(url: &str, fluxo: TcpStream, ola: Message) -> Result<Conexao, String> {
    let mut ws = apertar(url, fluxo).await.map_err(|erro| dizer(&erro))?;
    ws.send(ola).await.map_err(|erro| dizer(&erro))?;
    loop {
        match ws.next().await {
            Some(Ok(Message::Text(texto))) if texto.contains(r#""tipo":"entrou""#) => {
                return Ok(ws);
            }
            Some(Ok(Message::Close(quadro))) => return Err(fechou(quadro.as_ref())),
            Some(Ok(_)) => {}
            Some(Err(erro)) => return Err(dizer(&erro)),
            None => return Err(fechou(None)),
        }
    }
}

async fn apertar(url: &str, fluxo: TcpStream) -> Result<Conexao, Error> {
    let mut pedido = url.into_client_request()?;
    let protocolo = HeaderValue::from_static(SUBPROTOCOLO);
    pedido
        .headers_mut()
        .insert("Sec-WebSocket-Protocol", protocolo);
    let ajustes = Some(Limites::default().do_cliente());
    let (ws, _) = client_async_with_config(pedido, fluxo, ajustes).await?;
    Ok(ws)
}

/// Fica até o fim; falso se o servidor o desligou antes.
async fn ficar(mut ws: Conexao, mut fim: watch::Receiver<bool>) -> bool {
    loop {
        tokio::select! {
            lida = ws.next() => match lida {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return false,
                Some(Ok(_)) => {}
            },
            _ = fim.wait_for(|fim| *fim) => break,
        }
    }
    despedir(ws, &Fecho::Despedida, Duration::from_secs(5)).await;
    true
}
