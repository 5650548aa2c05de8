//! O rastro de um teste que falhou, onde se possa abrir.

use std::path::{Path, PathBuf};
use std::{fs, io, thread};

use crate::{Rastro, desenhar};

/// Guarda que, se o teste entrar em pânico, grava o rastro em `target/rastros`
/// e diz como abri-lo.
#[must_use = "o guarda precisa viver até o fim do teste: dê-lhe um nome"]
pub struct AoFalhar<'a> {
    nome: &'a str,
    rastro: &'a Rastro,
}

/// Vigia o teste `nome`: `let _vigia = ao_falhar("nome", &rastro);`.
pub fn ao_falhar<'a>(nome: &'a str, rastro: &'a Rastro) -> AoFalhar<'a> {
    AoFalhar { nome, rastro }
}

impl AoFalhar<'_> {
    fn gravar(&self, pasta: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(pasta)?;
        let svg = pasta.join(format!("{}.svg", self.nome));
        fs::write(&svg, desenhar(self.rastro, self.nome))?;
        let json = serde_json::to_string_pretty(self.rastro)?;
        fs::write(svg.with_extension("json"), json)?;
        Ok(svg)
    }
}

impl Drop for AoFalhar<'_> {
    fn drop(&mut self) {
        if !thread::panicking() {
            return;
        }
        // Da pasta desta crate à raiz do repositório são dois passos.
        let aqui = Path::new(env!("CARGO_MANIFEST_DIR"));
        let raiz = aqui.ancestors().nth(2).unwrap_or(aqui);
        let pasta = raiz.join("target").join("rastros");
        match self.gravar(&pasta) {
            Ok(svg) => {
                eprintln!("o rastro desta falha: abra {} num navegador", svg.display())
            }
            Err(erro) => eprintln!("não consegui gravar o rastro: {erro}"),
        }
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_rastro_guardado_se_le_de_volta() {
        let mut rastro = Rastro::novo(["A", "B"]).unwrap();
        let m = rastro.enviar(0, 1, "oi").unwrap();
        rastro.perder(m).unwrap();
        let pasta = std::env::temp_dir().join(format!("rastro-{}", std::process::id()));
        let svg = ao_falhar("exemplo", &rastro).gravar(&pasta).unwrap();
        let json = fs::read_to_string(svg.with_extension("json")).unwrap();
        let lido: Rastro = serde_json::from_str(&json).unwrap();
        let desenho = fs::read_to_string(&svg).unwrap();
        fs::remove_dir_all(&pasta).unwrap();
        assert_eq!(lido, rastro);
        assert_eq!(desenho, desenhar(&rastro, "exemplo"));
    }
}
