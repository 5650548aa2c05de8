//! Recusa na raiz o que ela não devia ter: quem chega acha cada coisa em duas tentativas.

use super::acervo::Livro;
use crate::leitura::repositorio::guardados;
use crate::problema::Problema;
use std::collections::BTreeSet;
use std::path::Path;

/// O que a raiz tem, fora arquivos ocultos e licenças.
const CONHECIDOS: [&str; 8] = [
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "book.toml",
    "listings",
    "src",
    "theme",
    "xtask",
];

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let raiz = &livro.acervo.raiz;
    let nomes = match guardados(raiz) {
        Some(arquivos) => arquivos
            .iter()
            .filter_map(|a| a.split('/').next())
            .map(str::to_owned)
            .collect(),
        None => sem_git(raiz),
    };
    for nome in nomes.iter().filter(|nome| !conhecido(nome)) {
        problemas.push(Problema::novo(
            nome,
            1,
            "a raiz do curso não tem lugar para isto",
            "ponha-o na pasta a que pertence (src/, listings/, theme/ ou xtask/) ou apague-o",
        ));
    }
}

fn conhecido(nome: &str) -> bool {
    nome.starts_with('.') || nome.starts_with("LICENSE-") || CONHECIDOS.contains(&nome)
}

/// Sem repositório (um ZIP), o que há na pasta, menos o que o `.gitignore` deixa de fora.
fn sem_git(raiz: &Path) -> BTreeSet<String> {
    let ignorados = std::fs::read_to_string(raiz.join(".gitignore")).unwrap_or_default();
    let padroes: Vec<&str> = ignorados
        .lines()
        .map(|l| l.trim_matches('/'))
        // O que o cargo e a construção deixam não é de ninguém.
        .chain(["target", "book"])
        .collect();
    let Ok(entradas) = raiz.read_dir() else {
        return BTreeSet::new();
    };
    let nomes = entradas
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned());
    nomes
        .filter(|nome| !padroes.iter().any(|padrao| serve(padrao, nome)))
        .collect()
}

/// Se `nome` é o que o padrão diz; um asterisco vale por qualquer coisa.
fn serve(padrao: &str, nome: &str) -> bool {
    match padrao.split_once('*') {
        None => padrao == nome,
        Some((antes, depois)) => nome.strip_prefix(antes).is_some_and(|resto| {
            (0..=resto.len())
                .filter(|i| resto.is_char_boundary(*i))
                .any(|i| serve(depois, &resto[i..]))
        }),
    }
}
