//! Escutar e conectar, com os erros ditos por extenso.

use std::io;
use std::time::Duration;

use apoio::descritores::permitir;
use apoio::endereco::{self, ErroDeEndereco};
use apoio::erro::motivo;
use apoio::programa::registrar;
use apoio::texto::quantos;
use tokio::net::{TcpListener, TcpStream, lookup_host};
use tokio::time::timeout;

use crate::limites::Limites;

/// A do exemplo, quando o que se digitou não é um endereço.
const PORTA_COMUM: u16 = 8765;

/// Quanto um cliente espera por um servidor que não responde nem recusa.
const PRAZO_DE_CONEXAO: Duration = Duration::from_secs(5);

/// Os descritores do ouvinte, dos arquivos e do tokio.
const FORA_DAS_CONEXOES: usize = 64;

/// Quanto um servidor espera pelos clientes depois de pedido o fim.
pub const PRAZO_DE_DRENAGEM: Duration = Duration::from_secs(5);

/// Por que não deu para escutar ou conectar, e o que fazer.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeConexao {
    #[error(transparent)]
    Endereco(#[from] ErroDeEndereco),
    #[error("não consegui escutar: {motivo}", motivo = motivo(.0))]
    Escuta(io::Error),
    #[error("não achei o endereço de {0}: confira o nome, ou a rede")]
    Nome(String),
    #[error(
        "não consegui conectar a {0} ({motivo}). Inicie o servidor ou diga outro \
         endereço: --endereco HOST:PORTA", motivo = motivo(.1)
    )]
    Conexao(String, io::Error),
}

/// Abre um socket que escuta em `texto`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeConexao`].
pub async fn escutar(texto: &str) -> Result<TcpListener, ErroDeConexao> {
    let ouvinte = endereco::escutar(endereco::resolver(texto, PORTA_COMUM)?[0])?;
    ouvinte
        .set_nonblocking(true)
        .and_then(|()| TcpListener::from_std(ouvinte))
        .map_err(ErroDeConexao::Escuta)
}

/// Os limites de costume, com tantas sessões quantas cabem nos descritores que o
/// sistema dá, até `sessoes`; pede-os antes, e diz no diário se vieram menos.
///
/// # Errors
/// Se o sistema não diz quantos dá.
pub fn limites_que_cabem(sessoes: usize) -> io::Result<Limites> {
    let limites = Limites::default();
    let fora_das_sessoes = limites.so_http + FORA_DAS_CONEXOES;
    let dados = permitir((sessoes + fora_das_sessoes) as u64)?;
    let dados = usize::try_from(dados).unwrap_or(usize::MAX);
    let cabem = dados.saturating_sub(fora_das_sessoes).clamp(1, sessoes);
    if cabem < sessoes {
        let cabem = quantos(cabem, "sessão", "sessões");
        registrar(format_args!(
            "o sistema só dá descritores para {cabem} (ulimit -n)"
        ));
    }
    Ok(Limites {
        sessoes: cabem,
        ..limites
    })
}

/// Conecta ao primeiro dos endereços que atender.
///
/// # Errors
/// [`ErroDeConexao::Conexao`] com o motivo do último, se nenhum atendeu.
pub async fn conectar(endereco: &str) -> Result<TcpStream, ErroDeConexao> {
    let achados: Vec<_> = match lookup_host(endereco).await {
        Ok(achados) => achados.collect(),
        // Sem porta, nunca será um endereço; um nome pode passar a existir.
        Err(erro) if erro.kind() == io::ErrorKind::InvalidInput => {
            let texto = endereco.to_owned();
            let porta_comum = PORTA_COMUM;
            return Err(ErroDeEndereco::Malformado { texto, porta_comum }.into());
        }
        Err(_) => return Err(ErroDeConexao::Nome(endereco.to_owned())),
    };
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
