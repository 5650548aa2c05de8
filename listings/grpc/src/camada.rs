//! O que vale para toda chamada, qualquer que seja o serviço: recusar o que não é
//! gRPC, fazer valer o prazo, contar o que está em curso e cortar no fim.

mod corpo;
pub mod prazo;
pub mod vida;

use std::future::{Future, poll_fn, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use tonic::Status;
use tonic::body::Body;
use tonic::codegen::http::header::CONTENT_TYPE;
use tonic::codegen::http::{Method, Request, Response, StatusCode, Version};
use tower::{Layer, Service};

use crate::recusa;
use corpo::Corpo;
use prazo::Prazo;
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
        if let Some(recusado) = recusar_http(&pedido) {
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
        let em_curso = self.camada.vida.comecar();
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

// ANCHOR: http
/// O gRPC é um uso particular do HTTP/2. O resto é recusado com o código HTTP
/// que qualquer cliente entende, antes que o serviço o veja.
fn recusar_http(pedido: &Request<Body>) -> Option<Response<Body>> {
    let tipo = pedido.headers().get(CONTENT_TYPE);
    let e_grpc = tipo.is_some_and(|t| t.as_bytes().starts_with(b"application/grpc"));
    let (codigo, frase) = if pedido.version() < Version::HTTP_2 {
        let codigo = StatusCode::HTTP_VERSION_NOT_SUPPORTED;
        (codigo, "aqui se fala gRPC, que precisa de HTTP/2\n")
    } else if pedido.method() != Method::POST {
        let codigo = StatusCode::METHOD_NOT_ALLOWED;
        (codigo, "uma chamada gRPC é sempre um POST\n")
    } else if !e_grpc {
        let codigo = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        (codigo, "o content-type devia ser application/grpc\n")
    } else {
        return None;
    };
    let mut recusa = Response::new(corpo::de_texto(frase));
    *recusa.status_mut() = codigo;
    let texto = "text/plain; charset=utf-8";
    let tipo = tonic::codegen::http::HeaderValue::from_static(texto);
    recusa.headers_mut().insert(CONTENT_TYPE, tipo);
    Some(recusa)
}
// ANCHOR_END: http

/// Troca o código da mensagem grande demais, que aqui já virou cabeçalho.
fn conferir(resposta: Response<Body>) -> Response<Body> {
    match resposta.extensions().get::<Status>() {
        Some(status) => {
            let certo = recusa::de_leitura(status.clone());
            if certo.code() == status.code() {
                return resposta;
            }
            certo.into_http()
        }
        None => resposta,
    }
}
