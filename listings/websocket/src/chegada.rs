//! A chegada de um membro: quem é, o que lhe falta da história, e o lugar na sala.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;

use crate::escrivao::Pedido;
use crate::fecho::Fecho;
use crate::limites::Limites;
use crate::protocolo::{DoCliente, DoServidor, conferir_nome};
use crate::salas::{Lugar, Pagina, Quem};
use crate::sessao::{Lida, Sessao, entender};

/// Entende a primeira mensagem.
pub(crate) fn entrada(
    lida: Lida,
    limites: &Limites,
) -> Result<(Quem, String, u64), Fecho> {
    let DoCliente::Entrar {
        sala,
        nome,
        cliente,
        historia,
        depois,
    } = entender(lida, limites)?.ok_or(Fecho::Regra("comece por entrar".into()))?
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
    Ok((quem, historia, depois))
}

impl<S: AsyncRead + AsyncWrite + Unpin> Sessao<'_, S> {
    /// Manda o que falta, página por página, até ganhar um lugar na sala.
    pub(crate) async fn por_em_dia(&mut self, mut depois: u64) -> Result<Lugar, Fecho> {
        let mut primeira = true;
        loop {
            let pagina = self.pedir_pagina(depois).await?;
            let mut quadros = pagina.eventos;
            if primeira {
                let historia = DoServidor::Historia {
                    historia: self.casa.historia.clone(),
                    primeiro: pagina.primeiro,
                    proximo: pagina.proximo,
                };
                quadros.insert(0, historia.em_json().into());
            }
            if let Some(lugar) = &pagina.lugar {
                let presentes = lugar.presentes.clone();
                quadros.push(DoServidor::Entrou { presentes }.em_json().into());
            }
            if let Err(fecho) = self.escrever(quadros).await {
                if let Some(lugar) = pagina.lugar {
                    self.desistir(lugar).await;
                }
                return Err(fecho);
            }
            if let Some(lugar) = pagina.lugar {
                return Ok(lugar);
            }
            (depois, primeira) = (pagina.ate, false);
        }
    }

    async fn pedir_pagina(&mut self, depois: u64) -> Result<Pagina, Fecho> {
        let (resposta, pagina) = oneshot::channel();
        let quem = Arc::clone(&self.quem);
        let pedido = Pedido::Entrar {
            quem,
            depois,
            resposta,
        };
        let pedir = async {
            self.casa.pedidos.send(pedido).await.ok()?;
            pagina.await.ok()
        };
        match self.casa.fim.run_until_cancelled(pedir).await {
            Some(Some(pagina)) => pagina,
            _ => Err(Fecho::Parada),
        }
    }

    async fn desistir(&mut self, lugar: Lugar) {
        let sala = self.quem.sala.clone();
        let sessao = lugar.sessao;
        let saida = Pedido::Sair { sala, sessao };
        self.casa.pedidos.send(saida).await.ok();
    }
}
