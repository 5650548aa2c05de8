//! Mede a memória em processos filhos: num processo só, a segunda medida
//! aproveitaria a memória que a primeira devolveu.

use std::io;
use std::process::Command;

use crate::medidas::Medida;

/// A memória de tantas esperas, em tarefas e em threads, cada uma no seu processo
/// `dez-mil`, que está na mesma pasta deste.
///
/// # Errors
/// Se o filho não rodar ou não disser quanto ocupou (só o Linux diz).
pub fn medir(esperas: usize) -> io::Result<Medida> {
    Ok(Medida {
        esperas: u32::try_from(esperas).map_err(io::Error::other)?,
        tarefas: memoria("tarefas", esperas)?,
        threads: memoria("threads", esperas)?,
    })
}

fn memoria(modo: &str, esperas: usize) -> io::Result<u32> {
    let programa = std::env::current_exe()?.with_file_name("dez-mil");
    let fim = Command::new(programa)
        .args(["--modo", modo, "--quantas", &esperas.to_string()])
        .output()?;
    let dito = String::from_utf8_lossy(&fim.stderr);
    let kib = dito.lines().find_map(|linha| {
        let resto = linha.strip_prefix("memória a mais: ")?;
        resto.strip_suffix(" KiB")?.parse().ok()
    });
    kib.ok_or_else(|| io::Error::other(format!("dez-mil não disse a memória: {dito}")))
}
