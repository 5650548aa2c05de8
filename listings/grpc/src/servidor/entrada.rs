//! As conexões que chegam, tantas ao mesmo tempo quantas cabem.

use std::io;
use std::sync::Arc;

use apoio::aceitar::proxima;
use futures_util::stream::unfold;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_stream::Stream;
use tokio_util::sync::CancellationToken;

use super::conexao::{Conexao, Prazos};

/// Uma conexão depois da outra, até o fim. Sem vaga não se aceita: quem chega
/// espera na fila do *kernel*.
pub(super) fn conexoes(
    escuta: TcpListener,
    quantas: usize,
    prazos: Prazos,
    fim: CancellationToken,
) -> impl Stream<Item = io::Result<Conexao>> + Send {
    let vagas = Arc::new(Semaphore::new(quantas));
    unfold(
        (escuta, vagas, fim),
        move |(escuta, vagas, fim)| async move {
            let (fluxo, vaga) = proxima(&escuta, &vagas, &fim).await?;
            // Se falha, a conexão já caiu, e a leitura dirá.
            let _ = fluxo.set_nodelay(true);
            Some((Ok(Conexao::nova(fluxo, prazos, vaga)), (escuta, vagas, fim)))
        },
    )
}
