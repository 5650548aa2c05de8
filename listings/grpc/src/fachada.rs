//! Um servidor que chama outro: repassa cada chamada, com o prazo que resta.
//!
//! O cancelamento não precisa de código. Se o cliente some, a chamada daqui é
//! destruída; com ela, a que estava em curso lá atrás; e o outro servidor vê o
//! seu cliente sumir.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::unfold;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, Streaming, async_trait};

use crate::camada::prazo::Prazo;
use crate::camada::vida::Vida;
use crate::cliente::canal::Stub;
use crate::cliente::fluxo::separar;
use crate::cliente::traducao::traduzir;
use crate::contrato::deposito_server::Deposito;
use crate::contrato::{
    Evento, Importados, Item, PedidoAcompanhar, PedidoGravar, PedidoObter, PedidoSomar,
    PedidoVigiar, Vigia,
};
use crate::recusa;
use crate::servico::fluxos::Fluxo;

/// As seis chamadas, atendidas por outro servidor.
pub struct Fachada {
    atras: Stub,
    limite: Duration,
    fim: CancellationToken,
}

impl Fachada {
    /// `limite` é a paciência desta fachada com o servidor de trás.
    pub fn nova(atras: Stub, limite: Duration, vida: &Vida) -> Self {
        Self {
            atras,
            limite,
            fim: vida.fim.clone(),
        }
    }

    /// O mesmo fluxo, que acaba em `Unavailable` quando esta fachada encerra.
    fn ate_encerrar<T: Send + 'static>(&self, fluxo: Fluxo<T>) -> Fluxo<T> {
        let fim = self.fim.clone();
        ou_falha(fluxo, async move {
            fim.cancelled_owned().await;
            recusa::encerrando()
        })
    }
}

// ANCHOR: repassar
/// O pedido para o servidor de trás. O que o cliente já esperou não volta: segue
/// só o que resta, e nunca mais que `limite`. Os metadados não seguem: a
/// credencial dele é com a fachada, que tem a sua.
///
/// # Errors
/// `DeadlineExceeded` se não resta nada: não se incomoda ninguém à toa.
fn repassar<T>(
    pedido: Request<T>,
    limite: Option<Duration>,
) -> Result<Request<T>, Status> {
    let prazo = Prazo::de(&pedido);
    let prazo = limite.map_or(prazo, |limite| prazo.no_maximo(limite));
    let mut novo = Request::new(pedido.into_inner());
    match prazo.resta() {
        Some(Duration::ZERO) => return Err(recusa::prazo_vencido()),
        Some(resta) => novo.set_timeout(resta),
        None => {}
    }
    Ok(novo)
}
// ANCHOR_END: repassar

#[async_trait]
impl Deposito for Fachada {
    async fn obter(
        &self,
        pedido: Request<PedidoObter>,
    ) -> Result<Response<Item>, Status> {
        let pedido = repassar(pedido, Some(self.limite))?;
        self.atras.clone().obter(pedido).await.map_err(de_tras)
    }

    async fn gravar(
        &self,
        pedido: Request<PedidoGravar>,
    ) -> Result<Response<Item>, Status> {
        let pedido = repassar(pedido, Some(self.limite))?;
        self.atras.clone().gravar(pedido).await.map_err(de_tras)
    }

    async fn somar(
        &self,
        pedido: Request<PedidoSomar>,
    ) -> Result<Response<Item>, Status> {
        let pedido = repassar(pedido, Some(self.limite))?;
        self.atras.clone().somar(pedido).await.map_err(de_tras)
    }

    type AcompanharStream = Fluxo<Evento>;

    async fn acompanhar(
        &self,
        pedido: Request<PedidoAcompanhar>,
    ) -> Result<Response<Self::AcompanharStream>, Status> {
        let pedido = repassar(pedido, None)?;
        let seguir = pedido.get_ref().seguir;
        let fluxo = self.atras.clone().acompanhar(pedido).await;
        let resposta = fluxo.map(devolver).map_err(de_tras)?;
        // O passado tem fim, e pode ir até lá; o futuro, não.
        Ok(match seguir {
            true => resposta.map(|fluxo| self.ate_encerrar(fluxo)),
            false => resposta,
        })
    }

    async fn importar(
        &self,
        pedido: Request<Streaming<PedidoGravar>>,
    ) -> Result<Response<Importados>, Status> {
        let entrada = repassar(pedido, Some(self.limite))?;
        let (metadados, extensoes, entrada) = entrada.into_parts();
        let (itens, falhou) = separar(entrada);
        let pedido = Request::from_parts(metadados, extensoes, itens);
        let mut atras = self.atras.clone();
        // Um fluxo que falha não é um fluxo que acaba: o de trás não pode confundir.
        tokio::select! {
            resposta = atras.importar(pedido) => resposta.map_err(de_tras),
            erro = falhou => Err(recusa::de_leitura(erro)),
        }
    }

    type VigiarStream = Fluxo<Vigia>;

    async fn vigiar(
        &self,
        pedido: Request<Streaming<PedidoVigiar>>,
    ) -> Result<Response<Self::VigiarStream>, Status> {
        let (metadados, extensoes, entrada) = repassar(pedido, None)?.into_parts();
        let (pedidos, falhou) = separar(entrada);
        let pedido = Request::from_parts(metadados, extensoes, pedidos);
        let fluxo = self.atras.clone().vigiar(pedido).await;
        let resposta = fluxo.map(devolver).map_err(de_tras)?;
        Ok(resposta.map(|fluxo| self.ate_encerrar(ou_falha(fluxo, falhou))))
    }
}

/// O erro do servidor de trás, como o cliente desta fachada deve ouvi-lo.
fn de_tras(erro: Status) -> Status {
    recusa::da_fachada(traduzir(erro))
}

/// A resposta em fluxo do servidor de trás, com os erros dele traduzidos.
fn devolver<T: Send + 'static>(resposta: Response<Streaming<T>>) -> Response<Fluxo<T>> {
    resposta.map(|fluxo| -> Fluxo<T> { Box::pin(fluxo.map(|r| r.map_err(de_tras))) })
}

/// O mesmo fluxo, que acaba em erro quando `falhou`; o que já veio vai antes.
fn ou_falha<T: Send + 'static>(
    fluxo: Fluxo<T>,
    falhou: impl Future<Output = Status> + Send + 'static,
) -> Fluxo<T> {
    let inicio = Some((fluxo, Box::pin(falhou)));
    Box::pin(unfold(inicio, |estado| async {
        let (mut fluxo, mut falhou) = estado?;
        tokio::select! {
            biased;
            proximo = fluxo.next() => Some((proximo?, Some((fluxo, falhou)))),
            erro = &mut falhou => Some((Err(recusa::de_leitura(erro)), None)),
        }
    }))
}
