//! Recusa na raiz o que ela não devia ter: quem chega acha cada coisa em duas tentativas.

use super::{Livro, Problema};
use crate::leitura::repositorio::guardados;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;

/// O que a raiz tem, fora arquivos ocultos e licenças.
const CONHECIDOS: &str =
    "Cargo.lock Cargo.toml README.md book.toml listings src theme xtask";

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let raiz = &livro.acervo.raiz;
    let nomes = match guardados(raiz) {
        Some(arquivos) => {
            let nomes = arquivos.iter().filter_map(|a| a.split('/').next());
            nomes.map(str::to_owned).collect()
        }
        None => sem_git(raiz),
    };
    for nome in nomes.iter().filter(|nome| !conhecido(nome)) {
        let motivo = "a raiz do curso não tem lugar para isto";
        let remedio = "ponha-o na pasta a que pertence (src/, listings/, theme/ ou xtask/) ou apague-o";
        problemas.push(Problema::novo(nome, 1, motivo, remedio));
    }
}

fn conhecido(nome: &str) -> bool {
    nome.starts_with('.')
        || nome.starts_with("LICENSE-")
        || CONHECIDOS.split(' ').any(|c| c == nome)
}

/// Sem repositório (um ZIP), o que há na pasta, menos o que o `.gitignore` deixa de fora.
fn sem_git(raiz: &Path) -> BTreeSet<String> {
    let ignorados = std::fs::read_to_string(raiz.join(".gitignore")).unwrap_or_default();
    let padroes: Vec<Regex> = ignorados
        .lines()
        // O que o cargo e a construção deixam não é de ninguém.
        .chain(["target", "book"])
        .map(|l| regex::escape(l.trim_matches('/')).replace("\\*", ".*"))
        .filter_map(|padrao| Regex::new(&format!("^{padrao}$")).ok())
        .collect();
    let entradas = raiz.read_dir().into_iter().flatten().flatten();
    entradas
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .filter(|nome| !padroes.iter().any(|padrao| padrao.is_match(nome)))
        .collect()
}
