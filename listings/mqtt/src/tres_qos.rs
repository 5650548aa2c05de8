//! A experiência dos três níveis: a mesma mensagem, com a conexão inteira e com
//! a conexão cortada no pior momento, e quantas vezes o assinante a recebe.

use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use rumqttc::{AsyncClient, QoS};
use tokio::time::timeout;

use crate::conexao::{Fato, Laco, Opcoes, conectar};
use crate::endereco::Broker;
use crate::ponte::Ponte;

const PRAZO: Duration = Duration::from_secs(20);
const FIM: &[u8] = b"fim";

/// O que se viu: os pacotes entre o publicador e o broker, e as entregas.
#[derive(Debug, PartialEq, Eq)]
pub struct Visto {
    pub passos: Vec<String>,
    pub recebidas: usize,
}

/// O pacote que, cortado, mais prejudica cada nível.
pub fn pior_corte(qos: QoS) -> &'static str {
    match qos {
        QoS::AtMostOnce => "PUBLISH",
        QoS::AtLeastOnce => "PUBACK",
        QoS::ExactlyOnce => "PUBREC",
    }
}

/// Publica uma mensagem e conta as entregas.
///
/// # Errors
/// Se o broker não atende, ou se algo não acontece no prazo.
pub async fn experimentar(
    broker: &Broker,
    qos: QoS,
    cortar: Option<&'static str>,
) -> Result<Visto> {
    let experiencia = async {
        let topico = format!("experiencia/{:016x}", fastrand::u64(..));
        let assinante = assinar(broker, &topico).await?;
        let ponte = Ponte::abrir(broker.clone(), cortar).await?;
        publicar(&ponte, &topico, qos, cortar.is_some()).await?;
        let mut passos = ponte.tomar_linhas();
        // As duas últimas são da mensagem que diz ao assinante que acabou.
        passos.truncate(passos.len().saturating_sub(2));
        let recebidas = assinante.await??;
        anyhow::Ok(Visto { passos, recebidas })
    };
    let visto = timeout(PRAZO, experiencia).await;
    visto.map_err(|_| anyhow!("a experiência em {broker} não acabou em {PRAZO:?}"))?
}

async fn publicar(ponte: &Ponte, topico: &str, qos: QoS, cai: bool) -> Result<()> {
    let id = format!("publicador-{:016x}", fastrand::u64(..));
    let mut opcoes = Opcoes::novas(ponte.endereco.into(), &id);
    // Sem sessão, o cliente que volta esquece o que ainda não foi confirmado.
    opcoes.sessao = true;
    let (cliente, mut laco) = conectar(opcoes);
    esperar(&mut laco, |fato| matches!(fato, Fato::Ligado { .. })).await?;
    cliente.try_publish(topico, qos, false, "oi")?;
    let entregue = |fato: &Fato| match qos {
        // No QoS 0 ninguém confirma: o que se sabe é que saiu.
        QoS::AtMostOnce if cai => matches!(fato, Fato::Ligado { .. }),
        QoS::AtMostOnce => matches!(fato, Fato::Enviada(_)),
        _ => matches!(fato, Fato::Confirmada(_)),
    };
    esperar(&mut laco, entregue).await?;
    cliente.try_publish(topico, QoS::AtLeastOnce, false, FIM)?;
    esperar(&mut laco, |fato| matches!(fato, Fato::Confirmada(_))).await?;
    despedir(&cliente, &mut laco).await
}

/// Despede-se do broker, que assim descarta o testamento.
///
/// # Errors
/// Se o broker some antes.
pub async fn despedir(cliente: &AsyncClient, laco: &mut Laco) -> Result<()> {
    cliente.try_disconnect()?;
    esperar(laco, |fato| matches!(fato, Fato::Despedido)).await
}

/// Conduz a conexão até o fato esperado; os outros se perdem.
///
/// # Errors
/// Se o broker some e não volta no prazo, ou se recusa uma assinatura.
pub async fn esperar(laco: &mut Laco, esperado: impl Fn(&Fato) -> bool) -> Result<()> {
    loop {
        match laco.proximo().await? {
            Fato::AssinaturaRecusada => bail!("o broker recusou a assinatura"),
            fato if esperado(&fato) => return Ok(()),
            _ => {}
        }
    }
}

async fn assinar(
    broker: &Broker,
    topico: &str,
) -> Result<tokio::task::JoinHandle<Result<usize>>> {
    let id = format!("assinante-{:016x}", fastrand::u64(..));
    let mut opcoes = Opcoes::novas(broker.clone(), &id);
    // É o primeiro a ligar-se: sem broker, é ele quem o diz, antes do prazo geral.
    opcoes.prazo = PRAZO / 4;
    let (cliente, mut laco) = conectar(opcoes);
    cliente.try_subscribe(topico, QoS::ExactlyOnce)?;
    esperar(&mut laco, |fato| matches!(fato, Fato::Assinado)).await?;
    Ok(tokio::spawn(async move {
        let mut recebidas = 0;
        loop {
            match laco.proximo().await? {
                Fato::Chegou(publicacao) if publicacao.payload == FIM => {
                    despedir(&cliente, &mut laco).await?;
                    return Ok(recebidas);
                }
                Fato::Chegou(_) => recebidas += 1,
                Fato::Caiu { motivo, .. } => bail!("o assinante caiu: {motivo}"),
                _ => {}
            }
        }
    }))
}
