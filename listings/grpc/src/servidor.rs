//! Pôr um serviço no ar, com tudo em volta, e tirá-lo sem cortar ninguém.

mod conexao;
mod drenagem;
mod entrada;
pub mod linha;

use std::time::Duration;

use tokio::net::TcpListener;
use tonic::codegen::InterceptedService;
use tonic::service::Routes;
use tonic::transport::server::Router;
use tonic::transport::{Identity, Server, ServerTlsConfig};
use tonic_health::server::HealthReporter;
use tower::layer::util::{Identity as Nada, Stack};

use crate::camada::Camada;
use crate::camada::vida::Vida;
use crate::contrato;
use crate::contrato::deposito_server::{Deposito, DepositoServer};
use crate::credencial::{Confere, Credencial};
pub use conexao::Prazos;
pub use drenagem::Fim;

/// Uma conexão calada há tanto tempo é sondada com um PING do HTTP/2.
const SONDAGEM: Duration = Duration::from_secs(20);
/// Chamadas ao mesmo tempo numa conexão; as outras esperam do lado do cliente.
const CHAMADAS_POR_CONEXAO: u32 = 256;
/// O que um cliente pode mandar numa chamada antes que o serviço leia. Pequena porque o
/// que se guarda custa mais do que pesa: dez bytes num quadro só deles valem por 256.
const JANELA: u32 = 16 * 1024;
/// Da conexão inteira. A `h2` derruba quem deixa por ler mais quadros miúdos do que metade
/// disto paga, a 256 bytes cada um: assim cabem dez janelas cheias dos nossos menores itens.
const JANELA_DA_CONEXAO: u32 = 8 * 1024 * 1024;

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
    /// Conexões ao mesmo tempo.
    pub conexoes: usize,
    pub prazos: Prazos,
}

impl Default for Opcoes {
    fn default() -> Self {
        Self {
            credencial: None,
            tls: None,
            limite: Duration::from_secs(30),
            drenagem: Duration::from_secs(5),
            maior_mensagem: 64 * 1024,
            conexoes: 256,
            prazos: Prazos::default(),
        }
    }
}

/// Não foi possível pôr o servidor no ar, ou ele parou sozinho.
#[derive(Debug, thiserror::Error)]
pub enum Erro {
    // Sem a causa, que a biblioteca diz em inglês: cada arquivo já foi conferido.
    #[error("o certificado e a chave privada não são um do outro")]
    Tls,
    #[error("a reflexão não entendeu o contrato")]
    Reflexao(#[from] tonic_reflection::server::Error),
    #[error("o servidor parou")]
    Parou(#[source] tonic::transport::Error),
}

/// Um servidor montado: o que podia estar errado no pedido já se sabe.
pub struct Pronto {
    rotas: Router<Stack<Camada, Nada>>,
    saude: HealthReporter,
    vida: Vida,
    drenagem: Duration,
    conexoes: usize,
    prazos: Prazos,
}

/// Junta o serviço e tudo o que vai em volta dele.
///
/// # Errors
/// Veja [`Erro`].
pub async fn montar<D: Deposito>(
    deposito: D,
    opcoes: Opcoes,
    vida: Vida,
) -> Result<Pronto, Erro> {
    let (saude, rotas) = rotas(deposito, &opcoes).await?;
    let mut construtor = Server::builder()
        .accept_http1(true) // para recusá-lo com uma frase, na camada
        .http2_keepalive_interval(Some(SONDAGEM))
        .max_concurrent_streams(CHAMADAS_POR_CONEXAO)
        .initial_stream_window_size(JANELA)
        .initial_connection_window_size(JANELA_DA_CONEXAO);
    if let Some(identidade) = opcoes.tls {
        let tls = construtor.tls_config(ServerTlsConfig::new().identity(identidade));
        construtor = tls.map_err(|_| Erro::Tls)?;
    }
    let camada = Camada::nova(vida.clone(), opcoes.limite);
    Ok(Pronto {
        rotas: construtor.layer(camada).add_routes(rotas),
        saude,
        vida,
        drenagem: opcoes.drenagem,
        conexoes: opcoes.conexoes,
        prazos: opcoes.prazos,
    })
}

impl Pronto {
    /// Atende até que alguém cancele `vida.pedido`; depois drena.
    ///
    /// # Errors
    /// [`Erro::Parou`].
    pub async fn servir(self, escuta: TcpListener) -> Result<Fim, Erro> {
        let fim = self.vida.fim.clone();
        let entrada = entrada::conexoes(escuta, self.conexoes, self.prazos, fim);
        let despedir = drenagem::despedir(self.saude, self.vida.clone());
        let servidor = self.rotas.serve_with_incoming_shutdown(entrada, despedir);
        let fim = drenagem::drenar(servidor, &self.vida, self.drenagem).await;
        fim.map_err(Erro::Parou)
    }
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
