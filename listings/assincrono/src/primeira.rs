//! Perguntar a várias réplicas e ficar com a primeira resposta boa: prazo,
//! grupo e cancelamento numa função só.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

/// Por que não houve resposta.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Falha {
    #[error("ninguém respondeu em {0:?}")]
    Prazo(Duration),
    #[error("todas falharam: {}", .0.join("; "))]
    Todas(Vec<String>),
}

// ANCHOR: primeira
/// A primeira resposta boa. Quando esta função termina, nenhuma das consultas
/// que ela começou continua viva.
///
/// # Errors
/// Se o prazo vencer, ou se todas falharem.
pub async fn primeira<T: Send + 'static>(
    consultas: Vec<impl Future<Output = Result<T, String>> + Send + 'static>,
    prazo: Duration,
) -> Result<T, Falha> {
    let mut grupo: JoinSet<_> = consultas.into_iter().collect();
    let resposta = timeout(prazo, escolher(&mut grupo)).await;
    grupo.shutdown().await; // cancela as que sobraram e espera que acabem
    resposta.unwrap_or(Err(Falha::Prazo(prazo)))
}

async fn escolher<T: 'static>(
    grupo: &mut JoinSet<Result<T, String>>,
) -> Result<T, Falha> {
    let mut motivos = Vec::new();
    while let Some(fim) = grupo.join_next().await {
        match fim {
            Ok(Ok(resposta)) => return Ok(resposta),
            Ok(Err(motivo)) => motivos.push(motivo),
            // O pânico de uma não derruba as outras: chega aqui, a quem espera.
            Err(_panico) => motivos.push("uma entrou em pânico".to_owned()),
        }
    }
    Err(Falha::Todas(motivos))
}
// ANCHOR_END: primeira
