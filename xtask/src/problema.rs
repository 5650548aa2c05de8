//! Um problema do livro, dito de modo que o leitor saiba onde está e como o resolve.

use std::fmt;
use std::path::PathBuf;

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

    /// `arquivo:linha`, com barras normais também no Windows: é o mesmo em toda máquina.
    pub fn onde(&self) -> String {
        let arquivo = self.arquivo.to_string_lossy().replace('\\', "/");
        format!("{arquivo}:{}", self.linha)
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
