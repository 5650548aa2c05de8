//! Datagramas: cada envio é uma mensagem, e nenhuma tem garantia.
//!
//! O UDP (RFC 768) preserva as fronteiras, mas perde, repete e troca a ordem. O
//! servidor só devolve o que chega. O cuidado fica no cliente: numera cada
//! pedido, espera até um prazo, repete com recuo e descarta toda resposta que
//! não seja a do pedido atual. Repetir é seguro porque o eco é *idempotente*:
//! fazê-lo duas vezes dá no mesmo que uma. O cliente está em [`cliente`].
//!
//! ```text
//!  0      1               9                     9+n
//!  ├──────┼───────────────┼─────────────────────┤
//!  │ tipo │ número (BE)   │ n bytes de UTF-8    │   n ≤ 1.191
//!  └──────┴───────────────┴─────────────────────┘
//! ```
//!
//! O tipo separa pedidos de respostas. Sem ele, um datagrama com a origem forjada
//! poria dois servidores de eco a responder um ao outro para sempre: foi o que se
//! fez com os serviços *echo* e *chargen* (CERT CA-1996-01).

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use apoio::endereco::{ErroDeEndereco, escutar_udp, passageiro};
use apoio::texto::quantos;

use crate::conexao::resolver;
use crate::encerramento::Encerramento;

pub mod cliente;

/// Maior datagrama, em bytes. Passa inteiro por qualquer caminho da Internet
/// de hoje: é o mínimo que o QUIC exige (RFC 9000, seção 14).
pub const MAIOR_DATAGRAMA: usize = 1200;

/// Bytes antes do texto: o tipo e o número do pedido.
pub const CABECALHO: usize = 9;

/// Maior texto que cabe num datagrama, em bytes.
pub const MAIOR_TEXTO: usize = MAIOR_DATAGRAMA - CABECALHO;

/// O primeiro byte do que um cliente envia.
pub const PEDIDO: u8 = 0;
/// O primeiro byte do que um servidor devolve.
pub const RESPOSTA: u8 = 1;

/// De quanto em quanto tempo o servidor parado confere se o fim foi pedido.
const PULSO: Duration = Duration::from_millis(250);

/// Por que um pedido por UDP não teve resposta.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeUdp {
    #[error("a mensagem tem {0} bytes e um datagrama leva {MAIOR_TEXTO}")]
    GrandeDemais(usize),
    #[error(
        "nenhuma resposta de {servidor} em {}",
        quantos(*.tentativas, "tentativa", "tentativas")
    )]
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
/// Devolve cada pedido a quem o enviou, até o fim ser pedido.
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
            // Só a pedidos se responde: dois servidores não conversam entre si.
            Ok((tamanho, origem)) if tamanho > 0 && datagrama[0] == PEDIDO => {
                datagrama[0] = RESPOSTA;
                // Se o envio falhar, o cliente repete: é como uma perda na rede.
                let _ = socket.send_to(&datagrama[..tamanho], origem);
            }
            Ok(_) => {}
            Err(erro) if passageiro(erro.kind()) => {}
            Err(erro) => return Err(erro),
        }
    }
    Ok(())
}
// ANCHOR_END: servir

pub(crate) fn montar(numero: u64, texto: &str) -> Result<Vec<u8>, ErroDeUdp> {
    if texto.len() > MAIOR_TEXTO {
        return Err(ErroDeUdp::GrandeDemais(texto.len()));
    }
    Ok([&[PEDIDO], &numero.to_be_bytes()[..], texto.as_bytes()].concat())
}

/// O número e o texto de uma resposta; `None` se o datagrama não é uma.
pub(crate) fn desmontar(datagrama: &[u8]) -> Option<(u64, String)> {
    let (&RESPOSTA, resto) = datagrama.split_first()? else {
        return None;
    };
    let (numero, texto) = resto.split_first_chunk()?;
    let texto = String::from_utf8(texto.to_vec()).ok()?;
    Some((u64::from_be_bytes(*numero), texto))
}
