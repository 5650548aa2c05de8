//! O Python da medida, com os pacotes dela, em `target/ferramentas`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

const PACOTES: &str = include_str!("requisitos.txt");

/// O interpretador; os pacotes só se instalam de novo quando a lista muda.
pub fn preparar() -> Result<PathBuf> {
    let raiz = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let lugar = raiz.join("target/ferramentas/python-kafka");
    let python = lugar.join("bin/python");
    let instalados = lugar.join("instalados.txt");
    if fs::read_to_string(&instalados).is_ok_and(|antes| antes == PACOTES) {
        return Ok(python);
    }
    let criar = Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&lugar)
        .status();
    ensure!(
        criar.is_ok_and(|e| e.success()),
        "falta o Python 3 com o módulo venv (no Debian, o pacote python3-venv)"
    );
    let instalar = Command::new(&python)
        .args(["-m", "pip", "install", "--quiet"])
        .args(PACOTES.lines())
        .status();
    ensure!(
        instalar.is_ok_and(|e| e.success()),
        "os pacotes não se instalaram"
    );
    fs::write(&instalados, PACOTES)
        .with_context(|| format!("não consegui gravar {}", instalados.display()))?;
    Ok(python)
}

pub fn versoes(python: &Path) -> String {
    let programa = "import sys, kafka; \
                    print(f'Python {sys.version.split()[0]}, kafka-python {kafka.__version__}')";
    let saida = Command::new(python).args(["-c", programa]).output();
    let saida = saida.expect("o interpretador roda").stdout;
    String::from_utf8_lossy(&saida).trim().to_owned()
}
