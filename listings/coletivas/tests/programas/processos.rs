//! Os processos de um grupo, vistos de fora, em /proc.

use std::fs;
use std::path::Path;
use std::time::Instant;

use apoio::teste::PRAZO;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// Os filhos de um processo, de qualquer das suas threads.
pub fn filhos(pid: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{pid}/task")).expect("o lançador vive");
    let de = |thread: fs::DirEntry| fs::read_to_string(thread.path().join("children"));
    let listas = threads.map_while(Result::ok).filter_map(|t| de(t).ok());
    let numeros = |lista: String| -> Vec<u32> {
        lista
            .split_whitespace()
            .map(|n| n.parse().unwrap())
            .collect()
    };
    let mut filhos: Vec<_> = listas.flat_map(numeros).collect();
    filhos.sort_unstable();
    filhos
}

pub fn sinal(pid: u32, sinal: Signal) {
    kill(Pid::from_raw(pid.cast_signed()), sinal).expect("o processo devia estar vivo");
}

/// O SIGSTOP não é imediato: espera que todas as threads tenham parado (`T`),
/// ou a que ouve o lançador ainda poderia obedecer.
pub fn esperar_congelar(pid: u32) {
    let parada =
        |stat: String| stat.rsplit(')').next().is_some_and(|r| r.starts_with(" T"));
    let todas = || {
        let threads = fs::read_dir(format!("/proc/{pid}/task")).expect("o rank vive");
        let stat = |t: fs::DirEntry| fs::read_to_string(t.path().join("stat"));
        threads
            .map_while(Result::ok)
            .all(|t| stat(t).is_ok_and(parada))
    };
    let inicio = Instant::now();
    while !todas() {
        assert!(inicio.elapsed() < PRAZO, "o processo {pid} não congelou");
        std::thread::yield_now();
    }
}

/// Nem vivo nem zumbi: um zumbi ainda tem pasta em /proc.
#[track_caller]
pub fn nenhum_sobrou(pids: &[u32]) {
    let inicio = Instant::now();
    while let Some(pid) = pids
        .iter()
        .find(|p| Path::new(&format!("/proc/{p}")).exists())
    {
        assert!(inicio.elapsed() < PRAZO, "o processo {pid} sobrou");
        std::thread::yield_now();
    }
}
