//! O que já foi desenhado: realce, fórmula e diagrama só se refazem quando o texto deles muda.
//!
//! Sob `serve` cada gravação reconstrói o livro inteiro; sem esta memória, o curso completo
//! levaria segundos a cada vez, quase todos gastos em desenhar de novo o que não mudou.

use anyhow::Result;
use apoio::arquivo::gravar;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// Guarda desenhos prontos em `target/desenhos`.
#[derive(Debug, Clone)]
pub struct Memoria {
    pasta: PathBuf,
    versao: u64,
}

impl Memoria {
    /// A memória vale para um executável: outro pode desenhar de outro modo.
    pub fn nova(raiz: &Path) -> Self {
        let este = std::env::current_exe();
        Self {
            pasta: raiz.join("target").join("desenhos"),
            versao: este.map_or(0, |programa| marca(&programa)),
        }
    }

    /// Devolve o desenho guardado para `entrada`, ou o faz e guarda.
    pub fn lembrar(
        &self,
        entrada: &[&str],
        desenhar: impl FnOnce() -> Result<String>,
    ) -> Result<String> {
        let mut chave = DefaultHasher::new();
        self.versao.hash(&mut chave);
        entrada.hash(&mut chave);
        let arquivo = self.pasta.join(format!("{:016x}", chave.finish()));
        let cabecalho = format!("{}\n", entrada.join("\u{1f}").len());
        if let Ok(guardado) = std::fs::read_to_string(&arquivo)
            && let Some(desenho) = guardado.strip_prefix(&cabecalho)
        {
            return Ok(desenho.to_owned());
        }
        let desenho = desenhar()?;
        if std::fs::create_dir_all(&self.pasta).is_ok() {
            gravar(&arquivo, &format!("{cabecalho}{desenho}")).ok();
        }
        Ok(desenho)
    }
}

/// O que distingue um programa do mesmo programa compilado de novo.
pub fn marca(programa: &Path) -> u64 {
    let mut marca = DefaultHasher::new();
    if let Ok(dados) = programa.metadata() {
        dados.len().hash(&mut marca);
        dados.modified().ok().hash(&mut marca);
    }
    marca.finish()
}

#[cfg(test)]
mod testes {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn o_mesmo_texto_se_desenha_uma_vez_e_outro_texto_de_novo() {
        let pasta = tempfile::tempdir().expect("pasta temporária");
        let memoria = Memoria::nova(pasta.path());
        let vezes = Cell::new(0);
        let desenhar = || {
            vezes.set(vezes.get() + 1);
            Ok("desenho".to_owned())
        };
        for entrada in [["a", "b"], ["a", "b"], ["ab", ""]] {
            let feito = memoria.lembrar(&entrada, desenhar).expect("desenha");
            assert_eq!(feito, "desenho");
        }
        assert_eq!(vezes.get(), 2);
    }

    #[test]
    fn um_erro_nao_se_guarda() {
        let pasta = tempfile::tempdir().expect("pasta temporária");
        let memoria = Memoria::nova(pasta.path());
        assert!(memoria.lembrar(&["x"], || anyhow::bail!("não")).is_err());
        let depois = memoria.lembrar(&["x"], || Ok("agora sim".to_owned()));
        assert!(depois.is_ok(), "{depois:?}");
    }
}
