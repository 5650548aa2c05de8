//! Endereços: entender o que foi digitado, escutar, e dizer por que não deu.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener, ToSocketAddrs, UdpSocket};

use apoio::erro::em_portugues;
use socket2::{Domain, Protocol, Socket, Type};

/// Conexões prontas que o núcleo guarda enquanto o balanceador não as aceita.
/// O núcleo pode reduzir o número (`net.core.somaxconn`).
const FILA_DE_ESPERA: i32 = 1024;

/// O que há de errado com um endereço, e o que fazer.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ErroDeEndereco {
    #[error("{0:?} não é um endereço: escreva HOST:PORTA, como 127.0.0.1:25000")]
    Malformado(String),
    #[error("a porta 0 não diz a qual servidor conectar: escreva a porta dele")]
    SemPorta,
    #[error("o servidor {0} aparece duas vezes; cada um entra uma vez só")]
    Repetido(SocketAddr),
    #[error("o balanceador não pode ser servidor de si mesmo ({0})")]
    EleMesmo(SocketAddr),
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

/// Traduz `HOST:PORTA`; de um nome com vários endereços, fica o primeiro.
///
/// # Errors
/// [`ErroDeEndereco::Malformado`] se não há nenhum.
pub fn resolver(texto: &str) -> Result<SocketAddr, ErroDeEndereco> {
    let achado = texto.to_socket_addrs().ok().and_then(|mut e| e.next());
    achado.ok_or_else(|| ErroDeEndereco::Malformado(texto.to_owned()))
}

/// Traduz o endereço de um servidor, que precisa de porta.
///
/// # Errors
/// Se não é um endereço, ou a porta é 0.
pub fn de_servidor(texto: &str) -> Result<SocketAddr, ErroDeEndereco> {
    match resolver(texto)? {
        endereco if endereco.port() == 0 => Err(ErroDeEndereco::SemPorta),
        endereco => Ok(endereco),
    }
}

/// Confere que cada servidor aparece uma vez e que nenhum é o balanceador.
///
/// # Errors
/// O primeiro que se repete, ou que é `proprio`.
pub fn conferir(
    servidores: &[SocketAddr],
    proprio: SocketAddr,
) -> Result<(), ErroDeEndereco> {
    for (i, servidor) in servidores.iter().enumerate() {
        if servidores[..i].contains(servidor) {
            return Err(ErroDeEndereco::Repetido(*servidor));
        }
        if *servidor == proprio || e_o_mesmo(*servidor, proprio) {
            return Err(ErroDeEndereco::EleMesmo(*servidor));
        }
    }
    Ok(())
}

/// Quem escuta em todos os endereços da máquina (`0.0.0.0`) atende em cada um
/// deles; e conectar a `0.0.0.0` é conectar à própria máquina.
fn e_o_mesmo(servidor: SocketAddr, proprio: SocketAddr) -> bool {
    // Só se pode pedir um socket num endereço que seja desta máquina.
    let daqui = |ip| UdpSocket::bind((ip, 0)).is_ok();
    let (ip, nosso) = (servidor.ip(), proprio.ip());
    servidor.port() == proprio.port()
        && ((nosso.is_unspecified() && daqui(ip))
            || (ip.is_unspecified() && nosso.is_loopback()))
}

/// Abre um socket TCP que escuta em `endereco`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar(endereco: SocketAddr) -> Result<TcpListener, ErroDeEndereco> {
    let abrir = || -> io::Result<TcpListener> {
        let dominio = Domain::for_address(endereco);
        let socket = Socket::new(dominio, Type::STREAM, Some(Protocol::TCP))?;
        // Sem isto, reiniciar esperaria as conexões antigas vencerem. No
        // Windows a mesma opção deixaria roubar a porta alheia.
        #[cfg(unix)]
        socket.set_reuse_address(true)?;
        socket.bind(&endereco.into())?;
        socket.listen(FILA_DE_ESPERA)?;
        Ok(socket.into())
    };
    abrir().map_err(|erro| match erro.kind() {
        ErrorKind::AddrInUse => ErroDeEndereco::EmUso(endereco),
        tipo => ErroDeEndereco::Escuta { endereco, tipo },
    })
}
