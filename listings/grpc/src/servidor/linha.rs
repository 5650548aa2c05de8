//! O servidor de linha de comando: do que se digitou ao que vai ao ar.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::programa::{anunciar, ao_pedir_fim, registrar};
use tokio::net::{TcpListener, lookup_host};
use tonic::transport::Identity;

use super::{Fim, Opcoes, servir};
use crate::camada::vida::Vida;
use crate::cliente::canal::stub;
use crate::credencial::Credencial;
use crate::deposito::{Deposito, Limites};
use crate::fachada::Fachada;
use crate::servico::Servico;

/// O que se pediu na linha de comando.
pub struct Pedido {
    pub endereco: String,
    pub atras: Option<String>,
    pub demora: Duration,
    pub limite: Duration,
    pub drenagem: Duration,
    pub maior_mensagem: usize,
    pub credencial: Option<PathBuf>,
    /// Certificado e chave privada.
    pub tls: Option<(PathBuf, PathBuf)>,
}

/// Serve até SIGINT ou SIGTERM, e drena.
///
/// # Errors
/// Um arquivo que não se lê, um endereço que não se toma, um certificado ruim.
pub fn rodar(pedido: Pedido) -> Result<()> {
    let vida = Vida::nova();
    let pedir = vida.pedido.clone();
    ao_pedir_fim(move || {
        registrar("encerrando: termino o que já comecei");
        pedir.cancel();
    })?;
    let executor = tokio::runtime::Runtime::new()?;
    match executor.block_on(atender(pedido, vida))? {
        Fim::Drenado => registrar("encerrado: nada ficou pela metade"),
        Fim::Cortado(n) => registrar(format_args!(
            "encerrado: o prazo venceu com {n} chamadas em curso"
        )),
    }
    Ok(())
}

async fn atender(pedido: Pedido, vida: Vida) -> Result<Fim> {
    let credencial = pedido.credencial.as_deref().map(ler_credencial);
    let credencial = credencial.transpose()?;
    let tls = pedido.tls.as_ref().map(|(c, k)| identidade(c, k));
    let opcoes = Opcoes {
        credencial: credencial.clone(),
        tls: tls.transpose()?,
        limite: pedido.limite,
        drenagem: pedido.drenagem,
        maior_mensagem: pedido.maior_mensagem,
    };
    let endereco = &pedido.endereco;
    let onde = lookup_host(endereco).await.ok().and_then(|mut e| e.next());
    let onde = onde.with_context(|| {
        format!(
            "{endereco:?} não é um endereço: escreva HOST:PORTA, como 127.0.0.1:25017"
        )
    })?;
    let escuta = TcpListener::bind(onde).await.with_context(|| {
        format!(
            "não consegui escutar em {onde}; outra porta: --endereco {}:0",
            onde.ip()
        )
    })?;
    anunciar(escuta.local_addr()?);
    let fim = match pedido.atras {
        Some(atras) => {
            let fachada = Fachada::nova(stub(&[atras], None, credencial)?, pedido.limite);
            servir(escuta, fachada, opcoes, vida).await
        }
        None => {
            let deposito = Arc::new(Deposito::novo(Limites::default()));
            let servico = Servico::novo(deposito, vida.clone(), pedido.demora);
            servir(escuta, servico, opcoes, vida).await
        }
    };
    Ok(fim?)
}

/// A credencial num arquivo, e não na linha de comando, que `ps` mostra a todos.
///
/// # Errors
/// Se o arquivo não se lê, ou não tem uma credencial.
pub fn ler_credencial(arquivo: &Path) -> Result<Credencial> {
    let texto = String::from_utf8(ler(arquivo)?);
    let texto = texto.with_context(|| format!("{} não é texto", arquivo.display()))?;
    Credencial::nova(&texto).with_context(|| format!("{} não serve", arquivo.display()))
}

/// # Errors
/// O nome do arquivo e o motivo.
pub fn ler(arquivo: &Path) -> Result<Vec<u8>> {
    fs::read(arquivo).with_context(|| format!("não consegui ler {}", arquivo.display()))
}

fn identidade(certificado: &Path, chave: &Path) -> Result<Identity> {
    Ok(Identity::from_pem(ler(certificado)?, ler(chave)?))
}
