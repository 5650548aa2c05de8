//! TLS por opção: o mesmo servidor, com `wss://` em vez de `ws://`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// Por que um certificado ou uma chave não servem.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeTls {
    #[error("não consegui ler {0}: o arquivo não existe, ou não está em PEM")]
    Arquivo(PathBuf),
    #[error("{0} passa de 1 MiB: não é um certificado nem uma chave")]
    Grande(PathBuf),
    #[error("não há certificado em {0}")]
    Vazio(PathBuf),
    #[error("o certificado e a chave não servem juntos")]
    Par,
    #[error("o certificado em {0} não serve para conferir outros")]
    Raiz(PathBuf),
    #[error("o TLS pede as duas: --certificado e --chave")]
    Falta,
    #[error("{0:?} não é um nome de servidor")]
    Nome(String),
    #[error("TLS: {0}")]
    Aperto(&'static str),
    #[error("TLS: {motivo}", motivo = apoio::erro::motivo(.0))]
    Corte(io::Error),
    #[error("o aperto de mão do TLS não veio no prazo")]
    Prazo,
}

fn ler(caminho: &Path) -> Result<Vec<u8>, ErroDeTls> {
    apoio::arquivo::ler(caminho).map_err(|erro| match erro.kind() {
        io::ErrorKind::FileTooLarge => ErroDeTls::Grande(caminho.to_owned()),
        _ => ErroDeTls::Arquivo(caminho.to_owned()),
    })
}

fn certificados(caminho: &Path) -> Result<Vec<CertificateDer<'static>>, ErroDeTls> {
    let em_pem = ler(caminho)?;
    let lidos: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&em_pem).collect();
    let lidos = lidos.map_err(|_| ErroDeTls::Arquivo(caminho.to_owned()))?;
    match lidos.is_empty() {
        true => Err(ErroDeTls::Vazio(caminho.to_owned())),
        false => Ok(lidos),
    }
}

/// As opções de linha de comando de um servidor que sabe falar TLS.
#[derive(Clone, Debug, clap::Args)]
pub struct Opcoes {
    /// Certificado do servidor, em PEM: liga o TLS
    #[arg(long, value_name = "ARQUIVO")]
    pub certificado: Option<PathBuf>,
    /// Chave do certificado, em PEM
    #[arg(long, value_name = "ARQUIVO")]
    pub chave: Option<PathBuf>,
}

impl Opcoes {
    /// O TLS que elas pedem, ou nenhum.
    ///
    /// # Errors
    /// [`ErroDeTls::Falta`] se só há uma das duas; ou o que houver nos arquivos.
    pub fn aceitador(&self) -> Result<Option<TlsAcceptor>, ErroDeTls> {
        match (&self.certificado, &self.chave) {
            (Some(certificado), Some(chave)) => do_servidor(certificado, chave).map(Some),
            (None, None) => Ok(None),
            _ => Err(ErroDeTls::Falta),
        }
    }
}

/// O lado do servidor: a identidade dele, e a chave que a prova.
fn do_servidor(certificado: &Path, chave: &Path) -> Result<TlsAcceptor, ErroDeTls> {
    let certificados = certificados(certificado)?;
    let chave = PrivateKeyDer::from_pem_slice(&ler(chave)?)
        .map_err(|_| ErroDeTls::Arquivo(chave.to_owned()))?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(certificados, chave)
        .map_err(|_| ErroDeTls::Par)?;
    // O aperto de mão do WebSocket que falamos é o do HTTP/1.1.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// O lado do cliente, que confia só no que está em `ca`.
///
/// # Errors
/// Veja [`ErroDeTls`].
pub fn do_cliente(ca: &Path) -> Result<TlsConnector, ErroDeTls> {
    let mut raizes = RootCertStore::empty();
    for certificado in certificados(ca)? {
        let posto = raizes.add(certificado);
        posto.map_err(|_| ErroDeTls::Raiz(ca.to_owned()))?;
    }
    let config = ClientConfig::builder()
        .with_root_certificates(raizes)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Cifra uma conexão que acaba de abrir, conferindo quem está do outro lado.
///
/// # Errors
/// Veja [`ErroDeTls`].
pub async fn cifrar(
    tls: &TlsConnector,
    endereco: &str,
    fluxo: TcpStream,
    prazo: Duration,
) -> Result<TlsStream<TcpStream>, ErroDeTls> {
    let aperto = tls.connect(nome_de(endereco)?, fluxo);
    let aperto = timeout(prazo, aperto).await.map_err(|_| ErroDeTls::Prazo)?;
    aperto.map_err(|erro| match rustls_em(&erro) {
        Some(dentro) => ErroDeTls::Aperto(por_que(dentro)),
        None => ErroDeTls::Corte(erro),
    })
}

/// O nome que o certificado do servidor precisa ter: o HOST de `HOST:PORTA`.
fn nome_de(endereco: &str) -> Result<ServerName<'static>, ErroDeTls> {
    let host = endereco.rsplit_once(':').map_or(endereco, |(host, _)| host);
    let host = host.trim_matches(['[', ']']).to_owned();
    ServerName::try_from(host.clone()).map_err(|_| ErroDeTls::Nome(host))
}

fn rustls_em(erro: &io::Error) -> Option<&rustls::Error> {
    erro.get_ref()?.downcast_ref()
}

/// O erro do rustls, que fala inglês, no que importa a quem conecta.
fn por_que(erro: &rustls::Error) -> &'static str {
    use rustls::CertificateError as Ruim;
    match erro {
        rustls::Error::InvalidCertificate(ruim) => match ruim {
            Ruim::UnknownIssuer | Ruim::BadSignature => {
                "ninguém em quem você confia assina por ele"
            }
            Ruim::NotValidForName | Ruim::NotValidForNameContext { .. } => {
                "o certificado é de outro nome"
            }
            Ruim::Expired | Ruim::ExpiredContext { .. } => "o certificado venceu",
            Ruim::NotValidYet | Ruim::NotValidYetContext { .. } => {
                "o certificado ainda não vale: confira o relógio"
            }
            _ => "o certificado não serve",
        },
        rustls::Error::InvalidMessage(_) => "o servidor não fala TLS",
        rustls::Error::AlertReceived(_) => "o servidor recusou a conversa",
        _ => "o aperto de mão falhou",
    }
}
