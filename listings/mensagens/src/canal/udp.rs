//! O canal de verdade: um socket UDP.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, ToSocketAddrs, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use apoio::erro::em_portugues;

use super::{Canal, Reage};

/// De quanto em quanto tempo quem está parado confere se o fim foi pedido.
pub const PULSO: Duration = Duration::from_millis(100);

/// Um byte a mais que o maior datagrama: o que passa do limite se denuncia em
/// vez de chegar cortado.
const LIDO: usize = crate::para_e_espera::segmento::MAIOR_DATAGRAMA + 1;

/// Por que não deu para abrir um socket, e o que fazer.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeEndereco {
    #[error("{0:?} não é um endereço: escreva HOST:PORTA, como 127.0.0.1:25014")]
    Invalido(String),
    #[error(
        "a porta {porta} já está em uso em {host}. Encerre o outro programa ou \
         escolha outra: --endereco {host}:0", host = .0.ip(), porta = .0.port()
    )]
    EmUso(SocketAddr),
    #[error("não consegui abrir um socket em {endereco}: {}", em_portugues(*.tipo))]
    Recusado {
        endereco: SocketAddr,
        tipo: ErrorKind,
    },
}

/// Traduz `HOST:PORTA`.
///
/// # Errors
/// [`ErroDeEndereco::Invalido`].
pub fn resolver(endereco: &str) -> Result<SocketAddr, ErroDeEndereco> {
    endereco
        .to_socket_addrs()
        .ok()
        .and_then(|mut achados| achados.next())
        .ok_or_else(|| ErroDeEndereco::Invalido(endereco.to_owned()))
}

/// Abre um socket UDP em `endereco`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar(endereco: &str) -> Result<UdpSocket, ErroDeEndereco> {
    let endereco = resolver(endereco)?;
    UdpSocket::bind(endereco).map_err(|erro| match erro.kind() {
        ErrorKind::AddrInUse => ErroDeEndereco::EmUso(endereco),
        tipo => ErroDeEndereco::Recusado { endereco, tipo },
    })
}

/// Um canal até um endereço.
pub struct Udp {
    socket: UdpSocket,
    inicio: Instant,
}

impl Udp {
    /// # Errors
    /// Se o sistema não der um socket para lá.
    pub fn para(destino: SocketAddr) -> io::Result<Self> {
        let local = if destino.is_ipv4() {
            "0.0.0.0:0"
        } else {
            "[::]:0"
        };
        let socket = UdpSocket::bind(local)?;
        // Ligado a um só par: o núcleo descarta datagramas de estranhos.
        socket.connect(destino)?;
        Ok(Self {
            socket,
            inicio: Instant::now(),
        })
    }
}

impl Canal for Udp {
    fn enviar(&mut self, datagrama: &[u8]) -> io::Result<()> {
        match self.socket.send(datagrama) {
            // Uma recusa pode ser de um par que está voltando: é uma perda.
            Err(erro) if !passageiro(erro.kind()) => Err(erro),
            _ => Ok(()),
        }
    }

    fn receber(&mut self, prazo: Duration) -> io::Result<Option<Vec<u8>>> {
        let vence = Instant::now() + prazo;
        loop {
            let resta = vence.saturating_duration_since(Instant::now());
            if resta.is_zero() {
                return Ok(None);
            }
            if let Some((datagrama, _)) = receber_de(&self.socket, resta)? {
                return Ok(Some(datagrama));
            }
        }
    }

    fn agora(&self) -> Duration {
        self.inicio.elapsed()
    }
}

/// O próximo datagrama e de quem veio, ou `None` se nada chega em `prazo`.
pub(crate) fn receber_de(
    socket: &UdpSocket,
    prazo: Duration,
) -> io::Result<Option<(Vec<u8>, SocketAddr)>> {
    // Prazo zero quer dizer "para sempre" para o sistema, e é recusado.
    socket.set_read_timeout(Some(prazo.max(Duration::from_millis(1))))?;
    let mut datagrama = [0; LIDO];
    match socket.recv_from(&mut datagrama) {
        Ok((tamanho, origem)) => Ok(Some((datagrama[..tamanho].to_vec(), origem))),
        Err(erro) if passageiro(erro.kind()) => Ok(None),
        Err(erro) => Err(erro),
    }
}

/// Responde a cada datagrama até o fim ser pedido.
///
/// # Errors
/// Se o socket deixar de funcionar.
pub fn servir(
    socket: &UdpSocket,
    reagente: &mut impl Reage,
    fim: &AtomicBool,
) -> io::Result<()> {
    while !fim.load(Ordering::Relaxed) {
        if let Some((datagrama, origem)) = receber_de(socket, PULSO)?
            && let Some(resposta) = reagente.reagir(&datagrama)
        {
            // Se o envio falhar, o outro repete: é como uma perda na rede.
            let _ = socket.send_to(&resposta, origem);
        }
    }
    Ok(())
}

/// O prazo, um sinal, ou o aviso de que ninguém escuta do outro lado.
fn passageiro(tipo: ErrorKind) -> bool {
    matches!(
        tipo,
        ErrorKind::WouldBlock
            | ErrorKind::TimedOut
            | ErrorKind::Interrupted
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionRefused
    )
}
