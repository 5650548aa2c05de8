//! Parar sem cortar ninguém no meio da frase.
//!
//! Um servidor que recebe SIGTERM faz, nesta ordem: para de aceitar; termina o
//! que já começou; espera as conexões até um prazo; corta as que restarem.
//!
//! ```text
//! SIGTERM ─► pedir() ─► bate na porta ─► accept acorda e sai do laço
//!                └────► aviso ─────────► leituras veem o aviso e param
//!            drenar(prazo) ◄─────────── cada conexão avisa quando termina
//! ```

use std::collections::HashMap;
use std::io;
use std::net::{
    IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream,
};
use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// Um aviso de fim que todas as threads do servidor compartilham, e a lista
/// das conexões que ainda vivem.
#[derive(Clone, Default)]
pub struct Encerramento(Arc<Interior>);

#[derive(Default)]
struct Interior {
    estado: Mutex<Estado>,
    mudou: Condvar,
    token: CancellationToken,
}

#[derive(Default)]
struct Estado {
    pedido: bool,
    portas: Vec<SocketAddr>,
    vivas: HashMap<u64, Arc<TcpStream>>,
    proxima: u64,
}

impl Encerramento {
    /// Um aviso ainda não dado, sem conexões.
    pub fn novo() -> Self {
        Self::default()
    }

    // ANCHOR: pedir
    /// Pede o fim. Pode ser chamado de qualquer thread, quantas vezes for.
    pub fn pedir(&self) {
        let portas = {
            let mut estado = self.travar();
            estado.pedido = true;
            std::mem::take(&mut estado.portas)
        };
        self.0.mudou.notify_all();
        self.0.token.cancel();
        for porta in portas {
            // `accept` não tem prazo nem ouve avisos: uma conexão que não diz
            // nada o acorda. Se a porta não atende, ninguém dormia ali.
            let _ = TcpStream::connect_timeout(&porta, Duration::from_secs(1));
        }
    }
    // ANCHOR_END: pedir

    /// O mesmo aviso, para tarefas do tokio: é o que `select!` sabe esperar.
    pub fn token(&self) -> CancellationToken {
        self.0.token.clone()
    }

    /// Se o fim já foi pedido.
    pub fn pedido(&self) -> bool {
        self.travar().pedido
    }

    /// Espera o pedido de fim pelo tempo que for.
    pub fn aguardar(&self) {
        while !self.esperar(Duration::MAX) {}
    }

    /// Espera o pedido de fim, no máximo `prazo`; devolve se ele veio.
    pub fn esperar(&self, prazo: Duration) -> bool {
        let estado = self.travar();
        let espera = self
            .0
            .mudou
            .wait_timeout_while(estado, prazo, |e| !e.pedido);
        espera.unwrap_or_else(PoisonError::into_inner).0.pedido
    }

    /// Promete acordar `threads` que dormem em `accept` neste ouvinte.
    ///
    /// # Errors
    /// Se o sistema não souber dizer em que porta o ouvinte está.
    pub fn acordar(&self, ouvinte: &TcpListener, threads: usize) -> io::Result<()> {
        let porta = porta_propria(ouvinte.local_addr()?);
        let mut estado = self.travar();
        estado.portas.extend(std::iter::repeat_n(porta, threads));
        Ok(())
    }

    /// Anota uma conexão viva. Enquanto o registro existir, [`drenar`] a espera.
    ///
    /// [`drenar`]: Encerramento::drenar
    pub fn registrar(&self, fluxo: TcpStream) -> Registro {
        let quem = fluxo
            .peer_addr()
            .map_or_else(|_| "?".into(), |e| e.to_string());
        let fluxo = Arc::new(fluxo);
        let mut estado = self.travar();
        let numero = estado.proxima;
        estado.proxima += 1;
        estado.vivas.insert(numero, Arc::clone(&fluxo));
        Registro {
            numero,
            quem,
            fluxo,
            fim: self.clone(),
        }
    }

    // ANCHOR: drenar
    /// Espera as conexões terminarem, no máximo `prazo`; corta as que restam e
    /// devolve quantas foram.
    pub fn drenar(&self, prazo: Duration) -> usize {
        let estado = self.travar();
        let espera = self
            .0
            .mudou
            .wait_timeout_while(estado, prazo, |e| !e.vivas.is_empty());
        let (estado, _) = espera.unwrap_or_else(PoisonError::into_inner);
        for fluxo in estado.vivas.values() {
            // Quem está parado numa leitura ou escrita recebe um erro e sai.
            let _ = fluxo.shutdown(Shutdown::Both);
        }
        estado.vivas.len()
    }
    // ANCHOR_END: drenar

    /// Quantas conexões estão vivas.
    pub fn vivas(&self) -> usize {
        self.travar().vivas.len()
    }

    fn travar(&self) -> MutexGuard<'_, Estado> {
        // O estado é coerente em cada linha: um pânico alheio não o estraga.
        self.0.estado.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Uma conexão anotada como viva; some da lista quando sai de cena.
pub struct Registro {
    numero: u64,
    quem: String,
    fluxo: Arc<TcpStream>,
    fim: Encerramento,
}

impl Registro {
    /// O endereço do outro lado, para o diário.
    pub fn quem(&self) -> &str {
        &self.quem
    }

    /// O aviso de fim a que esta conexão responde.
    pub fn fim(&self) -> &Encerramento {
        &self.fim
    }
}

impl Deref for Registro {
    type Target = TcpStream;

    fn deref(&self) -> &TcpStream {
        &self.fluxo
    }
}

impl Drop for Registro {
    fn drop(&mut self) {
        self.fim.travar().vivas.remove(&self.numero);
        self.fim.0.mudou.notify_all();
    }
}

/// Quem escuta em todos os endereços (`0.0.0.0`) se alcança pelo próprio.
fn porta_propria(mut endereco: SocketAddr) -> SocketAddr {
    match endereco.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => {
            endereco.set_ip(Ipv4Addr::LOCALHOST.into())
        }
        IpAddr::V6(ip) if ip.is_unspecified() => {
            endereco.set_ip(Ipv6Addr::LOCALHOST.into())
        }
        _ => {}
    }
    endereco
}
