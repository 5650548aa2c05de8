//! Um problema do livro, dito de modo que o leitor saiba onde está e como o resolve.

use std::fmt;
use std::path::{Path, PathBuf};

/// Motivo e remédio de um problema, antes de se saber onde ele está.
pub type Recusa = (String, String);

pub fn recusa(motivo: impl Into<String>, remedio: impl Into<String>) -> Recusa {
    (motivo.into(), remedio.into())
}

/// Um caminho com barras normais também no Windows: é o mesmo em toda máquina.
pub fn com_barras(caminho: &Path) -> String {
    caminho.to_string_lossy().replace('\\', "/")
}

/// Diz o que não se conseguiu fazer com um arquivo.
pub trait Em<T> {
    fn em(self, verbo: &str, arquivo: &Path) -> anyhow::Result<T>;
}

impl<T, E: Into<anyhow::Error>> Em<T> for Result<T, E> {
    fn em(self, verbo: &str, arquivo: &Path) -> anyhow::Result<T> {
        let motivo = || format!("não consigo {verbo} {}", arquivo.display());
        self.map_err(|erro| erro.into().context(motivo()))
    }
}

/// Algo que impede a construção do livro.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problema {
    /// Arquivo, relativo à raiz do livro.
    pub arquivo: PathBuf,
    /// Linha, a partir de 1.
    pub linha: usize,
    /// O que está errado.
    pub motivo: String,
    /// O que fazer.
    pub remedio: String,
}

impl Problema {
    pub fn novo(
        arquivo: impl Into<PathBuf>,
        linha: usize,
        motivo: impl Into<String>,
        remedio: impl Into<String>,
    ) -> Self {
        Self {
            arquivo: arquivo.into(),
            linha,
            motivo: motivo.into(),
            remedio: remedio.into(),
        }
    }

    /// `arquivo:linha`.
    pub fn onde(&self) -> String {
        format!("{}:{}", com_barras(&self.arquivo), self.linha)
    }
}

impl fmt::Display for Problema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (onde, motivo, remedio) = (self.onde(), &self.motivo, &self.remedio);
        write!(f, "{onde}: {motivo}\n  remédio: {remedio}")
    }
}

/// Tudo o que impede a construção, de uma vez: quem escreve conserta sem voltar a cada erro.
#[derive(Debug)]
pub struct Problemas(pub Vec<Problema>);

impl std::error::Error for Problemas {}

/// Em ordem de arquivo e linha, com o total no fim.
impl fmt::Display for Problemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut ordenados: Vec<_> = self.0.iter().collect();
        ordenados.sort();
        writeln!(f, "o livro tem problemas:\n")?;
        for problema in &ordenados {
            writeln!(f, "{problema}")?;
        }
        match ordenados.len() {
            1 => write!(f, "1 problema."),
            total => write!(f, "{total} problemas."),
        }
    }
}
