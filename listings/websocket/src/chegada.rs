//! A chegada de um membro: quem é, o que lhe falta da história, e o lugar na sala.

use std::sync::Arc;

use futures_util::StreamExt;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio_tungstenite::WebSocketStream;

use crate::casa::Casa;
use crate::escrivao::Pedido;
use crate::fecho::Fecho;
use crate::limites::Limites;
use crate::lugar::{Lugar, Pagina, Quem, Visto};
use crate::ponta::{Ponta, entender};
use crate::protocolo::{DoCliente, DoServidor, conferir_nome};

/// Espera a primeira mensagem, e a entende.
pub(crate) async fn entrada<S: AsyncRead + AsyncWrite + Unpin>(
    ws: &mut WebSocketStream<S>,
    limites: &Limites,
) -> Result<(Quem, Visto), Fecho> {
    // Um Ping antes dela é da norma, e não é dela: o Pong sai na leitura seguinte.
    let dita = loop {
        if let Some(dita) = entender(ws.next().await, limites)? {
            break dita;
        }
    };
    let DoCliente::Entrar {
        sala,
        nome,
        cliente,
        historia,
        depois,
    } = dita
    else {
        return Err(Fecho::Regra("comece por entrar".into()));
    };
    conferir_nome("a sala", &sala).map_err(Fecho::Regra)?;
    conferir_nome("o nome", &nome).map_err(Fecho::Regra)?;
    if !(16..=64).contains(&cliente.len()) {
        return Err(Fecho::Regra(
            "o cliente precisa ter de 16 a 64 bytes".into(),
        ));
    }
    let quem = Quem {
        sala,
        nome,
        cliente,
    };
    let ate = depois;
    Ok((quem, Visto { historia, ate }))
}

/// Manda o que falta, página por página, até ganhar um lugar na sala.
pub(crate) async fn por_em_dia<S: AsyncRead + AsyncWrite + Unpin>(
    ponta: &mut Ponta<'_, S>,
    casa: &Casa,
    quem: &Arc<Quem>,
    mut visto: Visto,
) -> Result<Lugar, Fecho> {
    let mut dita = None;
    loop {
        let pagina = pedir_pagina(casa, quem, visto).await?;
        let mut quadros = pagina.eventos;
        let historia = &pagina.visto.historia;
        // Também se a sala foi esquecida e renasceu entre uma página e outra.
        if dita.as_ref() != Some(historia) {
            let historia = DoServidor::Historia {
                historia: historia.clone(),
                primeiro: pagina.primeiro,
                proximo: pagina.proximo,
            };
            quadros.insert(0, historia.quadro());
        }
        if let Some(lugar) = &pagina.lugar {
            let presentes = lugar.presentes.clone();
            quadros.push(DoServidor::Entrou { presentes }.quadro());
        }
        if let Err(fecho) = ponta.escrever(quadros).await {
            if let Some(lugar) = pagina.lugar {
                sair(casa, quem, lugar.sessao).await;
            }
            return Err(fecho);
        }
        if let Some(lugar) = pagina.lugar {
            return Ok(lugar);
        }
        (visto, dita) = (pagina.visto.clone(), Some(pagina.visto.historia));
    }
}

async fn pedir_pagina(
    casa: &Casa,
    quem: &Arc<Quem>,
    visto: Visto,
) -> Result<Pagina, Fecho> {
    let (resposta, pagina) = oneshot::channel();
    let pedido = Pedido::Entrar {
        quem: Arc::clone(quem),
        visto,
        resposta,
    };
    let pedir = async {
        casa.pedidos.send(pedido).await.ok()?;
        pagina.await.ok()
    };
    match casa.fim.run_until_cancelled(pedir).await {
        Some(Some(pagina)) => pagina,
        _ => Err(Fecho::Parada),
    }
}

/// Devolve o lugar.
pub(crate) async fn sair(casa: &Casa, quem: &Quem, sessao: u64) {
    let sala = quem.sala.clone();
    // Se o escrivão já terminou, não há mais sala de onde sair.
    casa.pedidos.send(Pedido::Sair { sala, sessao }).await.ok();
}
