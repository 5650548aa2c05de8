//! O corpo de uma resposta, que também tem prazo: o de um fluxo pode durar horas.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;
use tokio::time::{Instant, Sleep, sleep_until};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};
use tonic::Status;
use tonic::body::Body;
use tonic::codegen::http::HeaderMap;

use super::prazo::Prazo;
use super::uso::EmUso;
use super::vida::EmCurso;
use crate::recusa;

/// Repassa o corpo até que acabe, o prazo vença ou o servidor corte.
pub(super) struct Corpo {
    dentro: Body,
    prazo: Option<Pin<Box<Sleep>>>,
    corte: Pin<Box<WaitForCancellationFutureOwned>>,
    acabou: bool,
    // A chamada só acaba quando a resposta inteira foi, ou foi destruída.
    _em_curso: (EmCurso, Option<EmUso>),
}

impl Corpo {
    pub(super) fn novo(
        dentro: Body,
        prazo: Prazo,
        corte: CancellationToken,
        em_curso: (EmCurso, Option<EmUso>),
    ) -> Body {
        Body::new(Self {
            dentro,
            prazo: prazo.instante().map(|vence| Box::pin(sleep_until(vence))),
            corte: Box::pin(corte.cancelled_owned()),
            acabou: false,
            _em_curso: em_curso,
        })
    }

    /// Por que interromper, se há por quê.
    fn interromper(&mut self, cx: &mut Context<'_>, pronto: bool) -> Option<Status> {
        if let Some(prazo) = &mut self.prazo {
            // Quem tem sempre o que mandar não chega a dormir: olha-se a hora.
            if prazo.deadline() <= Instant::now() || prazo.as_mut().poll(cx).is_ready() {
                return Some(recusa::prazo_vencido());
            }
        }
        let cortado = !pronto && self.corte.as_mut().poll(cx).is_ready();
        cortado.then(recusa::encerrando)
    }
}

impl http_body::Body for Corpo {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        if self.acabou {
            return Poll::Ready(None);
        }
        let quadro = Pin::new(&mut self.dentro).poll_frame(cx);
        if let Poll::Ready(None) = quadro {
            self.acabou = true;
            return quadro;
        }
        if let Some(status) = self.interromper(cx, quadro.is_ready()) {
            self.acabou = true;
            // O produtor não tem mais a quem servir: acaba agora, e não quando a
            // conexão lembrar.
            self.dentro = Body::empty();
            let mut finais = HeaderMap::new();
            status.add_header(&mut finais)?;
            return Poll::Ready(Some(Ok(Frame::trailers(finais))));
        }
        quadro
    }

    // Um erro sem corpo vai num quadro só, que já diz que acabou: com um segundo,
    // vazio, os clientes em C recusam a resposta inteira.
    fn is_end_stream(&self) -> bool {
        self.acabou || self.dentro.is_end_stream()
    }
}

/// Um corpo com uma frase, para quem não fala gRPC.
pub(super) fn de_texto(frase: &'static str) -> Body {
    Body::new(Frase(Some(Bytes::from_static(frase.as_bytes()))))
}

struct Frase(Option<Bytes>);

impl http_body::Body for Frase {
    type Data = Bytes;
    type Error = Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Status>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }
}
