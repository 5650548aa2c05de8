//! O mesmo total de somas, com mais threads a disputar o contador.

use std::io;
use std::time::{Duration, Instant};

use crate::contador::{Atomico, Trancado, em_threads};

const SOMAS: usize = 4_000_000;

/// Nanossegundos por soma, com 1, 2, 4 e 8 threads e três maneiras de contar.
///
/// # Errors
/// Se o sistema não criar as threads.
pub fn medir(cabecalho: &str) -> io::Result<String> {
    let mut linhas = String::new();
    for threads in [1, 2, 4, 8] {
        let vezes = SOMAS / threads;
        let trancado = por_soma(|| {
            let contador = Trancado::default();
            em_threads(threads, vezes, || contador.somar_um())
        })?;
        let atomico = por_soma(|| {
            let contador = Atomico::default();
            em_threads(threads, vezes, || contador.somar_um())
        })?;
        let ao_fim = por_soma(|| {
            let contador = Atomico::default();
            // Cada thread soma no seu, e junta ao comum uma vez só.
            em_threads(threads, 1, || {
                let seu = (0..vezes).fold(0, |n, _| std::hint::black_box(n) + 1);
                contador.somar(seu);
            })
        })?;
        linhas += &format!("{threads};{trancado:.1};{atomico:.1};{ao_fim:.1}\n");
    }
    let colunas = "threads;com trava (ns);atômico (ns);cada uma no seu (ns)";
    Ok(format!("{cabecalho}{colunas}\n{linhas}"))
}

/// A mediana de cinco rodadas, em nanossegundos por soma.
fn por_soma(rodada: impl Fn() -> io::Result<()>) -> io::Result<f64> {
    let cronometrar = |_| {
        let inicio = Instant::now();
        rodada().map(|()| inicio.elapsed())
    };
    let mut tempos = (0..5)
        .map(cronometrar)
        .collect::<io::Result<Vec<Duration>>>()?;
    tempos.sort();
    Ok(tempos[2].as_secs_f64() * 1e9 / SOMAS as f64)
}
