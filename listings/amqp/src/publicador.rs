//! Publicar e só esquecer depois da confirmação do broker.

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::{Result, bail};
use apoio::programa::registrar;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Confirmation};
use tokio_util::sync::CancellationToken;

use crate::conexao::{Queda, com_pressa, conectar, fechar, no_prazo};
use crate::endereco::Broker;

/// Publicações à espera de confirmação ao mesmo tempo.
const JANELA: usize = 100;
/// Quedas seguidas sem uma confirmação sequer antes de desistir.
const QUEDAS: u32 = 5;

/// O que se manda: o identificador acompanha a tarefa em todas as repetições.
#[derive(Clone, Debug)]
pub struct Pedido {
    pub id: String,
    pub texto: String,
}

/// Por que o broker não ficou com uma mensagem.
#[derive(Debug, thiserror::Error)]
enum Recusa {
    #[error(transparent)]
    Queda(#[from] Queda),
    #[error(
        "o broker devolveu a mensagem: nenhuma fila recebe o que vai para {0:?}. \
         Inicie um trabalhador, que a declara: tarefa-trabalhar --fila {0}"
    )]
    Devolvida(String),
    #[error("o broker não conseguiu guardar a mensagem")]
    NaoGuardada,
}

/// Publica os pedidos, na ordem; devolve quantos o broker confirmou. Quando a conexão
/// cai, os sem confirmação vão de novo, com o mesmo identificador. Pedido o fim, só
/// espera as confirmações do que já mandou.
///
/// # Errors
/// Sem broker, sem fila, ou caindo sem parar; diz quantos ficaram sem confirmação.
pub async fn publicar(
    broker: &Broker,
    fila: &str,
    pedidos: impl ExactSizeIterator<Item = Pedido>,
    prazo: Duration,
    fim: &CancellationToken,
) -> Result<usize> {
    let total = pedidos.len();
    let mut envio = Envio {
        pedidos,
        faltam: VecDeque::with_capacity(JANELA),
        confirmadas: 0,
    };
    let mut quedas = 0;
    while envio.confirmadas < total {
        let antes = envio.confirmadas;
        let Some(conexao) = fim.run_until_cancelled(conectar(broker, prazo)).await else {
            break;
        };
        let conexao = conexao?;
        let turno = envio.por_um_canal(&conexao, fila, fim);
        let turno = com_pressa(fim, turno, Duration::ZERO).await;
        fechar(&conexao).await;
        let Some(Err(recusa)) = turno else { break };
        quedas = if envio.confirmadas > antes {
            0
        } else {
            quedas + 1
        };
        let resta = total - envio.confirmadas;
        if matches!(recusa, Recusa::Devolvida(_)) || quedas == QUEDAS {
            bail!("{resta} de {total} sem confirmação: {recusa}");
        }
        registrar(format_args!("{recusa}; {resta} por confirmar, repito"));
    }
    Ok(envio.confirmadas)
}

/// O que falta publicar. Na memória fica uma janela, por mais que sejam os pedidos.
struct Envio<P> {
    pedidos: P,
    faltam: VecDeque<Pedido>,
    confirmadas: usize,
}

impl<P: Iterator<Item = Pedido>> Envio<P> {
    async fn por_um_canal(
        &mut self,
        conexao: &lapin::Connection,
        fila: &str,
        fim: &CancellationToken,
    ) -> Result<(), Recusa> {
        let canal = no_prazo(conexao.create_channel()).await?;
        no_prazo(canal.confirm_select(ConfirmSelectOptions::default())).await?;
        while !fim.is_cancelled() {
            let cabem = JANELA - self.faltam.len();
            self.faltam.extend(self.pedidos.by_ref().take(cabem));
            if self.faltam.is_empty() {
                break;
            }
            let mut recibos = Vec::with_capacity(JANELA);
            for pedido in &self.faltam {
                recibos.push(no_prazo(entregar(&canal, fila, pedido)).await?);
            }
            for recibo in recibos {
                match no_prazo(recibo).await? {
                    Confirmation::Ack(None) => self.faltam.pop_front(),
                    Confirmation::Ack(Some(_)) => {
                        return Err(Recusa::Devolvida(fila.to_owned()));
                    }
                    _ => return Err(Recusa::NaoGuardada),
                };
                self.confirmadas += 1;
            }
        }
        Ok(())
    }
}

// ANCHOR: entregar
async fn entregar(
    canal: &Channel,
    fila: &str,
    pedido: &Pedido,
) -> lapin::Result<lapin::PublisherConfirm> {
    let propriedades = BasicProperties::default()
        .with_message_id(pedido.id.as_str().into())
        // 2: persistente. Numa fila durável, sobrevive à queda do broker.
        .with_delivery_mode(2);
    // Sem `mandatory`, o que não tem fila é confirmado e jogado fora.
    let opcoes = BasicPublishOptions {
        mandatory: true,
        ..Default::default()
    };
    let carga = pedido.texto.as_bytes();
    canal
        .basic_publish("".into(), fila.into(), opcoes, carga, propriedades)
        .await
}
// ANCHOR_END: entregar
