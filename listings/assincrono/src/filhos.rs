//! Mede a memória em processos filhos: num processo só, a segunda medida
//! aproveitaria a memória que a primeira devolveu.

use std::io;
use std::process::Command;

use crate::esperas::Modo;
use crate::medidas::Medida;

/// A memória de tantas esperas, em tarefas e em threads, cada uma no seu processo:
/// este mesmo programa, que com `--so` chama [`so`].
///
/// # Errors
/// Se o filho não rodar ou não disser quanto ocupou (só o Linux diz).
pub fn medir(esperas: usize) -> io::Result<Medida> {
    Ok(Medida {
        esperas: u32::try_from(esperas).map_err(io::Error::other)?,
        tarefas: do_filho("tarefas", esperas)?,
        threads: do_filho("threads", esperas)?,
    })
}

/// A memória a mais de tantas esperas, neste processo, em KiB.
///
/// # Errors
/// Se o sistema não as criar, ou não disser quanto ocuparam.
pub fn so(modo: Modo, esperas: usize) -> io::Result<u64> {
    let memoria = modo.esperar(esperas)?.memoria();
    memoria.ok_or_else(|| io::Error::other("só o Linux diz quanto se ocupa"))
}

fn do_filho(modo: &str, esperas: usize) -> io::Result<u32> {
    let fim = Command::new(std::env::current_exe()?)
        .args(["--so", modo, "--quantas", &esperas.to_string()])
        .output()?;
    let dito = String::from_utf8_lossy(&fim.stdout);
    let numero = dito.trim().parse();
    numero.map_err(|_| {
        let erro = String::from_utf8_lossy(&fim.stderr);
        io::Error::other(format!("o filho não disse a memória: {}", erro.trim()))
    })
}
