//! Um processo que não fica para trás.

use anyhow::Result;
use std::process::{Child, Command, ExitStatus};

/// Um processo num grupo só dele; morre, com os filhos, quando sai de cena.
#[derive(Debug)]
pub struct Processo(Child);

impl Processo {
    pub fn novo(comando: &mut Command) -> std::io::Result<Self> {
        // Num grupo à parte o Ctrl-C do terminal não chega a ele: quem o encerra somos nós, na
        // hora certa; e matar o grupo leva os filhos.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(comando, 0);
        comando.spawn().map(Self)
    }

    pub fn numero(&self) -> u32 {
        self.0.id()
    }

    /// Como terminou, se terminou; e então leva consigo os filhos, que ainda poderiam
    /// ter a porta de quem o suceder.
    pub fn terminou(&mut self) -> Result<Option<ExitStatus>> {
        let estado = self.0.try_wait()?;
        if estado.is_some() {
            matar_grupo(self.0.id());
        }
        Ok(estado)
    }
}

impl Drop for Processo {
    fn drop(&mut self) {
        if matches!(self.terminou(), Ok(Some(_))) {
            return;
        }
        // O que ele fazia já não serve: não há por que esperar uma despedida.
        matar_grupo(self.0.id());
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Mata o grupo de processos que o processo `pid` encabeça.
#[cfg(unix)]
pub fn matar_grupo(pid: u32) {
    use nix::sys::signal::{Signal, killpg};
    let Ok(pid) = i32::try_from(pid) else { return };
    // Se o grupo já não existe, não há o que matar.
    killpg(nix::unistd::Pid::from_raw(pid), Signal::SIGKILL).ok();
}

#[cfg(not(unix))]
pub fn matar_grupo(_pid: u32) {}

/// Pede a um processo que termine.
#[cfg(unix)]
pub fn pedir_fim(filho: &Child) {
    use nix::sys::signal::{Signal, kill};
    let pid = nix::unistd::Pid::from_raw(filho.id().cast_signed());
    kill(pid, Signal::SIGTERM).ok();
}

#[cfg(not(unix))]
pub fn pedir_fim(_filho: &Child) {}
