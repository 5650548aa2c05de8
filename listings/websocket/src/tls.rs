//! TLS por opção: o mesmo servidor, com `wss://` em vez de `ws://`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_rustls::rustls::pki_types::pem::{self, PemObject};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// Por que um certificado ou uma chave não servem.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeTls {
    #[error("não consegui ler {0}: o arquivo não existe, ou não está em PEM")]
    Arquivo(PathBuf),
    #[error("não há certificado em {0}")]
    Vazio(PathBuf),
    #[error("o certificado e a chave não servem juntos: {0}")]
    Par(rustls::Error),
    #[error("{0:?} não é um nome de servidor")]
    Nome(String),
}

fn certificados(caminho: &Path) -> Result<Vec<CertificateDer<'static>>, ErroDeTls> {
    let ilegivel = |_: pem::Error| ErroDeTls::Arquivo(caminho.to_owned());
    let lidos = CertificateDer::pem_file_iter(caminho).map_err(ilegivel)?;
    let lidos: Vec<_> = lidos.collect::<Result<_, _>>().map_err(ilegivel)?;
    match lidos.is_empty() {
        true => Err(ErroDeTls::Vazio(caminho.to_owned())),
        false => Ok(lidos),
    }
}

/// O lado do servidor: a identidade dele, e a chave que a prova.
///
/// # Errors
/// Veja [`ErroDeTls`].
pub fn do_servidor(certificado: &Path, chave: &Path) -> Result<TlsAcceptor, ErroDeTls> {
    let certificados = certificados(certificado)?;
    let chave = PrivateKeyDer::from_pem_file(chave)
        .map_err(|_| ErroDeTls::Arquivo(chave.to_owned()))?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(certificados, chave)
        .map_err(ErroDeTls::Par)?;
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
        raizes.add(certificado).map_err(ErroDeTls::Par)?;
    }
    let config = ClientConfig::builder()
        .with_root_certificates(raizes)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// O nome que o certificado do servidor precisa ter: o HOST de `HOST:PORTA`.
///
/// # Errors
/// [`ErroDeTls::Nome`] se não é nome nem endereço.
pub fn nome_de(endereco: &str) -> Result<ServerName<'static>, ErroDeTls> {
    let host = endereco.rsplit_once(':').map_or(endereco, |(host, _)| host);
    let host = host.trim_matches(['[', ']']).to_owned();
    ServerName::try_from(host.clone()).map_err(|_| ErroDeTls::Nome(host))
}
