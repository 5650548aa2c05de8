//! Um servidor em execução, num grupo de processos só dele.

use super::receita::Receita;
use crate::arquivo::gravar_inteiro;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::process::{Child, ExitStatus, Stdio};

/// Quantas linhas do diário acompanham um erro.
const LINHAS_DO_FIM: usize = 15;

/// Morre, com os filhos, quando sai de cena.
#[derive(Debug)]
pub struct Processo(Child);

impl Processo {
    /// Inicia o servidor e grava o número dele onde os testes o leem.
    ///
    /// # Erros
    /// Se não consegue iniciar ou gravar.
    pub fn iniciar(receita: &Receita) -> Result<Self> {
        let diario = File::options()
            .create(true)
            .append(true)
            .open(receita.diario())
            .with_context(|| {
                format!("não consigo gravar em {}", receita.pasta.display())
            })?;
        let mut comando = receita.comando();
        comando
            .stdin(Stdio::null())
            .stdout(diario.try_clone()?)
            .stderr(diario);
        // Num grupo à parte o Ctrl-C do terminal não chega ao servidor: quem o
        // encerra somos nós, depois do comando; e matar o grupo leva os filhos.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut comando, 0);
        let filho = comando.spawn().with_context(|| {
            format!("não consigo iniciar {}", receita.programa.display())
        })?;
        let processo = Self(filho);
        gravar_inteiro(&receita.pid(), &processo.0.id().to_string())?;
        Ok(processo)
    }

    /// Como terminou, se terminou; e então leva consigo os filhos, que ainda poderiam
    /// ter a porta de quem o suceder.
    ///
    /// # Erros
    /// Se o sistema não responde.
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
        // Os dados vão ser apagados: não há por que esperar uma despedida.
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
    kill(
        nix::unistd::Pid::from_raw(filho.id().cast_signed()),
        Signal::SIGTERM,
    )
    .ok();
}

#[cfg(not(unix))]
pub fn pedir_fim(_filho: &Child) {}

/// As últimas linhas do diário, para acompanhar um erro.
pub fn fim_do_diario(receita: &Receita) -> String {
    let bytes = fs::read(receita.diario()).unwrap_or_default();
    let texto = String::from_utf8_lossy(&bytes);
    let linhas: Vec<_> = texto.lines().collect();
    let fim = &linhas[linhas.len().saturating_sub(LINHAS_DO_FIM)..];
    if fim.is_empty() {
        return "Ele não escreveu nada.".to_owned();
    }
    format!("As últimas linhas que ele escreveu:\n{}", fim.join("\n"))
}
