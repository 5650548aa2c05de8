//! Como chegar ao servidor: endereços, TLS e credencial.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use apoio::programa::{duracao, registrar};
use clap::Args;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::arquivo;
use crate::cliente::Cliente;
use crate::cliente::canal::{self, Stub, Tls};
use crate::credencial::Credencial;
use crate::insistencia::Politica;

/// Como chegar ao servidor.
#[derive(Args)]
pub struct Ligacao {
    /// Os servidores, separados por vírgula
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25017")]
    endereco: String,
    /// Para tudo, com as repetições dentro
    #[arg(long, value_name = "PRAZO", value_parser = duracao)]
    prazo: Option<Duration>,
    /// Arquivo com a credencial
    #[arg(long, value_name = "ARQUIVO")]
    credencial: Option<PathBuf>,
    /// Certificado, em PEM, de quem assinou o do servidor; liga o TLS
    #[arg(long, value_name = "ARQUIVO")]
    autoridade: Option<PathBuf>,
    /// O nome no certificado, se não é o do endereço
    #[arg(long, value_name = "NOME", requires = "autoridade", value_parser = nome)]
    nome: Option<String>,
}

/// O cliente que a linha de comando pede.
///
/// # Errors
/// Um endereço ou um arquivo que não serve.
pub fn ligar(ligacao: &Ligacao) -> Result<Cliente> {
    let enderecos: Vec<_> = ligacao.endereco.split(',').map(str::to_owned).collect();
    let credencial = ligacao.credencial.as_deref().map(arquivo::credencial);
    let stub = stub(
        &enderecos,
        ligacao.autoridade.as_deref(),
        ligacao.nome.as_deref(),
        credencial.transpose()?,
    )?;
    Ok(Cliente::novo(stub, ligacao.prazo, Politica::default()))
}

/// Entende um nome de servidor, como os certificados o dizem.
///
/// # Errors
/// Uma frase, para a mensagem de erro do programa.
pub fn nome(texto: &str) -> Result<String, String> {
    let bom = ServerName::try_from(texto).map(|_| texto.to_owned());
    bom.map_err(|_| "não é um nome de servidor".to_owned())
}

/// Um stub para estes servidores, com TLS se há em que autoridade confiar.
///
/// # Errors
/// Um endereço, um nome ou um arquivo que não serve.
pub fn stub(
    enderecos: &[String],
    autoridade: Option<&Path>,
    nome: Option<&str>,
    credencial: Option<Credencial>,
) -> Result<Stub> {
    if credencial.is_some() && autoridade.is_none() {
        registrar("aviso: a credencial vai às claras; para cifrar, --autoridade");
    }
    let tls = autoridade.map(|autoridade| {
        let (autoridade, nome) =
            (arquivo::certificados(autoridade)?, nome.map(str::to_owned));
        anyhow::Ok(Tls { autoridade, nome })
    });
    Ok(canal::stub(
        enderecos,
        tls.transpose()?.as_ref(),
        credencial,
    )?)
}
