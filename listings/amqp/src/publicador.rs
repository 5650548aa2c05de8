//! Publicar e só esquecer depois da confirmação do broker.

use std::collections::VecDeque;
use std::time::Duration;

use anyhow::{Result, bail};
use apoio::programa::registrar;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Confirmation};

use crate::conexao::{Queda, conectar, no_prazo};
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

/// Publica os pedidos; a cada confirmação, tira-o da frente. Quando a conexão
/// cai, os sem confirmação vão de novo, com o mesmo identificador.
///
/// # Errors
/// Sem broker, sem fila, ou caindo sem parar; diz quantos foram confirmados.
pub async fn publicar(
    broker: &Broker,
    fila: &str,
    pedidos: Vec<Pedido>,
    prazo: Duration,
) -> Result<()> {
    let mut faltam = VecDeque::from(pedidos);
    let mut quedas = 0;
    while !faltam.is_empty() {
        let antes = faltam.len();
        let conexao = conectar(broker, prazo).await?;
        let recusa = match por_um_canal(&conexao, fila, &mut faltam).await {
            Ok(()) => {
                no_prazo(conexao.close(200, "até logo".into())).await.ok();
                return Ok(());
            }
            Err(recusa) => recusa,
        };
        quedas = if faltam.len() < antes { 0 } else { quedas + 1 };
        if matches!(recusa, Recusa::Devolvida(_)) || quedas == QUEDAS {
            bail!("{} de {antes} sem confirmação: {recusa}", faltam.len());
        }
        registrar(format_args!(
            "{recusa}; {} por confirmar, repito",
            faltam.len()
        ));
    }
    Ok(())
}

async fn por_um_canal(
    conexao: &lapin::Connection,
    fila: &str,
    faltam: &mut VecDeque<Pedido>,
) -> Result<(), Recusa> {
    let canal = no_prazo(conexao.create_channel()).await?;
    no_prazo(canal.confirm_select(ConfirmSelectOptions::default())).await?;
    while !faltam.is_empty() {
        let mut recibos = Vec::with_capacity(JANELA);
        for pedido in faltam.iter().take(JANELA) {
            recibos.push(no_prazo(entregar(&canal, fila, pedido)).await?);
        }
        for recibo in recibos {
            match no_prazo(recibo).await? {
                Confirmation::Ack(None) => faltam.pop_front(),
                Confirmation::Ack(Some(_)) => {
                    return Err(Recusa::Devolvida(fila.to_owned()));
                }
                _ => return Err(Recusa::NaoGuardada),
            };
        }
    }
    Ok(())
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
