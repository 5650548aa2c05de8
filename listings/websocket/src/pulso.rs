//! O outro lado ainda vive? Pergunta-se com Ping, e não se pergunta para sempre.

use std::time::Duration;

use futures_util::SinkExt;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at, timeout};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use crate::limites::Limites;

/// Batidas sem ouvir nada depois das quais a conexão é dada por morta.
const CALADAS: u32 = 3;

/// Um relógio por conexão, e não um por mensagem: armar e desarmar custa.
pub struct Pulso {
    relogio: Interval,
    caladas: u32,
}

impl Pulso {
    /// Bate a cada `silencio`, a partir de um depois de agora.
    pub fn novo(silencio: Duration) -> Self {
        let mut relogio = interval_at(Instant::now() + silencio, silencio);
        // Atrasou? Batidas juntas fariam um atraso nosso parecer silêncio dele.
        relogio.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let caladas = 0;
        Self { relogio, caladas }
    }

    /// Chegou alguma coisa: o outro vive.
    pub fn ouviu(&mut self) {
        self.caladas = 0;
    }

    /// Espera a próxima batida.
    pub async fn bater(&mut self) {
        self.relogio.tick().await;
    }

    /// Depois de uma batida, manda um Ping; falso se ele já se calou demais, ou
    /// se nem o Ping saiu no prazo.
    pub async fn perguntar<S>(
        &mut self,
        ws: &mut WebSocketStream<S>,
        limites: &Limites,
    ) -> bool
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        self.caladas += 1;
        if self.caladas >= CALADAS {
            return false;
        }
        let ping = ws.send(Message::Ping("vivo?".into()));
        matches!(timeout(limites.escrita, ping).await, Ok(Ok(())))
    }
}
