//! O mesmo eco em tarefas do tokio: uma conversa custa memória, não uma thread.
//!
//! O limite é um semáforo. A vaga é tomada *antes* do `accept`: a conexão N+1
//! espera na fila do kernel, como no [`crate::pool`].

use std::future::Future;
use std::io;
use std::sync::Arc;

use apoio::aceitar::proxima;
use apoio::programa::registrar;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::iterativo::{
    PRAZO_DE_DESPEDIDA, PRAZO_DE_DRENAGEM, PRAZO_DE_QUADRO, PRAZO_DE_SILENCIO,
};
use crate::quadro::ErroDeQuadro;
use crate::quadro::assincrono::{Leitor, escrever};

/// Atende no máximo `limite` clientes ao mesmo tempo, até o fim ser pedido.
pub async fn servir<S, F>(
    ouvinte: TcpListener,
    servico: S,
    limite: usize,
    fim: CancellationToken,
) where
    S: Fn(String) -> F + Clone + Send + 'static,
    F: Future<Output = String> + Send,
{
    let vagas = Arc::new(Semaphore::new(limite));
    let conversas = TaskTracker::new();
    let corte = CancellationToken::new();
    while let Some((fluxo, vaga)) = proxima(&ouvinte, &vagas, &fim).await {
        let (servico, fim, corte) = (servico.clone(), fim.clone(), corte.clone());
        conversas.spawn(async move {
            let _vaga = vaga; // volta ao semáforo quando a tarefa terminar
            corte
                .run_until_cancelled(atender(fluxo, servico, fim))
                .await;
        });
    }
    conversas.close();
    if timeout(PRAZO_DE_DRENAGEM, conversas.wait()).await.is_err() {
        corte.cancel();
        conversas.wait().await;
    }
}

/// Cria o tokio e serve o eco até o fim, para quem não está numa função `async`.
///
/// # Errors
/// Se o tokio não puder começar, ou não puder usar o ouvinte.
pub fn servir_eco(
    ouvinte: std::net::TcpListener,
    limite: usize,
    fim: CancellationToken,
) -> io::Result<()> {
    ouvinte.set_nonblocking(true)?;
    Runtime::new()?.block_on(async {
        let ouvinte = TcpListener::from_std(ouvinte)?;
        servir(ouvinte, |pedido| async { pedido }, limite, fim).await;
        Ok(())
    })
}

// ANCHOR: conversar
async fn conversar<F: Future<Output = String>>(
    fluxo: &mut TcpStream,
    servico: impl Fn(String) -> F,
    fim: &CancellationToken,
) -> Result<(), ErroDeQuadro> {
    let (leitura, mut escrita) = fluxo.split();
    let mut leitor =
        Leitor::novo(leitura, PRAZO_DE_QUADRO).com_silencio(PRAZO_DE_SILENCIO);
    loop {
        // O aviso interrompe a espera por um pedido, nunca a resposta a ele.
        let pedido = tokio::select! {
            lido = leitor.ler() => lido?,
            () = fim.cancelled() => None,
        };
        let Some(pedido) = pedido else { return Ok(()) };
        escrever(&mut escrita, &servico(pedido).await, PRAZO_DE_QUADRO).await?;
    }
}
// ANCHOR_END: conversar

async fn atender<F: Future<Output = String>>(
    mut fluxo: TcpStream,
    servico: impl Fn(String) -> F,
    fim: CancellationToken,
) {
    if let Err(erro) = conversar(&mut fluxo, servico, &fim).await {
        let quem = fluxo
            .peer_addr()
            .map_or_else(|_| "?".into(), |e| e.to_string());
        registrar(format_args!("{quem}: {erro}"));
    }
    despedir(&mut fluxo).await;
}

/// O mesmo cuidado de [`crate::conexao::despedir`]: sem ele o RST apagaria, no
/// cliente, a resposta que ele ainda não leu.
pub async fn despedir(fluxo: &mut TcpStream) {
    use tokio::io::AsyncWriteExt;
    let _ = fluxo.shutdown().await;
    let mut lixo = tokio::io::sink();
    let jogar_fora = tokio::io::copy(fluxo, &mut lixo);
    let _ = timeout(PRAZO_DE_DESPEDIDA, jogar_fora).await;
}
