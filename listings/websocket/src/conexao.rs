//! Escutar e conectar, com os erros ditos por extenso.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use apoio::erro::motivo;
use tokio::net::{TcpListener, TcpStream, lookup_host};
use tokio::time::timeout;

/// Quanto um cliente espera por um servidor que não responde nem recusa.
const PRAZO_DE_CONEXAO: Duration = Duration::from_secs(5);

/// Por que não deu para escutar ou conectar, e o que fazer.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeConexao {
    #[error("{0:?} não é um endereço: escreva HOST:PORTA, como 127.0.0.1:8765")]
    Endereco(String),
    #[error(
        "a porta {porta} já está em uso em {host}. Encerre o outro programa ou \
         escolha outra: --endereco {host}:0", host = .0.ip(), porta = .0.port()
    )]
    EmUso(SocketAddr),
    #[error("não consegui escutar em {0}: {motivo}", motivo = motivo(.1))]
    Escuta(SocketAddr, io::Error),
    #[error(
        "não consegui conectar a {0} ({motivo}). Inicie o servidor ou diga outro \
         endereço: --endereco HOST:PORTA", motivo = motivo(.1)
    )]
    Conexao(String, io::Error),
}

async fn resolver(endereco: &str) -> Result<Vec<SocketAddr>, ErroDeConexao> {
    let achados: Vec<_> = match lookup_host(endereco).await {
        Ok(achados) => achados.collect(),
        Err(_) => Vec::new(),
    };
    if achados.is_empty() {
        return Err(ErroDeConexao::Endereco(endereco.to_owned()));
    }
    Ok(achados)
}

/// Abre um socket que escuta em `endereco`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeConexao`].
pub async fn escutar(endereco: &str) -> Result<TcpListener, ErroDeConexao> {
    let endereco = resolver(endereco).await?[0];
    TcpListener::bind(endereco)
        .await
        .map_err(|erro| match erro.kind() {
            io::ErrorKind::AddrInUse => ErroDeConexao::EmUso(endereco),
            _ => ErroDeConexao::Escuta(endereco, erro),
        })
}

/// Conecta ao primeiro dos endereços que atender.
///
/// # Errors
/// [`ErroDeConexao::Conexao`] com o motivo do último, se nenhum atendeu.
pub async fn conectar(endereco: &str) -> Result<TcpStream, ErroDeConexao> {
    let achados = resolver(endereco).await?;
    let tentar = TcpStream::connect(&achados[..]);
    let fluxo = match timeout(PRAZO_DE_CONEXAO, tentar).await {
        Ok(resultado) => resultado,
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    };
    let fluxo = fluxo.map_err(|e| ErroDeConexao::Conexao(endereco.to_owned(), e))?;
    sem_nagle(&fluxo);
    Ok(fluxo)
}

/// Uma mensagem curta sai já: cada uma vai ao socket numa escrita só.
pub fn sem_nagle(fluxo: &TcpStream) {
    // Se falhar, a conexão já morreu, e a leitura seguinte o dirá.
    fluxo.set_nodelay(true).ok();
}
