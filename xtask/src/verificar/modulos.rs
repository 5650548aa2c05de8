//! Que arquivos um `mod` alcança e que módulos um código menciona.
//!
//! É uma leitura de texto, não um compilador: basta para dizer “ninguém usa este arquivo” sem
//! errar contra quem escreve código comum. Um `mod` dentro de outro `mod` de chaves e um `mod`
//! gerado por macro não são vistos; o curso não precisa deles.

use super::listagens::Arquivo;
use crate::leitura::inclusao::normalizar;
use regex::Regex;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static MOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?m)^[ \t]*(?:#\[path = "([^"]+)"\]\s*)?(?:#\[[^\]\n]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;"#,
    )
    .expect("a expressão é válida")
});

/// O código sem as linhas que são só comentário, que falam de módulos sem os usar.
pub fn sem_comentarios(texto: &str) -> String {
    texto
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Os arquivos que existem entre as raízes e tudo o que elas declaram com `mod`.
pub fn alcancados(arquivos: &[Arquivo], raizes: Vec<PathBuf>) -> BTreeSet<PathBuf> {
    let mut alcancados = BTreeSet::new();
    let mut fila: Vec<(PathBuf, bool)> = raizes.into_iter().map(|r| (r, true)).collect();
    while let Some((caminho, raiz)) = fila.pop() {
        let Some(arquivo) = arquivos.iter().find(|a| a.caminho == caminho) else {
            continue;
        };
        if !alcancados.insert(caminho.clone()) {
            continue;
        }
        for captura in MOD.captures_iter(&sem_comentarios(&arquivo.texto)) {
            let desvio = captura.get(1).map(|c| c.as_str());
            fila.extend(
                candidatos(&caminho, raiz, desvio, &captura[2])
                    .into_iter()
                    .map(|c| (c, false)),
            );
        }
    }
    alcancados
}

fn candidatos(de: &Path, raiz: bool, desvio: Option<&str>, nome: &str) -> Vec<PathBuf> {
    let pasta = de.parent().unwrap_or(Path::new(""));
    if let Some(desvio) = desvio {
        return normalizar(&pasta.join(desvio)).into_iter().collect();
    }
    let e_mod = de.file_name().is_some_and(|n| n == "mod.rs");
    let pasta = if raiz || e_mod {
        pasta.to_owned()
    } else {
        de.with_extension("")
    };
    vec![
        pasta.join(format!("{nome}.rs")),
        pasta.join(nome).join("mod.rs"),
    ]
}

/// O nome do módulo que um arquivo de `src/` define; `None` para as raízes da crate.
pub fn nome_do_modulo(caminho: &Path) -> Option<String> {
    let nome = caminho.file_stem()?.to_string_lossy();
    match nome.as_ref() {
        "lib" | "main" => None,
        "mod" => Some(caminho.parent()?.file_name()?.to_string_lossy().into()),
        _ => Some(nome.into()),
    }
}

/// Os nomes que um código menciona como módulos: o `a` de `a::b`, todos os de `use a::{b, c}`.
pub fn mencionados(texto: &str) -> BTreeSet<String> {
    static CAMINHO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(\w+)\s*::").expect("a expressão é válida"));
    static USE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\buse\s[^;]*;").expect("a expressão é válida"));
    static NOME: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\w+").expect("a expressão é válida"));
    let codigo = sem_comentarios(texto);
    let mut nomes = BTreeSet::new();
    nomes.extend(CAMINHO.captures_iter(&codigo).map(|c| c[1].to_owned()));
    for uso in USE.find_iter(&codigo) {
        nomes.extend(NOME.find_iter(uso.as_str()).map(|n| n.as_str().to_owned()));
    }
    nomes
}

#[cfg(test)]
mod testes {
    use super::*;

    fn arquivo(caminho: &str, texto: &str) -> Arquivo {
        Arquivo {
            caminho: caminho.into(),
            texto: texto.to_owned(),
        }
    }

    #[test]
    fn mod_leva_a_arquivo_vizinho_pasta_e_caminho_desviado() {
        let arquivos = [
            arquivo(
                "c/src/lib.rs",
                "pub mod a;\n#[cfg(unix)]\nmod b;\n// mod morto;\n",
            ),
            arquivo("c/src/a.rs", "pub(crate) mod dentro;"),
            arquivo("c/src/a/dentro.rs", "#[path = \"../longe.rs\"]\nmod x;"),
            arquivo("c/src/b/mod.rs", ""),
            arquivo("c/src/longe.rs", ""),
            arquivo("c/src/morto.rs", ""),
        ];
        let vistos = alcancados(&arquivos, vec!["c/src/lib.rs".into()]);
        assert_eq!(vistos.len(), 5, "{vistos:?}");
        assert!(!vistos.contains(Path::new("c/src/morto.rs")));
    }

    #[test]
    fn comentario_nao_menciona_e_use_com_chaves_menciona() {
        let nomes = mencionados("// x::y\nuse c::{a,\n  b};\nd::e();\nlet f = 1;");
        let esperados: Vec<&str> = vec!["a", "b", "c", "d", "use"];
        assert_eq!(
            nomes.iter().map(String::as_str).collect::<Vec<_>>(),
            esperados
        );
    }
}
