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
}

impl fmt::Display for Problema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Barras normais também no Windows: a mensagem é a mesma em toda máquina.
        let arquivo = self.arquivo.to_string_lossy().replace('\\', "/");
        write!(
            f,
            "{arquivo}:{}: {}\n  remédio: {}",
            self.linha, self.motivo, self.remedio
        )
    }
}

/// Mostra os problemas em ordem de arquivo e linha, e o total no fim.
pub fn relatorio(problemas: &[Problema]) -> String {
    let mut ordenados = problemas.to_vec();
    ordenados.sort();
    let mut texto = String::new();
    for problema in &ordenados {
        texto.push_str(&format!("{problema}\n"));
    }
    let total = ordenados.len();
    let nome = if total == 1 { "problema" } else { "problemas" };
    texto.push_str(&format!("{total} {nome}."));
    texto
}
