//! Pôr um serviço no ar, com tudo em volta, e tirá-lo sem cortar ninguém.

pub mod linha;

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::timeout;
use tonic::codegen::InterceptedService;
use tonic::service::Routes;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Identity, Server, ServerTlsConfig};
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use crate::camada::Camada;
use crate::camada::vida::Vida;
use crate::contrato;
use crate::contrato::deposito_server::{Deposito, DepositoServer};
use crate::credencial::{Confere, Credencial};

/// Uma conexão calada há tanto tempo é sondada com um PING do HTTP/2.
const SONDAGEM: Duration = Duration::from_secs(20);
/// Chamadas ao mesmo tempo numa conexão; as outras esperam do lado do cliente.
const CHAMADAS_POR_CONEXAO: u32 = 256;
/// Depois do corte, o tempo de as últimas respostas saírem para a rede.
const DESPEDIDA: Duration = Duration::from_secs(1);

/// As escolhas de quem põe o servidor no ar.
pub struct Opcoes {
    pub credencial: Option<Credencial>,
    pub tls: Option<Identity>,
    /// Quanto uma chamada leva, no máximo, até começar a responder.
    pub limite: Duration,
    /// Quanto esperar pelas chamadas em curso depois do pedido de fim.
    pub drenagem: Duration,
    /// Em bytes, uma mensagem depois de montada.
    pub maior_mensagem: usize,
}

impl Default for Opcoes {
    fn default() -> Self {
        Self {
            credencial: None,
            tls: None,
            limite: Duration::from_secs(30),
            drenagem: Duration::from_secs(5),
            maior_mensagem: 64 * 1024,
        }
    }
}

/// Como o servidor terminou.
#[derive(Debug, PartialEq, Eq)]
pub enum Fim {
    /// Tudo o que tinha começado acabou.
    Drenado,
    /// O prazo venceu com tantas chamadas em curso.
    Cortado(usize),
}

/// Não foi possível pôr o servidor no ar, ou ele parou sozinho.
#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error("o certificado ou a chave privada não servem")]
    Tls(#[source] tonic::transport::Error),
    #[error("a reflexão não entendeu o contrato")]
    Reflexao(#[from] tonic_reflection::server::Error),
    #[error("o servidor parou")]
    Parou(#[source] tonic::transport::Error),
}

/// Atende até que alguém cancele `vida.pedido`; depois drena.
///
/// # Errors
/// Veja [`Erro`].
pub async fn servir<D: Deposito>(
    escuta: TcpListener,
    deposito: D,
    opcoes: Opcoes,
    vida: Vida,
) -> Result<Fim, Erro> {
    let (saude, rotas) = rotas(deposito, &opcoes).await?;
    let mut construtor = Server::builder()
        .accept_http1(true) // para recusá-lo com uma frase, na camada
        .http2_keepalive_interval(Some(SONDAGEM))
        .max_concurrent_streams(CHAMADAS_POR_CONEXAO);
    if let Some(identidade) = opcoes.tls {
        let tls = ServerTlsConfig::new().identity(identidade);
        construtor = construtor.tls_config(tls).map_err(Erro::Tls)?;
    }
    let entrada = TcpIncoming::from(escuta).with_nodelay(Some(true));
    let servidor = construtor
        .layer(Camada::nova(vida.clone(), opcoes.limite))
        .add_routes(rotas)
        .serve_with_incoming_shutdown(entrada, despedir::<D>(saude, vida.clone()));
    drenar(servidor, &vida, opcoes.drenagem).await
}

async fn rotas<D: Deposito>(
    deposito: D,
    opcoes: &Opcoes,
) -> Result<(HealthReporter, Routes), Erro> {
    let (saude, servico_de_saude) = tonic_health::server::health_reporter();
    saude.set_serving::<DepositoServer<D>>().await;
    let deposito =
        DepositoServer::new(deposito).max_decoding_message_size(opcoes.maior_mensagem);
    let confere = Confere(opcoes.credencial.clone());
    let reflexao = || {
        tonic_reflection::server::Builder::configure()
            .register_encoded_file_descriptor_set(contrato::DESCRITOR)
            .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
    };
    let rotas = Routes::new(InterceptedService::new(deposito, confere))
        .add_service(servico_de_saude)
        .add_service(reflexao().build_v1()?)
        // A versão que os clientes de antes de 2023 ainda procuram.
        .add_service(reflexao().build_v1alpha()?);
    Ok((saude, rotas))
}

// ANCHOR: despedir
/// Espera o pedido de fim e avisa, nesta ordem: quem balanceia, para que não
/// mande mais ninguém; e quem só espera pelo futuro, para que vá esperar em outro.
async fn despedir<D: Deposito>(saude: HealthReporter, vida: Vida) {
    vida.pedido.cancelled().await;
    saude
        .set_service_status("", ServingStatus::NotServing)
        .await;
    saude.set_not_serving::<DepositoServer<D>>().await;
    vida.fim.cancel();
}
// ANCHOR_END: despedir

async fn drenar(
    servidor: impl Future<Output = Result<(), tonic::transport::Error>>,
    vida: &Vida,
    prazo: Duration,
) -> Result<Fim, Erro> {
    let mut servidor = std::pin::pin!(servidor);
    tokio::select! {
        parou = &mut servidor => return parou.map(|()| Fim::Drenado).map_err(Erro::Parou),
        () = vida.fim.cancelled() => {}
    }
    // Daqui em diante nenhuma conexão nova entra; o tonic espera as que há.
    if let Ok(acabou) = timeout(prazo, &mut servidor).await {
        return acabou.map(|()| Fim::Drenado).map_err(Erro::Parou);
    }
    let restavam = *vida.em_curso().borrow();
    vida.corte.cancel();
    // Quem não lê nem a despedida fica sem ela: o socket fecha com o programa.
    let _ = timeout(DESPEDIDA, servidor).await;
    Ok(Fim::Cortado(restavam))
}
