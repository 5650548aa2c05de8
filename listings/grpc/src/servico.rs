//! O serviço: converte e valida o que vem da rede, e chama o depósito.

mod chaves;
pub mod fluxos;
pub mod vigilia;

use std::sync::Arc;
use std::time::Duration;

use tonic::{Request, Response, Status, Streaming, async_trait};

use crate::camada::prazo::Prazo;
use crate::camada::vida::Vida;
use crate::contrato::deposito_server;
use crate::contrato::{
    Importados, Item, PedidoAcompanhar, PedidoGravar, PedidoObter, PedidoSomar,
    PedidoVigiar,
};
use crate::deposito::Deposito;
use crate::recusa;
use chaves::{conferir_chave, conferir_prefixo};
use fluxos::{Fluxo, Leitura};
use vigilia::Vigilia;

/// Um UUID por extenso tem 36.
const MAIOR_INTENCAO: usize = 64;

/// As seis chamadas do contrato sobre um depósito.
pub struct Servico {
    deposito: Arc<Deposito>,
    vida: Vida,
    demora: Duration,
}

impl Servico {
    /// `demora` imita um depósito lento, para as experiências com prazos.
    pub fn novo(deposito: Arc<Deposito>, vida: Vida, demora: Duration) -> Self {
        Self {
            deposito,
            vida,
            demora,
        }
    }

    /// Um item do fluxo do cliente; nenhum é o fim dele.
    fn gravar_um(&self, item: Option<&PedidoGravar>) -> Result<Option<Item>, Status> {
        let Some(item) = item else { return Ok(None) };
        let chave = conferir_chave(&item.chave)?;
        Ok(Some(self.deposito.gravar(chave, item.valor)?))
    }

    async fn demorar(&self) {
        if !self.demora.is_zero() {
            tokio::time::sleep(self.demora).await;
        }
    }
}

#[async_trait]
impl deposito_server::Deposito for Servico {
    // ANCHOR: obter
    async fn obter(
        &self,
        pedido: Request<PedidoObter>,
    ) -> Result<Response<Item>, Status> {
        let prazo = Prazo::de(&pedido);
        let chave = conferir_chave(&pedido.get_ref().chave)?;
        self.demorar().await;
        let mut resposta = Response::new(self.deposito.obter(chave)?);
        prazo.anotar(resposta.metadata_mut());
        Ok(resposta)
    }
    // ANCHOR_END: obter

    async fn gravar(
        &self,
        pedido: Request<PedidoGravar>,
    ) -> Result<Response<Item>, Status> {
        let pedido = pedido.into_inner();
        let chave = conferir_chave(&pedido.chave)?;
        self.demorar().await;
        Ok(Response::new(self.deposito.gravar(chave, pedido.valor)?))
    }

    async fn somar(
        &self,
        pedido: Request<PedidoSomar>,
    ) -> Result<Response<Item>, Status> {
        let pedido = pedido.into_inner();
        conferir_chave(&pedido.chave)?;
        if pedido.intencao.len() > MAIOR_INTENCAO {
            return Err(recusa::campo("intencao", "passa de 64 bytes"));
        }
        self.demorar().await;
        Ok(Response::new(self.deposito.somar(&pedido)?))
    }

    type AcompanharStream = Fluxo<crate::contrato::Evento>;

    async fn acompanhar(
        &self,
        pedido: Request<PedidoAcompanhar>,
    ) -> Result<Response<Self::AcompanharStream>, Status> {
        let pedido = pedido.into_inner();
        conferir_prefixo("prefixo", &pedido.prefixo)?;
        let leitura = Leitura::nova(Arc::clone(&self.deposito), pedido, &self.vida);
        Ok(Response::new(leitura.fluxo()))
    }

    async fn importar(
        &self,
        pedido: Request<Streaming<PedidoGravar>>,
    ) -> Result<Response<Importados>, Status> {
        let mut entrada = pedido.into_inner();
        let mut soma = Importados::default();
        loop {
            let item = entrada.message().await.map_err(recusa::de_leitura);
            let gravado = item.and_then(|item| self.gravar_um(item.as_ref()));
            // Os anteriores ficam: quem chama precisa saber quantos são.
            let gravado = gravado.map_err(|erro| recusa::no_item(soma.itens, &erro))?;
            let Some(gravado) = gravado else { break };
            soma.itens += 1;
            soma.revisao = gravado.revisao;
            // Gravar não espera por ninguém: um fluxo rápido travaria os outros.
            tokio::task::consume_budget().await;
        }
        Ok(Response::new(soma))
    }

    type VigiarStream = Fluxo<crate::contrato::Vigia>;

    async fn vigiar(
        &self,
        pedido: Request<Streaming<PedidoVigiar>>,
    ) -> Result<Response<Self::VigiarStream>, Status> {
        let deposito = Arc::clone(&self.deposito);
        let vigilia = Vigilia::nova(deposito, pedido.into_inner(), &self.vida);
        Ok(Response::new(vigilia.fluxo()))
    }
}
