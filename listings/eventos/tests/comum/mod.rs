//! O que os dois executáveis de teste desta listagem compartilham.

use std::path::PathBuf;

use tempfile::TempDir;

/// Uma pasta que some com o teste; na memória, onde houver. Estes testes matam
/// processos e não a máquina: um disco de verdade só os faria esperar por
/// milhares de `fsync`, e o que o `fsync` garante quem confere é `suite/disco.rs`.
pub fn pasta() -> TempDir {
    let na_memoria = tempfile::tempdir_in("/dev/shm");
    na_memoria.or_else(|_| tempfile::tempdir()).unwrap()
}

/// Uma pasta e o log dentro dela.
pub struct Lugar {
    _pasta: TempDir,
    pub log: PathBuf,
}

impl Lugar {
    pub fn novo() -> Self {
        let pasta = pasta();
        let log = pasta.path().join("contas.eventos");
        Self { _pasta: pasta, log }
    }

    #[cfg_attr(windows, allow(dead_code))] // ali, só a suite o usa
    pub fn instantaneo(&self) -> PathBuf {
        eventos::instantaneo::caminho(&self.log)
    }
}
