//! Datagramas: cada envio é uma mensagem, e nenhuma tem garantia.
//!
//! O UDP (RFC 768) preserva as fronteiras, mas perde, repete e troca a ordem. O
//! servidor só devolve o que chega. O cuidado fica no cliente: numera cada
//! pedido, espera até um prazo, repete com recuo e descarta toda resposta que
//! não seja a do pedido atual. Repetir é seguro porque o eco é *idempotente*:
//! fazê-lo duas vezes dá no mesmo que uma. O cliente está em [`cliente`].
//!
//! ```text
//!  0               8                     8+n
//!  ├───────────────┼─────────────────────┤
//!  │ número (BE)   │ n bytes de UTF-8    │   n ≤ 1.192
//!  └───────────────┴─────────────────────┘
//! ```

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use apoio::endereco::{ErroDeEndereco, escutar_udp, passageiro};

use crate::conexao::resolver;
use crate::encerramento::Encerramento;

pub mod cliente;

/// Maior datagrama, em bytes. Passa inteiro por qualquer caminho da Internet
/// de hoje: é o mínimo que o QUIC exige (RFC 9000, seção 14).
pub const MAIOR_DATAGRAMA: usize = 1200;

/// Bytes do número do pedido.
pub const NUMERO: usize = 8;

/// De quanto em quanto tempo o servidor parado confere se o fim foi pedido.
const PULSO: Duration = Duration::from_millis(250);

/// Por que um pedido por UDP não teve resposta.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeUdp {
    #[error("a mensagem tem {0} bytes e um datagrama leva {max}", max = MAIOR_DATAGRAMA - NUMERO)]
    GrandeDemais(usize),
    #[error("nenhuma resposta de {servidor} em {tentativas} tentativas")]
    SemResposta {
        servidor: SocketAddr,
        tentativas: u32,
    },
    #[error("{}", apoio::erro::em_portugues(*.0))]
    Rede(ErrorKind),
}

impl From<io::Error> for ErroDeUdp {
    fn from(erro: io::Error) -> Self {
        Self::Rede(erro.kind())
    }
}

/// Abre um socket UDP no endereço; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar(texto: &str) -> Result<UdpSocket, ErroDeEndereco> {
    escutar_udp(resolver(texto)?[0])
}

// ANCHOR: servir
/// Devolve cada datagrama a quem o enviou, até o fim ser pedido.
///
/// Não há conexões: um socket só atende todos, e não guarda nada de ninguém.
///
/// # Errors
/// Se o socket deixar de funcionar.
pub fn servir(socket: &UdpSocket, fim: &Encerramento) -> io::Result<()> {
    socket.set_read_timeout(Some(PULSO))?;
    let mut datagrama = [0; MAIOR_DATAGRAMA];
    while !fim.pedido() {
        match socket.recv_from(&mut datagrama) {
            Ok((tamanho, origem)) => {
                // Se o envio falhar, o cliente repete: é como uma perda na rede.
                let _ = socket.send_to(&datagrama[..tamanho], origem);
            }
            Err(erro) if passageiro(erro.kind()) => {}
            Err(erro) => return Err(erro),
        }
    }
    Ok(())
}
// ANCHOR_END: servir

pub(crate) fn montar(numero: u64, texto: &str) -> Result<Vec<u8>, ErroDeUdp> {
    if texto.len() > MAIOR_DATAGRAMA - NUMERO {
        return Err(ErroDeUdp::GrandeDemais(texto.len()));
    }
    Ok([&numero.to_be_bytes(), texto.as_bytes()].concat())
}

pub(crate) fn desmontar(datagrama: &[u8]) -> Option<(u64, String)> {
    let (numero, texto) = datagrama.split_first_chunk::<NUMERO>()?;
    let texto = String::from_utf8(texto.to_vec()).ok()?;
    Some((u64::from_be_bytes(*numero), texto))
}
