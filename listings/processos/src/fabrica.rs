//! Como se faz um trabalhador: o próprio programa, noutro papel.

use std::io::{self, Write};
use std::process::Command;
use std::{env, io::stderr};

use crate::sabotagem::{Contado, Contagem};
use crate::trabalhador::{self, trabalhar};

/// Uma fábrica de trabalhadores deste mesmo programa. O primeiro pode ter a morte
/// marcada; os que o substituem, não.
///
/// # Errors
/// Se o sistema não souber dizer que programa é este.
pub fn deste_programa(
    mut morre: Option<u64>,
) -> io::Result<impl FnMut(usize) -> Command> {
    let este = env::current_exe()?;
    Ok(move |_posto| {
        let mut comando = Command::new(&este);
        comando.arg("--trabalhador");
        if let Some(bytes) = morre.take() {
            comando.args(["--morre", &bytes.to_string()]);
        }
        comando
    })
}

/// O que faz o processo filho.
///
/// # Errors
/// Os de [`trabalhar`].
pub fn ser_trabalhador(
    morre: Option<u64>,
    tagarela: bool,
) -> Result<(), trabalhador::Erro> {
    let contagem = Contagem::nova(morre);
    let entrada = Contado {
        fluxo: io::stdin().lock(),
        contagem: &contagem,
    };
    let saida = Contado {
        fluxo: io::stdout().lock(),
        contagem: &contagem,
    };
    if tagarela {
        // Mais do que cabe num pipe: quem não lê o erro trava aqui.
        let queixa = b"queixa inventada para encher o pipe\n".repeat(8 * 1024);
        let _ = stderr().write_all(&queixa);
    }
    trabalhar(entrada, saida)
}
