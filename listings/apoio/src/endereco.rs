//! Entender um endereço digitado, escutar nele, e dizer por que não deu.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

use socket2::{Domain, Protocol, Socket, Type};

use crate::erro::em_portugues;
use crate::valores;

/// Conexões prontas que o núcleo guarda enquanto ninguém chama `accept`.
///
/// Os 128 de costume enchem se mil clientes chegam juntos; os recusados
/// tentariam de novo em um segundo. O núcleo pode reduzir o número
/// (`net.core.somaxconn`).
const FILA_DE_ESPERA: i32 = 1024;

/// Por que não deu para escutar em um endereço, e o que fazer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeEndereco {
    #[error(
        "{texto:?} não é um endereço: escreva HOST:PORTA, como 127.0.0.1:{porta_comum}"
    )]
    Malformado { texto: String, porta_comum: u16 },
    #[error("não achei a máquina de {0:?}: o nome está certo?")]
    Desconhecido(String),
    #[error(
        "a porta {porta} já está em uso em {host}. Encerre o outro programa ou \
         escolha outra: --endereco {host}:0", host = .0.ip(), porta = .0.port()
    )]
    EmUso(SocketAddr),
    #[error("não consegui escutar em {endereco}: {}", em_portugues(*.tipo))]
    Escuta {
        endereco: SocketAddr,
        tipo: ErrorKind,
    },
}

/// Traduz `HOST:PORTA` em endereços, ao menos um: um nome pode ter vários.
///
/// A `porta_comum` é a que o programa usa por costume, para o exemplo no erro.
///
/// # Errors
/// [`ErroDeEndereco::Malformado`] ou, se o nome não leva a endereço algum,
/// [`ErroDeEndereco::Desconhecido`].
pub fn resolver(
    texto: &str,
    porta_comum: u16,
) -> Result<Vec<SocketAddr>, ErroDeEndereco> {
    let texto = texto.to_owned();
    if !valores::tem_maquina_e_porta(&texto) {
        return Err(ErroDeEndereco::Malformado { texto, porta_comum });
    }
    let achados: Vec<_> = texto.to_socket_addrs().into_iter().flatten().collect();
    if achados.is_empty() {
        return Err(ErroDeEndereco::Desconhecido(texto));
    }
    Ok(achados)
}

// ANCHOR: escutar
/// Abre um socket TCP que escuta em `endereco`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar(endereco: SocketAddr) -> Result<TcpListener, ErroDeEndereco> {
    let abrir = || {
        let socket = Socket::new(
            Domain::for_address(endereco),
            Type::STREAM,
            Some(Protocol::TCP),
        )?;
        // Sem isto, reiniciar o servidor esperaria o TIME_WAIT das conexões
        // antigas. No Windows a mesma opção deixaria roubar a porta alheia.
        #[cfg(unix)]
        socket.set_reuse_address(true)?;
        socket.bind(&endereco.into())?;
        socket.listen(FILA_DE_ESPERA)?;
        Ok(TcpListener::from(socket))
    };
    abrir().map_err(|erro: io::Error| recusado(endereco, erro.kind()))
}
// ANCHOR_END: escutar

/// Abre um socket UDP em `endereco`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar_udp(endereco: SocketAddr) -> Result<UdpSocket, ErroDeEndereco> {
    UdpSocket::bind(endereco).map_err(|erro| recusado(endereco, erro.kind()))
}

fn recusado(endereco: SocketAddr, tipo: ErrorKind) -> ErroDeEndereco {
    match tipo {
        ErrorKind::AddrInUse => ErroDeEndereco::EmUso(endereco),
        tipo => ErroDeEndereco::Escuta { endereco, tipo },
    }
}

/// Se a falha de um socket UDP passa sozinha: o prazo, um sinal, ou o aviso de
/// que ninguém escuta do outro lado, que pode estar voltando. (No Windows, o aviso
/// chega até a quem só responde.)
pub fn passageiro(tipo: ErrorKind) -> bool {
    matches!(
        tipo,
        ErrorKind::WouldBlock
            | ErrorKind::TimedOut
            | ErrorKind::Interrupted
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionRefused
    )
}
