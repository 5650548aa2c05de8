//! Onde está um programa do sistema, ou o que instalar se não está.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::path::PathBuf;

/// Um programa que não vem com o Rust, e o pacote dele em cada sistema.
#[derive(Debug, Deserialize)]
pub struct Programa {
    pub nome: String,
    pub debian: String,
    pub brew: String,
    /// Onde mais procurar, antes do `PATH`.
    #[serde(default)]
    pub antes: Vec<PathBuf>,
}

/// No Debian um servidor fica em `/usr/sbin`, que o `PATH` de quem não é root não
/// tem; o Homebrew usa uma das outras duas.
const SBIN: [&str; 3] = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];

impl Programa {
    /// O caminho do programa.
    pub fn achar(&self) -> Result<PathBuf> {
        let caminho = std::env::var_os("PATH").unwrap_or_default();
        let do_caminho = std::env::split_paths(&caminho);
        let antes = self.antes.iter().cloned();
        let lugares = antes.chain(do_caminho).chain(SBIN.map(PathBuf::from));
        let achado = lugares.map(|l| l.join(&self.nome)).find(|p| p.is_file());
        achado.with_context(|| {
            format!(
                "falta o programa {}. Instale-o: `sudo apt-get install {}` no Debian e no \
                 Ubuntu, `brew install {}` no macOS; ou use o Docker, como diz o README",
                self.nome, self.debian, self.brew
            )
        })
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_programa_que_falta_diz_o_pacote_de_cada_sistema() {
        let programa = Programa {
            nome: "servidor-que-nao-existe".into(),
            debian: "pacote-do-debian".into(),
            brew: "formula-do-brew".into(),
            antes: Vec::new(),
        };
        let erro = programa.achar().expect_err("não existe").to_string();
        let debian = "apt-get install pacote-do-debian";
        let brew = "brew install formula-do-brew";
        for trecho in ["servidor-que-nao-existe", debian, brew, "Docker"] {
            assert!(erro.contains(trecho), "faltou {trecho:?} em: {erro}");
        }
    }
}
