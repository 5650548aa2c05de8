//! Os sockets que recebem por unicast, multicast e broadcast.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::time::Duration;

use socket2::{Domain, Protocol, Socket, Type};

/// A interface de loopback: nada sai da máquina.
pub const INTERFACE: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// O endereço que, no Linux, chega a todos os sockets da rede 127.0.0.0/8.
pub const TODOS: Ipv4Addr = Ipv4Addr::new(127, 255, 255, 255);

/// Em loopback uma mensagem leva microssegundos: isto só vence se ela não veio.
const PRAZO: Duration = Duration::from_secs(5);

// ANCHOR: ouvinte
/// Um socket na porta comum, que vários dividem; a porta 0 pede uma livre.
///
/// # Errors
/// Se o sistema recusar.
pub fn ouvinte(porta: u16) -> io::Result<UdpSocket> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))?;
    // Antes do bind: é o que deixa o segundo socket ocupar a mesma porta.
    socket.set_reuse_address(true)?;
    #[cfg(all(unix, not(target_os = "linux")))]
    socket.set_reuse_port(true)?;
    // Sem isto, no Linux, basta que *algum* programa da máquina esteja no
    // grupo para que este receba também, sem ter entrado.
    #[cfg(target_os = "linux")]
    socket.set_multicast_all_v4(false)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::UNSPECIFIED, porta)).into())?;
    socket.set_read_timeout(Some(PRAZO))?;
    Ok(socket.into())
}

/// Passa a receber o que se envia ao grupo.
///
/// # Errors
/// Se `grupo` não for um endereço de multicast, ou o sistema recusar.
pub fn entrar(socket: &UdpSocket, grupo: Ipv4Addr) -> io::Result<()> {
    socket.join_multicast_v4(&grupo, &INTERFACE)
}
// ANCHOR_END: ouvinte

/// Um socket que pode enviar a qualquer destino.
///
/// # Errors
/// Se o sistema recusar.
pub fn emissor() -> io::Result<UdpSocket> {
    let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP))?;
    // Por onde sai o multicast: quem envia também precisa estar em 127.0.0.1.
    socket.set_multicast_if_v4(&INTERFACE)?;
    // Broadcast incomoda a rede inteira: o sistema exige que se peça.
    socket.set_broadcast(true)?;
    socket.bind(&SocketAddr::from((INTERFACE, 0)).into())?;
    Ok(socket.into())
}

/// Tudo o que chegou ao socket antes de `marca`.
///
/// # Errors
/// Se a marca não chegar: quem a envia deve fazê-lo antes de chamar.
pub fn antes_da_marca(socket: &UdpSocket, marca: &[u8]) -> io::Result<Vec<Vec<u8>>> {
    let mut chegaram = Vec::new();
    let mut datagrama = [0; 1500];
    loop {
        let tamanho = socket.recv(&mut datagrama)?;
        if &datagrama[..tamanho] == marca {
            return Ok(chegaram);
        }
        chegaram.push(datagrama[..tamanho].to_vec());
    }
}

/// Um participante: um socket só seu, e um na porta que todos dividem.
pub struct Participante {
    pub nome: &'static str,
    pub privado: UdpSocket,
    pub comum: UdpSocket,
}

impl Participante {
    /// # Errors
    /// Se o sistema recusar.
    pub fn novo(nome: &'static str, porta_comum: u16) -> io::Result<Self> {
        let privado = UdpSocket::bind(SocketAddrV4::new(INTERFACE, 0))?;
        privado.set_read_timeout(Some(PRAZO))?;
        Ok(Self {
            nome,
            privado,
            comum: ouvinte(porta_comum)?,
        })
    }
}
