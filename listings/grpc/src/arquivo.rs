//! O que vem em arquivos: a credencial, certificados e chaves. Tudo se confere
//! antes de ir ao ar, e o erro diz que arquivo e por quê.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Error, Result, anyhow, ensure};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tonic::transport::Identity;

use crate::credencial::Credencial;

/// A credencial num arquivo, e não na linha de comando, que `ps` mostra a todos.
///
/// # Errors
/// Se o arquivo não se lê, ou não tem uma credencial.
pub fn credencial(arquivo: &Path) -> Result<Credencial> {
    let texto = String::from_utf8(ler(arquivo)?).ok();
    let texto = texto.with_context(|| format!("{} não é texto", arquivo.display()))?;
    Credencial::nova(&texto).with_context(|| format!("{} não serve", arquivo.display()))
}

/// O certificado e a chave com que um servidor prova quem é.
///
/// # Errors
/// Se um deles não se lê, ou não está em PEM.
pub fn identidade(certificado: &Path, chave: &Path) -> Result<Identity> {
    let em_pem = certificados(certificado)?;
    let privada = ler(chave)?;
    let ha = PrivateKeyDer::from_pem_slice(&privada).is_ok();
    ensure!(ha, "não há chave privada em {}", chave.display());
    Ok(Identity::from_pem(em_pem, privada))
}

/// Um arquivo com ao menos um certificado em PEM.
///
/// # Errors
/// Se não se lê, ou não tem nenhum.
pub fn certificados(arquivo: &Path) -> Result<Vec<u8>> {
    let em_pem = ler(arquivo)?;
    let lidos: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&em_pem).collect();
    let ha = lidos.is_ok_and(|lidos| !lidos.is_empty());
    ensure!(ha, "não há certificado em {}", arquivo.display());
    Ok(em_pem)
}

fn ler(arquivo: &Path) -> Result<Vec<u8>> {
    apoio::arquivo::ler(arquivo).map_err(|erro| match erro.kind() {
        ErrorKind::FileTooLarge => anyhow!("{} passa de 1 MiB", arquivo.display()),
        _ => Error::new(erro).context(format!("não consegui ler {}", arquivo.display())),
    })
}
