//! Onde está um programa do sistema, ou o que instalar se não está.

use anyhow::{Result, bail};
use std::path::PathBuf;

/// Um programa que não vem com o Rust.
#[derive(Debug, Clone, Copy)]
pub struct Programa {
    pub nome: &'static str,
    pub debian: &'static str,
    pub brew: &'static str,
    /// Onde mais procurar, antes do `PATH`.
    pub antes: &'static [&'static str],
}

/// No Debian um servidor fica em `/usr/sbin`, que o `PATH` de quem não é root não
/// tem; o Homebrew usa uma das outras duas.
const SBIN: [&str; 3] = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];

impl Programa {
    /// O caminho do programa.
    ///
    /// # Erros
    /// Se não está em lugar nenhum: diz o que instalar.
    pub fn achar(&self) -> Result<PathBuf> {
        let caminho = std::env::var_os("PATH").unwrap_or_default();
        let do_caminho = std::env::split_paths(&caminho);
        let lugares = self
            .antes
            .iter()
            .map(PathBuf::from)
            .chain(do_caminho)
            .chain(SBIN.map(PathBuf::from));
        let achado = lugares.map(|l| l.join(self.nome)).find(|p| p.is_file());
        match achado {
            Some(programa) => Ok(programa),
            None => bail!("{}", self.falta()),
        }
    }

    fn falta(&self) -> String {
        let Self {
            nome, debian, brew, ..
        } = self;
        format!(
            "falta o programa {nome}. Instale-o: `sudo apt-get install {debian}` no \
             Debian e no Ubuntu, `brew install {brew}` no macOS; ou use o Docker, como \
             diz o README"
        )
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_programa_que_falta_diz_o_pacote_de_cada_sistema() {
        let programa = Programa {
            nome: "servidor-que-nao-existe",
            debian: "pacote-do-debian",
            brew: "formula-do-brew",
            antes: &[],
        };
        let erro = programa.achar().expect_err("não existe").to_string();
        for trecho in [
            "servidor-que-nao-existe",
            "apt-get install pacote-do-debian",
            "brew install formula-do-brew",
            "Docker",
        ] {
            assert!(erro.contains(trecho), "faltou {trecho:?} em: {erro}");
        }
    }
}
