//! De endereços a um stub pronto para chamar.

use std::time::Duration;

use tokio_rustls::rustls::pki_types::ServerName;
use tonic::codegen::InterceptedService;
use tonic::codegen::http::uri::Authority;
use tonic::transport::{Certificate, ClientTlsConfig, Endpoint};

use crate::balanceado::Balanceado;
use crate::contrato::deposito_client::DepositoClient;
use crate::contrato::deposito_server::SERVICE_NAME;
use crate::credencial::{Assina, Credencial};

/// O que o `build.rs` gerou, sobre os nossos canais.
pub type Stub = DepositoClient<InterceptedService<Balanceado, Assina>>;

/// Quanto esperar por um servidor que não responde nem recusa.
const PRAZO_DE_CONEXAO: Duration = Duration::from_secs(2);
/// Uma conexão calada há tanto tempo é sondada, com ou sem chamada em curso: é o
/// que descobre, num fluxo sem novidades, que o servidor foi desligado da tomada.
const SONDAGEM: Duration = Duration::from_secs(20);
const PRAZO_DA_SONDAGEM: Duration = Duration::from_secs(5);

// ANCHOR: janela
/// Quanto um servidor pode mandar num fluxo antes que este lado leia: é o que um
/// leitor parado lhe custa. Num caminho de 20 ms, ainda deixa passar 13 MB/s.
const JANELA: u32 = 256 * 1024;
// ANCHOR_END: janela
/// A da conexão não segura ninguém: quem não lê um fluxo não cala os outros. E a `h2`, que
/// derruba quem deixa quadros miúdos por ler, tira dela quantos são demais.
const JANELA_DA_CONEXAO: u32 = 1 << 30;

/// Em quem confiar, e por que nome o servidor atende.
#[derive(Clone)]
pub struct Tls {
    /// O certificado, em PEM, de quem assinou o do servidor.
    pub autoridade: Vec<u8>,
    /// O nome que deve estar no certificado, se não é o do endereço.
    pub nome: Option<String>,
}

/// Não dá para conectar nem tentando.
#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error("{0:?} não é um endereço: escreva HOST:PORTA, como 127.0.0.1:25017")]
    Endereco(String),
    #[error("{0:?} não é um nome de servidor")]
    Nome(String),
    #[error("o certificado da autoridade não serve")]
    Autoridade,
}

/// Um stub para estes servidores. Não conecta: isso é com a primeira chamada.
///
/// # Errors
/// Veja [`Erro`].
pub fn stub(
    enderecos: &[String],
    tls: Option<&Tls>,
    credencial: Option<Credencial>,
) -> Result<Stub, Erro> {
    let canais = enderecos.iter().map(|e| Ok(ponta(e, tls)?.connect_lazy()));
    let canais = canais.collect::<Result<Vec<_>, Erro>>()?;
    let balanceado = Balanceado::novo(canais, SERVICE_NAME);
    let assinado = InterceptedService::new(balanceado, Assina(credencial));
    Ok(DepositoClient::new(assinado))
}

fn ponta(endereco: &str, tls: Option<&Tls>) -> Result<Endpoint, Erro> {
    let ruim = || Erro::Endereco(endereco.to_owned());
    let partes: Authority = endereco.parse().map_err(|_| ruim())?;
    // Um usuário, que a gramática das URIs permite, seria ignorado em silêncio.
    let completo = !partes.host().is_empty() && partes.port_u16().is_some();
    if !completo || endereco.contains('@') {
        return Err(ruim());
    }
    let esquema = if tls.is_some() { "https" } else { "http" };
    let ponta = Endpoint::from_shared(format!("{esquema}://{endereco}"))
        .map_err(|_| ruim())?
        .connect_timeout(PRAZO_DE_CONEXAO)
        .http2_keep_alive_interval(SONDAGEM)
        .keep_alive_timeout(PRAZO_DA_SONDAGEM)
        .keep_alive_while_idle(true)
        .initial_stream_window_size(JANELA)
        .initial_connection_window_size(JANELA_DA_CONEXAO)
        .tcp_nodelay(true);
    let Some(tls) = tls else { return Ok(ponta) };
    let autoridade = Certificate::from_pem(&tls.autoridade);
    let mut opcoes = ClientTlsConfig::new().ca_certificate(autoridade);
    if let Some(nome) = &tls.nome {
        let bom = ServerName::try_from(nome.as_str());
        bom.map_err(|_| Erro::Nome(nome.clone()))?;
        opcoes = opcoes.domain_name(nome);
    }
    ponta.tls_config(opcoes).map_err(|_| Erro::Autoridade)
}
