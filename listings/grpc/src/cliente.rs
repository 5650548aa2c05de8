//! O cliente: um stub gerado, com prazo, repetição, credencial e balanceamento.

pub mod canal;
pub mod fluxo;
pub mod linha;
pub mod traducao;

use std::time::Duration;

use tokio::time::{Instant, timeout_at};
use tokio_stream::Stream;
use tonic::{Request, Status};

use crate::contrato::{
    Evento, Importados, Item, PedidoAcompanhar, PedidoGravar, PedidoObter, PedidoSomar,
    PedidoVigiar, Vigia,
};
use crate::insistencia::{Politica, insistir};
use crate::recusa;
use canal::Stub;
use fluxo::Recebido;
use traducao::traduzir;

/// Um depósito que está longe.
#[derive(Clone)]
pub struct Cliente {
    stub: Stub,
    prazo: Option<Duration>,
    politica: Politica,
}

impl Cliente {
    /// `prazo` é do que o usuário pediu, com todas as repetições dentro. Sem ele,
    /// uma chamada simples espera um minuto, e um fluxo, para sempre.
    pub fn novo(stub: Stub, prazo: Option<Duration>, politica: Politica) -> Self {
        Self {
            stub,
            prazo,
            politica,
        }
    }

    /// # Errors
    /// O estado da última tentativa.
    pub async fn obter(&self, chave: &str) -> Result<Item, Status> {
        let pedido = PedidoObter {
            chave: chave.to_owned(),
        };
        self.repetindo(pedido, |mut stub, pedido| async move {
            Ok(stub.obter(pedido).await?.into_inner())
        })
        .await
    }

    /// Repetir uma gravação deixa o mesmo valor, mas por cima de quem tiver
    /// gravado no meio: para disputar uma chave, some.
    ///
    /// # Errors
    /// O estado da última tentativa.
    pub async fn gravar(&self, chave: &str, valor: i64) -> Result<Item, Status> {
        let chave = chave.to_owned();
        let pedido = PedidoGravar { chave, valor };
        self.repetindo(pedido, |mut stub, pedido| async move {
            Ok(stub.gravar(pedido).await?.into_inner())
        })
        .await
    }

    /// Soma uma vez, por mais que seja preciso repetir: toda tentativa leva a
    /// mesma intenção. Sem intenção, não repete.
    ///
    /// # Errors
    /// O estado da última tentativa.
    pub async fn somar(&self, pedido: PedidoSomar) -> Result<Item, Status> {
        let mut cliente = self.clone();
        if pedido.intencao.is_empty() {
            cliente.politica.tentativas = 1;
        }
        let somar = |mut stub: Stub, pedido| async move {
            Ok(stub.somar(pedido).await?.into_inner())
        };
        cliente.repetindo(pedido, somar).await
    }

    /// # Errors
    /// O estado da chamada; os dos eventos vêm no fluxo.
    pub async fn acompanhar(
        &self,
        pedido: PedidoAcompanhar,
    ) -> Result<Recebido<Evento>, Status> {
        let (pedido, vence) = self.sem_repetir(pedido);
        let fluxo = self.stub.clone().acompanhar(pedido).await;
        Ok(Recebido::novo(fluxo.map_err(traduzir)?.into_inner(), vence))
    }

    /// # Errors
    /// O estado da chamada. Não repete: parte pode ter sido gravada.
    pub async fn importar(
        &self,
        itens: impl Stream<Item = PedidoGravar> + Send + 'static,
    ) -> Result<Importados, Status> {
        let (pedido, vence) = self.sem_repetir(itens);
        let mut stub = self.stub.clone();
        let resposta = ate(vence, stub.importar(pedido)).await;
        Ok(resposta?.into_inner())
    }

    /// # Errors
    /// O estado da chamada; os dos avisos vêm no fluxo.
    pub async fn vigiar(
        &self,
        pedidos: impl Stream<Item = PedidoVigiar> + Send + 'static,
    ) -> Result<Recebido<Vigia>, Status> {
        let (pedidos, vence) = self.sem_repetir(pedidos);
        let fluxo = self.stub.clone().vigiar(pedidos).await;
        Ok(Recebido::novo(fluxo.map_err(traduzir)?.into_inner(), vence))
    }

    fn sem_repetir<T>(&self, corpo: T) -> (Request<T>, Option<Instant>) {
        let mut pedido = Request::new(corpo);
        if let Some(prazo) = self.prazo {
            pedido.set_timeout(prazo);
        }
        (pedido, self.prazo.map(|prazo| Instant::now() + prazo))
    }

    async fn repetindo<P: Clone, T, F>(
        &self,
        pedido: P,
        chamar: impl Fn(Stub, Request<P>) -> F,
    ) -> Result<T, Status>
    where
        F: Future<Output = Result<T, Status>>,
    {
        let vence = Instant::now() + self.prazo.unwrap_or(Duration::from_secs(60));
        insistir(self.politica, vence, |prazo| {
            let mut pedido = Request::new(pedido.clone());
            pedido.set_timeout(prazo); // vai no cabeçalho grpc-timeout
            ate(
                Some(Instant::now() + prazo),
                chamar(self.stub.clone(), pedido),
            )
        })
        .await
    }
}

/// Uma chamada de uma resposta só, até o prazo.
///
/// O tonic mede o mesmo prazo, mas só até os cabeçalhos: um servidor que congela
/// depois deles seguraria o cliente para sempre.
async fn ate<T>(
    vence: Option<Instant>,
    chamada: impl Future<Output = Result<T, Status>>,
) -> Result<T, Status> {
    let resposta = match vence {
        None => chamada.await,
        Some(vence) => timeout_at(vence, chamada)
            .await
            .unwrap_or_else(|_| Err(recusa::prazo_vencido())),
    };
    resposta.map_err(traduzir)
}
