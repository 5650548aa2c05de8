//! O canal de verdade: um socket UDP.

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use apoio::endereco::{self, ErroDeEndereco, passageiro};

use super::{Canal, Reage};

/// De quanto em quanto tempo quem está parado confere se o fim foi pedido.
pub const PULSO: Duration = Duration::from_millis(100);

/// Um byte a mais que o maior datagrama: o que passa do limite se denuncia em
/// vez de chegar cortado.
const LIDO: usize = crate::pare_e_espere::segmento::MAIOR_DATAGRAMA + 1;

/// A do receptor, para o exemplo quando o que se digitou não é um endereço.
const PORTA_COMUM: u16 = 25014;

/// Traduz `HOST:PORTA`; de um nome com vários endereços, fica o primeiro.
///
/// # Errors
/// [`ErroDeEndereco::Malformado`].
pub fn resolver(texto: &str) -> Result<SocketAddr, ErroDeEndereco> {
    Ok(endereco::resolver(texto, PORTA_COMUM)?[0])
}

/// Abre um socket UDP em `texto`; a porta 0 pede uma livre.
///
/// # Errors
/// Veja [`ErroDeEndereco`].
pub fn escutar(texto: &str) -> Result<UdpSocket, ErroDeEndereco> {
    endereco::escutar_udp(resolver(texto)?)
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
        // Ligado a um só par: o kernel descarta datagramas de estranhos.
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
