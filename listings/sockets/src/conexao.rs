//! Escutar, aceitar e conectar, com os erros ditos por extenso. O socket de escuta
//! é o de [`apoio::endereco`], igual em todas as listagens.

use std::io::{ErrorKind, Read};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use apoio::aceitar::{PAUSA_SEM_DESCRITORES, desistiu};
use apoio::endereco::{self, ErroDeEndereco};
use apoio::erro::{em_portugues, motivo};
use apoio::programa::registrar;

use crate::encerramento::Encerramento;

/// A do exemplo, quando o que se digitou não é um endereço.
const PORTA_DO_CHAT: u16 = 25000;

/// Quanto um cliente espera por um servidor que não responde nem recusa.
const PRAZO_DE_CONEXAO: Duration = Duration::from_secs(5);

/// Por que não deu para conectar, e o que fazer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeConexao {
    #[error(transparent)]
    Endereco(#[from] ErroDeEndereco),
    #[error(
        "não consegui conectar a {endereco} ({}). Inicie o servidor ou diga outro \
         endereço: --endereco HOST:PORTA", em_portugues(*.tipo)
    )]
    Conexao { endereco: String, tipo: ErrorKind },
}

/// Traduz `HOST:PORTA` em endereços; um nome pode ter vários.
///
/// # Errors
/// [`ErroDeEndereco::Malformado`] se não há nenhum.
pub fn resolver(texto: &str) -> Result<Vec<SocketAddr>, ErroDeEndereco> {
    endereco::resolver(texto, PORTA_DO_CHAT)
}

/// Abre um socket TCP que escuta em `texto`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar(texto: &str) -> Result<TcpListener, ErroDeEndereco> {
    endereco::escutar(resolver(texto)?[0])
}

// ANCHOR: aceitar
/// A próxima conexão, ou `None` quando o fim foi pedido.
///
/// Uma falha em `accept` não derruba o servidor: ou o cliente desistiu na fila,
/// ou acabaram os descritores, e então esperar um pouco é o remédio.
pub fn aceitar(ouvinte: &TcpListener, fim: &Encerramento) -> Option<TcpStream> {
    while !fim.pedido() {
        match ouvinte.accept() {
            // Pode ser a batida na porta que veio nos acordar.
            Ok(_) if fim.pedido() => {}
            Ok((fluxo, _)) => return Some(fluxo),
            Err(erro) if desistiu(erro.kind()) => {}
            Err(erro) => {
                registrar(format_args!("não consegui aceitar: {}", motivo(&erro)));
                fim.esperar(PAUSA_SEM_DESCRITORES);
            }
        }
    }
    None
}
// ANCHOR_END: aceitar

/// Conecta a `endereco`, tentando cada um dos endereços do nome.
///
/// # Errors
/// Veja [`ErroDeConexao`]; o motivo é o da última tentativa.
pub fn conectar(endereco: &str) -> Result<TcpStream, ErroDeConexao> {
    let mut tipo = ErrorKind::TimedOut;
    for candidato in resolver(endereco)? {
        match TcpStream::connect_timeout(&candidato, PRAZO_DE_CONEXAO) {
            Ok(fluxo) => return Ok(fluxo),
            Err(erro) => tipo = erro.kind(),
        }
    }
    Err(ErroDeConexao::Conexao {
        endereco: endereco.to_owned(),
        tipo,
    })
}

// ANCHOR: despedir
/// Fecha sem atropelar o que acabamos de escrever.
///
/// Fechar um socket com bytes ainda não lidos faz o TCP enviar um RST, e o RST
/// apaga, do outro lado, o que ele ainda não leu: justamente o motivo da
/// despedida. Então: anuncia o fim da escrita, joga fora o que vier até o outro
/// lado fechar também, e só então fecha; ou até `prazo`, para quem não fecha.
pub fn despedir(mut fluxo: &TcpStream, prazo: Duration) {
    let vence = Instant::now() + prazo;
    let _ = fluxo.shutdown(Shutdown::Write);
    let mut lixo = [0; 4096];
    loop {
        let resta = vence.saturating_duration_since(Instant::now());
        if resta.is_zero() || fluxo.set_read_timeout(Some(resta)).is_err() {
            return;
        }
        match fluxo.read(&mut lixo) {
            Ok(1..) => {}
            Ok(0) | Err(_) => return,
        }
    }
}
// ANCHOR_END: despedir
