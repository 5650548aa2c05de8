//! O que vale para toda chamada, qualquer que seja o serviço: recusar o que não é
//! gRPC, fazer valer o prazo, contar o que está em curso e cortar no fim.

mod corpo;
mod http;
pub mod prazo;
pub mod uso;
pub mod vida;

use std::future::{Future, poll_fn, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use tonic::Status;
use tonic::body::Body;
use tonic::codegen::http::{Request, Response};
use tower::{Layer, Service};

use crate::recusa;
use corpo::Corpo;
use prazo::Prazo;
use uso::Uso;
use vida::Vida;

/// Saúde e reflexão: os seus fluxos não acabam sozinhos, e por isso acabam assim
/// que a drenagem começa.
const DO_PROPRIO_GRPC: &str = "/grpc.";

/// Põe um [`Guarda`] em volta de um serviço.
#[derive(Clone)]
pub struct Camada {
    vida: Vida,
    limite: Duration,
}

impl Camada {
    /// `limite` é quanto uma chamada pode levar até começar a responder, ainda
    /// que o cliente não tenha pressa.
    pub fn nova(vida: Vida, limite: Duration) -> Self {
        Self { vida, limite }
    }
}

impl<S> Layer<S> for Camada {
    type Service = Guarda<S>;

    fn layer(&self, dentro: S) -> Guarda<S> {
        Guarda {
            dentro,
            camada: self.clone(),
        }
    }
}

/// Um serviço HTTP com prazo, contagem e corte.
#[derive(Clone)]
pub struct Guarda<S> {
    dentro: S,
    camada: Camada,
}

type Resposta<E> = Pin<Box<dyn Future<Output = Result<Response<Body>, E>> + Send>>;

impl<S> Service<Request<Body>> for Guarda<S>
where
    S: Service<Request<Body>, Response = Response<Body>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Response<Body>;
    type Error = S::Error;
    type Future = Resposta<S::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.dentro.poll_ready(cx)
    }

    fn call(&mut self, mut pedido: Request<Body>) -> Self::Future {
        if let Some(recusado) = http::recusar(&pedido) {
            return Box::pin(ready(Ok(recusado)));
        }
        let Ok(prazo) = Prazo::anunciado(pedido.headers()) else {
            let ruim = Status::invalid_argument("não entendi o grpc-timeout");
            return Box::pin(ready(Ok(ruim.into_http())));
        };
        if prazo.resta() == Some(Duration::ZERO) {
            // Ninguém espera mais pela resposta: o efeito seria de graça.
            return Box::pin(ready(Ok(recusa::prazo_vencido().into_http())));
        }
        pedido.extensions_mut().insert(prazo);
        let uso = pedido.extensions().get().map(Uso::comecar);
        let em_curso = (self.camada.vida.comecar(), uso);
        let vida = self.camada.vida.clone();
        let auxiliar = pedido.uri().path().starts_with(DO_PROPRIO_GRPC);
        let corte = if auxiliar {
            vida.fim
        } else {
            vida.corte.clone()
        };
        let cabecalhos = self.dentro.call(pedido);
        let limite = prazo.no_maximo(self.camada.limite);
        Box::pin(async move {
            let resposta = tokio::select! {
                resposta = ate(limite, cabecalhos) => resposta,
                () = vida.corte.cancelled() => Err(recusa::encerrando()),
            };
            match resposta {
                Ok(Ok(r)) => {
                    Ok(conferir(r).map(|c| Corpo::novo(c, prazo, corte, em_curso)))
                }
                Ok(Err(erro)) => Err(erro),
                Err(status) => Ok(status.into_http()),
            }
        })
    }
}

// ANCHOR: ate
/// Conduz `trabalho` até o fim ou até o prazo; vencido, o trabalho é destruído.
///
/// O `grpc-timeout` também arma um relógio dentro do tonic, que responderia
/// `Cancelled`. Os dois vencem quase juntos: por isso se olha a hora a cada
/// pergunta, e não só o nosso despertador, que pode tocar depois do dele.
async fn ate<F: Future>(prazo: Prazo, trabalho: F) -> Result<F::Output, Status> {
    let Some(vence) = prazo.instante() else {
        return Ok(trabalho.await);
    };
    let mut trabalho = pin!(trabalho);
    let mut despertador = pin!(tokio::time::sleep_until(vence));
    poll_fn(|cx| {
        if let Poll::Ready(pronto) = trabalho.as_mut().poll(cx) {
            return Poll::Ready(Ok(pronto));
        }
        let tocou = despertador.as_mut().poll(cx).is_ready();
        if tocou || prazo.resta() == Some(Duration::ZERO) {
            return Poll::Ready(Err(recusa::prazo_vencido()));
        }
        Poll::Pending
    })
    .await
}
// ANCHOR_END: ate

/// Diz em português o pedido que a biblioteca não leu, e que aqui já virou cabeçalho.
fn conferir(resposta: Response<Body>) -> Response<Body> {
    match resposta.extensions().get::<Status>() {
        Some(status) => {
            let certo = recusa::de_leitura(status.clone());
            let igual = certo.message() == status.message();
            if igual && certo.code() == status.code() {
                return resposta;
            }
            certo.into_http()
        }
        None => resposta,
    }
}
