//! Repetir sem piorar: só o que pode dar certo, com recuo sorteado, e nunca além
//! do prazo de quem pediu.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// Como repetir.
#[derive(Clone, Copy, Debug)]
pub struct Politica {
    /// Contando a primeira.
    pub tentativas: u32,
    /// O que a primeira tentativa espera, para que o silêncio de um servidor não
    /// gaste o prazo todo. A cada uma dobra: lento não é morto.
    pub por_tentativa: Duration,
    /// O primeiro recuo; os seguintes dobram.
    pub recuo: Duration,
    pub maior_recuo: Duration,
}

impl Default for Politica {
    fn default() -> Self {
        Self {
            tentativas: 5,
            por_tentativa: Duration::from_secs(2),
            recuo: Duration::from_millis(50),
            maior_recuo: Duration::from_secs(1),
        }
    }
}

// ANCHOR: insistir
/// Chama `tentar`, que deve poder repetir-se, até dar certo ou não valer a pena.
///
/// # Errors
/// O estado da última tentativa.
pub async fn insistir<T, F>(
    politica: Politica,
    vence: Instant,
    mut tentar: impl FnMut(Duration) -> F,
) -> Result<T, Status>
where
    F: Future<Output = Result<T, Status>>,
{
    let mut feitas = 0;
    loop {
        let resta = vence.saturating_duration_since(Instant::now());
        let paciencia = dobrar(politica.por_tentativa, feitas);
        feitas += 1;
        let erro = match tentar(resta.min(paciencia)).await {
            Ok(resposta) => return Ok(resposta),
            Err(erro) => erro,
        };
        let resta = vence.saturating_duration_since(Instant::now());
        match recuo(politica, feitas, &erro) {
            Some(recuo) if feitas < politica.tentativas && recuo < resta => {
                sleep(recuo).await;
            }
            _ => return Err(erro),
        }
    }
}
// ANCHOR_END: insistir

// ANCHOR: recuo
/// Quanto esperar antes da próxima, ou `None` se repetir não pode ajudar.
fn recuo(politica: Politica, feitas: u32, erro: &Status) -> Option<Duration> {
    match erro.code() {
        // O servidor não respondeu, ou disse que é para ir a outro.
        Code::Unavailable | Code::DeadlineExceeded => {}
        // Só se ele disse quando voltar; sem isso, insistir é piorar.
        Code::ResourceExhausted => return erro.get_details_retry_info()?.retry_delay,
        _ => return None,
    }
    let teto = dobrar(politica.recuo, feitas - 1);
    // O sorteio desfaz a fila: mil clientes que falharam juntos não voltam juntos.
    Some(teto.min(politica.maior_recuo).mul_f64(fastrand::f64()))
}
// ANCHOR_END: recuo

fn dobrar(base: Duration, vezes: u32) -> Duration {
    base.saturating_mul(1 << vezes.min(16))
}
