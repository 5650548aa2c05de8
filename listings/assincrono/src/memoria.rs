//! Quanta memória este processo ocupa e quantas threads tem, como o Linux diz.

use std::fs;

/// O que se lê em `/proc/self/status`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uso {
    /// Memória que o sistema de fato entregou, em KiB (`VmRSS`).
    pub residente: u64,
    pub threads: u64,
}

/// O uso agora; `None` fora do Linux.
pub fn uso() -> Option<Uso> {
    ler(&fs::read_to_string("/proc/self/status").ok()?)
}

fn ler(status: &str) -> Option<Uso> {
    let campo = |nome: &str| {
        let linha = status.lines().find_map(|l| l.strip_prefix(nome))?;
        linha.split_whitespace().next()?.parse().ok()
    };
    Some(Uso {
        residente: campo("VmRSS:")?,
        threads: campo("Threads:")?,
    })
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_uso_se_le_do_texto_do_linux() {
        let texto = "Name:\tx\nVmRSS:\t    2048 kB\nThreads:\t3\n";
        let (residente, threads) = (2048, 3);
        assert_eq!(ler(texto), Some(Uso { residente, threads }));
        assert_eq!(ler("VmRSS:\tmuito\nThreads:\t3\n"), None);
        assert_eq!(ler(""), None);
    }
}
