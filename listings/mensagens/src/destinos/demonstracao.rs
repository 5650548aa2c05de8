//! Uma rodada de cada destino, e quem recebeu.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::anycast::{ErroDeEscolha, escolher, responder_sondas};
use super::no::{Participante, TODOS, antes_da_marca, emissor, entrar};

/// Um grupo em que todos entram, para que a marca de fim chegue a todos.
const GRUPO_DA_MARCA: Ipv4Addr = Ipv4Addr::new(239, 20, 14, 255);
const MARCA: &[u8] = b"fim da rodada";

/// Um grupo de uso local, e que não seja o da marca.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn grupo(texto: &str) -> Result<Ipv4Addr, String> {
    match texto.parse::<Ipv4Addr>() {
        Ok(GRUPO_DA_MARCA) => Err("nesse grupo estão todos: escolha outro".into()),
        Ok(ip) if ip.octets()[0] == 239 => Ok(ip),
        _ => Err("escreva um grupo de uso local, de 239.0.0.0 a 239.255.255.255".into()),
    }
}

/// Ana, que envia, e três que recebem; bia e caio são do grupo, davi não.
pub struct Roda {
    ana: UdpSocket,
    outros: [Participante; 3],
    grupo: Ipv4Addr,
    porta: u16,
}

impl Roda {
    /// # Errors
    /// Se o sistema recusar um socket ou o grupo.
    pub fn nova(grupo: Ipv4Addr) -> io::Result<Self> {
        let bia = Participante::novo("bia", 0)?;
        let porta = bia.comum.local_addr()?.port();
        let caio = Participante::novo("caio", porta)?;
        let davi = Participante::novo("davi", porta)?;
        for membro in [&bia, &caio] {
            entrar(&membro.comum, grupo)?;
        }
        for todos in [&bia, &caio, &davi] {
            entrar(&todos.comum, GRUPO_DA_MARCA)?;
        }
        Ok(Self {
            ana: emissor()?,
            outros: [bia, caio, davi],
            grupo,
            porta,
        })
    }

    /// Ana envia uma vez, e a lista diz quem recebeu e quantas vezes.
    fn enviar(&self, para: SocketAddr) -> io::Result<String> {
        self.ana.send_to(b"bom dia", para)?;
        // A marca vai depois e pelo mesmo caminho: o que não chegou antes dela
        // não chega mais, e ninguém precisa esperar para ter certeza.
        self.ana.send_to(MARCA, (GRUPO_DA_MARCA, self.porta))?;
        let mut quem = Vec::new();
        for outro in &self.outros {
            self.ana.send_to(MARCA, outro.privado.local_addr()?)?;
            let recebidas = antes_da_marca(&outro.comum, MARCA)?.len()
                + antes_da_marca(&outro.privado, MARCA)?.len();
            quem.extend(std::iter::repeat_n(outro.nome, recebidas));
        }
        Ok(quem.join(", "))
    }

    /// # Errors
    /// Se a rede falhar.
    pub fn unicast(&self) -> io::Result<String> {
        self.enviar(self.outros[0].privado.local_addr()?)
    }

    /// # Errors
    /// Se a rede falhar.
    pub fn multicast(&self) -> io::Result<String> {
        self.enviar(SocketAddrV4::new(self.grupo, self.porta).into())
    }

    /// # Errors
    /// Onde o loopback não faz broadcast: no macOS, por exemplo.
    pub fn broadcast(&self) -> io::Result<String> {
        self.enviar(SocketAddrV4::new(TODOS, self.porta).into())
    }
}

/// Um servidor de anycast numa thread, que se pode desligar.
pub struct Servidor {
    nome: &'static str,
    endereco: SocketAddr,
    fim: Arc<AtomicBool>,
    thread: JoinHandle<io::Result<()>>,
}

impl Servidor {
    /// # Errors
    /// Se o sistema recusar o socket.
    pub fn ligar(nome: &'static str, demora: Duration) -> io::Result<Self> {
        let socket = UdpSocket::bind("127.0.0.1:0")?;
        let endereco = socket.local_addr()?;
        let fim = Arc::new(AtomicBool::new(false));
        let aviso = Arc::clone(&fim);
        let thread = thread::spawn(move || responder_sondas(&socket, demora, &aviso));
        Ok(Self {
            nome,
            endereco,
            fim,
            thread,
        })
    }

    /// Desliga e só volta quando a porta está fechada.
    pub fn desligar(self) {
        self.fim.store(true, Ordering::Relaxed);
        let _ = self.thread.join();
    }
}

/// O nome do servidor mais rápido entre os endereços dados, vivos ou não.
///
/// # Errors
/// Veja [`ErroDeEscolha`].
pub fn mais_rapido(
    enderecos: &[(&'static str, SocketAddr)],
    prazo: Duration,
) -> Result<&'static str, ErroDeEscolha> {
    let so_enderecos: Vec<_> = enderecos.iter().map(|&(_, e)| e).collect();
    let escolhido = escolher(&so_enderecos, prazo)?;
    let achado = enderecos.iter().find(|&&(_, e)| e == escolhido);
    Ok(achado.map_or("ninguém", |&(nome, _)| nome))
}

/// Nome e endereço de cada um, para [`mais_rapido`].
pub fn lista(servidores: &[Servidor]) -> Vec<(&'static str, SocketAddr)> {
    servidores.iter().map(|s| (s.nome, s.endereco)).collect()
}
