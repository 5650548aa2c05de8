//! Como um processo terminou: com um status que ele escolheu, ou por um sinal.

use std::fmt;
use std::process::ExitStatus;

// ANCHOR: fim
/// O que quem espera um processo fica sabendo do fim dele.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fim {
    /// Terminou por si, com este status.
    Status(i32),
    /// O sistema o terminou, por este sinal.
    Sinal(i32),
}

impl Fim {
    /// Só o zero quer dizer que deu certo.
    pub fn foi_bem(self) -> bool {
        self == Self::Status(0)
    }

    /// O número que um shell mostraria em `$?`: o sinal vira 128 + n.
    pub fn codigo(self) -> i32 {
        match self {
            Self::Status(status) => status,
            Self::Sinal(sinal) => 128 + sinal,
        }
    }
}
// ANCHOR_END: fim

impl From<ExitStatus> for Fim {
    fn from(status: ExitStatus) -> Self {
        #[cfg(unix)]
        if let Some(sinal) = std::os::unix::process::ExitStatusExt::signal(&status) {
            return Self::Sinal(sinal);
        }
        // No Unix, quem não morreu por sinal tem status; no Windows, todos têm.
        Self::Status(status.code().unwrap_or(1))
    }
}

impl fmt::Display for Fim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => write!(f, "terminou com status {status}"),
            Self::Sinal(sinal) => {
                write!(f, "morto pelo sinal {sinal}{}", nome(*sinal))?;
                write!(f, ", status {}", self.codigo())
            }
        }
    }
}

#[cfg(unix)]
fn nome(sinal: i32) -> String {
    let nome = nix::sys::signal::Signal::try_from(sinal);
    nome.map_or_else(|_| String::new(), |nome| format!(" ({nome})"))
}

#[cfg(not(unix))]
fn nome(_sinal: i32) -> String {
    String::new()
}
