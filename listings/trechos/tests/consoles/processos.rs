//! Os processos de um ensaio, que são os que têm a pasta dele por pasta corrente.

use std::fs;
use std::path::Path;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

#[derive(Debug)]
pub struct Processo {
    pub pid: i32,
    /// Quem tem o terminal: o grupo dos programas que estão na frente.
    pub na_frente: i32,
    /// Se espera por alguém, em vez de trabalhar.
    pub espera: bool,
    /// O tempo de processador, em centésimos de segundo.
    pub trabalho: u64,
}

pub fn da_pasta(pasta: &Path) -> Vec<Processo> {
    let entradas = fs::read_dir("/proc").expect("há um /proc");
    let pids = entradas
        .filter_map(|e| e.ok()?.file_name().to_str()?.parse::<i32>().ok())
        .filter(|pid| {
            fs::read_link(format!("/proc/{pid}/cwd")).is_ok_and(|cwd| cwd == pasta)
        });
    pids.filter_map(ler).collect()
}

pub fn ler(pid: i32) -> Option<Processo> {
    let estado = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // O nome, entre parênteses, pode ter espaços: os campos contam-se depois dele.
    let (_, campos) = estado.rsplit_once(") ")?;
    let campos: Vec<&str> = campos.split(' ').collect();
    Some(Processo {
        pid,
        na_frente: campos[5].parse().ok()?,
        espera: !matches!(campos[0], "R" | "D"),
        trabalho: campos[11].parse::<u64>().ok()? + campos[12].parse::<u64>().ok()?,
    })
}

/// A linha de comando, para se dizer quem é.
pub fn nome(pid: i32) -> String {
    let linha = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&linha).replace('\0', " ")
}

pub fn matar(pid: i32) {
    let _ = kill(Pid::from_raw(pid), Signal::SIGKILL);
}
