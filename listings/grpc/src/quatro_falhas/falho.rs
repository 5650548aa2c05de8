//! Um servidor de verdade que falha uma vez, onde se mandar, e volta.

use std::convert::Infallible;
use std::fmt;
use std::future::{pending, ready};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::codegen::http::{Request, Response};
use tonic::server::NamedService;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tower::Service;

use crate::camada::Camada;
use crate::camada::vida::Vida;
use crate::contrato::deposito_server::DepositoServer;
use crate::deposito::{Deposito, Limites};
use crate::servico::Servico;

/// Onde a chamada se quebra.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Falha {
    PedidoPerdido,
    QuedaAntes,
    QuedaDepois,
    RespostaPerdida,
}

impl fmt::Display for Falha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::PedidoPerdido => "pedido perdido",
            Self::QuedaAntes => "queda antes do efeito",
            Self::QuedaDepois => "queda depois do efeito",
            Self::RespostaPerdida => "resposta perdida",
        })
    }
}

/// A chave em que se soma.
pub const CHAVE: &str = "contador";

/// O servidor e a thread em que ele vive, morre e volta.
pub struct ServidorFalho {
    endereco: SocketAddr,
    deposito: Arc<Deposito>,
    fim: CancellationToken,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl ServidorFalho {
    /// # Errors
    /// Se não puder escutar.
    pub fn iniciar(falha: Falha) -> io::Result<Self> {
        let escuta = TcpListener::bind("127.0.0.1:0")?;
        escuta.set_nonblocking(true)?;
        let endereco = escuta.local_addr()?;
        let deposito = Arc::new(Deposito::novo(Limites::default()));
        let fim = CancellationToken::new();
        let (disco, parar) = (Arc::clone(&deposito), fim.clone());
        let vidas = move || viver(&escuta, &disco, falha, &parar);
        Ok(Self {
            endereco,
            deposito,
            fim,
            thread: Some(thread::spawn(vidas)),
        })
    }

    pub fn endereco(&self) -> SocketAddr {
        self.endereco
    }

    /// Quantas vezes se somou.
    pub fn efeitos(&self) -> i64 {
        self.deposito.obter(CHAVE).map_or(0, |item| item.valor)
    }
}

impl Drop for ServidorFalho {
    fn drop(&mut self) {
        self.fim.cancel();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Uma volta do laço é uma vida do servidor. Destruir o executor destrói todas
/// as conexões de uma vez, sem despedida: para o cliente, o processo morreu.
fn viver(
    escuta: &TcpListener,
    disco: &Arc<Deposito>,
    falha: Falha,
    fim: &CancellationToken,
) -> io::Result<()> {
    let falha = Arc::new(Mutex::new(Some(falha)));
    while !fim.is_cancelled() {
        let executor = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let queda = Arc::new(Notify::new());
        let servico = Servico::novo(Arc::clone(disco), Vida::nova(), Duration::ZERO);
        let servico = Falho {
            dentro: DepositoServer::new(servico),
            falha: Arc::clone(&falha),
            queda: Arc::clone(&queda),
        };
        let escuta = escuta.try_clone()?;
        executor.block_on(async {
            let escuta = tokio::net::TcpListener::from_std(escuta)?;
            let servidor = Server::builder()
                .layer(Camada::nova(Vida::nova(), Duration::from_secs(30)))
                .add_service(servico)
                .serve_with_incoming(TcpIncoming::from(escuta));
            tokio::select! {
                parou = servidor => parou.map_err(io::Error::other),
                () = queda.notified() => Ok(()),
                () = fim.cancelled() => Ok(()),
            }
        })?;
    }
    Ok(())
}

/// O serviço de verdade, com uma falha à espera.
#[derive(Clone)]
struct Falho {
    dentro: DepositoServer<Servico>,
    falha: Arc<Mutex<Option<Falha>>>,
    queda: Arc<Notify>,
}

impl NamedService for Falho {
    const NAME: &'static str = <DepositoServer<Servico> as NamedService>::NAME;
}

type Resposta = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

impl Service<Request<Body>> for Falho {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Resposta;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, pedido: Request<Body>) -> Resposta {
        let falha = self
            .falha
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(falha) = falha else {
            return self.dentro.call(pedido);
        };
        let executa = matches!(falha, Falha::QuedaDepois | Falha::RespostaPerdida);
        let cai = matches!(falha, Falha::QuedaAntes | Falha::QuedaDepois);
        let efeito: Resposta = if executa {
            self.dentro.call(pedido)
        } else {
            Box::pin(ready(Ok(Response::default())))
        };
        let queda = Arc::clone(&self.queda);
        Box::pin(async move {
            let _sem_entregar = efeito.await;
            if cai {
                queda.notify_one();
            }
            pending().await // a resposta não vai a lugar nenhum
        })
    }
}
