//! Ligar um filho ao pai: por dois pipes, ou por um par de sockets Unix.
//!
//! O filho não sabe a diferença: lê da entrada padrão e escreve na saída padrão.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

use shared_child::SharedChild;

/// Por onde passam as mensagens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Canal {
    Pipe,
    #[cfg(unix)]
    Socket,
}

/// A ponta em que se escreve e a ponta em que se lê.
pub struct Pontas {
    pub para_o_filho: Box<dyn Write + Send>,
    /// Nada, se o filho escreve noutro lugar.
    pub do_filho: Option<Box<dyn Read + Send>>,
}

/// Inicia o comando com entrada e saída ligadas a nós.
///
/// # Errors
/// Se o sistema não criar o canal ou o processo.
pub fn iniciar(comando: &mut Command, canal: Canal) -> io::Result<(SharedChild, Pontas)> {
    match canal {
        Canal::Pipe => por_pipe(comando),
        #[cfg(unix)]
        Canal::Socket => por_socket(comando),
    }
}

/// Inicia o comando com a entrada ligada a nós; a saída dele é a nossa.
///
/// # Errors
/// Se o sistema não criar o pipe ou o processo.
pub fn so_entrada(comando: &mut Command) -> io::Result<(SharedChild, Pontas)> {
    let filho = SharedChild::spawn(comando.stdin(Stdio::piped()))?;
    let entrada = filho.take_stdin().expect("a entrada é um pipe");
    let pontas = Pontas {
        para_o_filho: Box::new(entrada),
        do_filho: None,
    };
    Ok((filho, pontas))
}

// ANCHOR: pipe
fn por_pipe(comando: &mut Command) -> io::Result<(SharedChild, Pontas)> {
    comando.stdin(Stdio::piped()).stdout(Stdio::piped());
    let filho = SharedChild::spawn(comando)?;
    let entrada = filho.take_stdin().expect("a entrada é um pipe");
    let saida = filho.take_stdout().expect("a saída é um pipe");
    let pontas = Pontas {
        para_o_filho: Box::new(entrada),
        do_filho: Some(Box::new(saida)),
    };
    Ok((filho, pontas))
}
// ANCHOR_END: pipe

// ANCHOR: socket
#[cfg(unix)]
fn por_socket(comando: &mut Command) -> io::Result<(SharedChild, Pontas)> {
    use std::os::{fd::OwnedFd, unix::net::UnixStream};

    let (nosso, dele) = UnixStream::pair()?;
    // A mesma ponta é a entrada e a saída do filho.
    comando.stdin(OwnedFd::from(dele.try_clone()?));
    comando.stdout(OwnedFd::from(dele));
    let filho = SharedChild::spawn(comando)?;
    // O comando ainda guarda a ponta do filho: sem isto, nunca veríamos o fim dela.
    comando.stdin(Stdio::null()).stdout(Stdio::null());
    let pontas = Pontas {
        do_filho: Some(Box::new(nosso.try_clone()?)),
        para_o_filho: Box::new(FechaAoSair(nosso)),
    };
    Ok((filho, pontas))
}
// ANCHOR_END: socket

/// Como o pipe: quem a destrói diz ao outro lado que não há mais o que ler.
#[cfg(unix)]
struct FechaAoSair(std::os::unix::net::UnixStream);

#[cfg(unix)]
impl Write for FechaAoSair {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(unix)]
impl Drop for FechaAoSair {
    fn drop(&mut self) {
        // Se já está fechado do outro lado, é o que se queria.
        let _ = self.0.shutdown(std::net::Shutdown::Write);
    }
}
