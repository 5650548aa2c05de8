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

static NOME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\w+").expect("a expressão é válida"));

/// O código sem as linhas que são só comentário, que falam de módulos sem os usar.
pub fn sem_comentarios(texto: &str) -> String {
    texto
        .lines()
        .filter(|l| !l.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// O que o `mod` alcança a partir de `raiz`: cada arquivo e o caminho do módulo dele, vazio na raiz.
pub fn percorrer<'a>(arquivos: &'a [Arquivo], raiz: &Path) -> Vec<(String, &'a Arquivo)> {
    let mut vistos: Vec<(String, &Arquivo)> = Vec::new();
    let mut fila = vec![(raiz.to_owned(), String::new())];
    while let Some((caminho, modulo)) = fila.pop() {
        let novo = arquivos.iter().find(|a| a.caminho == caminho);
        let Some(arquivo) =
            novo.filter(|a| !vistos.iter().any(|(_, v)| v.caminho == a.caminho))
        else {
            continue;
        };
        for captura in MOD.captures_iter(&sem_comentarios(&arquivo.texto)) {
            let desvio = captura.get(1).map(|c| c.as_str());
            let dentro = juntar(&modulo, &captura[2]);
            let candidatos = candidatos(&caminho, modulo.is_empty(), desvio, &captura[2]);
            fila.extend(candidatos.into_iter().map(|c| (c, dentro.clone())));
        }
        vistos.push((modulo, arquivo));
    }
    vistos
}

fn juntar(modulo: &str, nome: &str) -> String {
    let separador = if modulo.is_empty() { "" } else { "::" };
    format!("{modulo}{separador}{nome}")
}

/// Os testes que o Cargo acharia a partir de `raiz`, com o caminho que o filtro dele compara.
pub fn testes(arquivos: &[Arquivo], raiz: &Path) -> Vec<String> {
    let alcancados = percorrer(arquivos, raiz);
    let com_caminho = alcancados.iter().flat_map(|(modulo, arquivo)| {
        let nomes = testes_do_arquivo(&sem_comentarios(&arquivo.texto));
        nomes.into_iter().map(|nome| juntar(modulo, &nome))
    });
    com_caminho.collect()
}

/// As funções com `#[test]`, `#[tokio::test]`… e os nomes dados a uma macro que as declara.
fn testes_do_arquivo(texto: &str) -> Vec<String> {
    static LINHA: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^( *)(?:(#\[(?:\w+::)*test\b)|(?:pub )?mod (\w+) \{|(?:\w+ )*fn (\w+)|\})",
        )
        .expect("a expressão é válida")
    });
    static MACRO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?ms)^\w+! ?[({](?:([^\n]*)[)}];?$|(.*?)^[)}])")
            .expect("a expressão é válida")
    });
    let mut testes = Vec::new();
    let (mut dentro, mut marcado): (Vec<(usize, &str)>, bool) = (Vec::new(), false);
    for captura in texto.lines().filter_map(|linha| LINHA.captures(linha)) {
        // O recuo diz onde o módulo acaba: todo o código passa pelo rustfmt.
        dentro.retain(|(recuo, _)| *recuo < captura[1].len());
        if captura.get(2).is_some() {
            marcado = true;
        } else if let Some(modulo) = captura.get(3) {
            dentro.push((captura[1].len(), modulo.as_str()));
        } else if let Some(funcao) = captura.get(4)
            && std::mem::take(&mut marcado)
        {
            let modulo = dentro
                .iter()
                .fold(String::new(), |m, (_, nome)| juntar(&m, nome));
            testes.push(juntar(&modulo, funcao.as_str()));
        }
    }
    for captura in MACRO.captures_iter(texto) {
        let nomes = captura.get(1).or(captura.get(2)).map_or("", |c| c.as_str());
        if !nomes.contains("fn ") {
            testes.extend(NOME.find_iter(nomes).map(|n| n.as_str().to_owned()));
        }
    }
    testes
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
        let vistos = percorrer(&arquivos, Path::new("c/src/lib.rs"));
        let mut modulos: Vec<&str> = vistos.iter().map(|(m, _)| m.as_str()).collect();
        modulos.sort();
        assert_eq!(modulos, ["", "a", "a::dentro", "a::dentro::x", "b"]);
    }

    #[test]
    fn os_testes_tem_o_caminho_que_o_cargo_compara() {
        let arquivos = [
            arquivo("c/tests/suite/main.rs", "mod fila;\nmod comum;\n"),
            arquivo(
                "c/tests/suite/fila.rs",
                "#[tokio::test(start_paused = true)]\n#[ignore]\nasync fn um() {}\nfn nao() {}\n\
                 mod dentro {\n    #[test]\n    fn dois() {}\n}\nproptest! {\n    #[test]\n    \
                 fn tres(a: u8) {}\n}\nnos_dois! { quatro }\nafirmar!(\n    algo(),\n    \
                 outro::cinco,\n);\n",
            ),
            arquivo("c/tests/suite/comum.rs", "pub fn nada() {}\n"),
        ];
        let achados = testes(&arquivos, Path::new("c/tests/suite/main.rs"));
        for nome in ["um", "dentro::dois", "tres", "quatro", "cinco"] {
            assert!(
                achados.contains(&format!("fila::{nome}")),
                "{nome}: {achados:?}"
            );
        }
        assert!(
            !achados
                .iter()
                .any(|t| t.contains("nao") || t.contains("nada"))
        );
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
