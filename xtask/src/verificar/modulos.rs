//! Que arquivos um `mod` alcança e que módulos um código menciona.
//!
//! É uma leitura de texto, não um compilador: basta para dizer “ninguém usa este arquivo” sem
//! errar contra quem escreve código comum. Um `mod` dentro de outro `mod` de chaves e um `mod`
//! gerado por macro não são vistos; o curso não precisa deles.

use super::listagens::Arquivo;
use crate::leitura::inclusao::normalizar;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

expressoes! {
    MOD =
        r#"(?m)^[ \t]*(?:#\[path = "([^"]+)"\]\s*)?(?:#\[[^\]\n]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;"#;
    NOME = r"\w+";
}

/// O código sem as linhas que são só comentário, que falam de módulos sem os usar.
pub fn sem_comentarios(texto: &str) -> String {
    let linhas = texto.lines().filter(|l| !l.trim_start().starts_with("//"));
    linhas.collect::<Vec<_>>().join("\n")
}

/// O que o `mod` alcança a partir de `raiz`: cada arquivo e o caminho do módulo dele, vazio na raiz.
pub fn percorrer<'a>(arquivos: &'a [Arquivo], raiz: &Path) -> Vec<(String, &'a Arquivo)> {
    let mut vistos: Vec<(String, &Arquivo)> = Vec::new();
    let mut fila = vec![(raiz.to_owned(), String::new())];
    while let Some((caminho, modulo)) = fila.pop() {
        let visto = vistos.iter().any(|(_, v)| v.caminho == caminho);
        let achado = arquivos.iter().find(|a| a.caminho == caminho);
        let Some(arquivo) = achado.filter(|_| !visto) else {
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
    expressoes! {
        LINHA =
            r"^( *)(?:(#\[(?:\w+::)*test\b)|(?:pub )?mod (\w+) \{|(?:\w+ )*fn (\w+)|\})";
        MACRO = r"(?ms)^\w+! ?[({](?:([^\n]*)[)}];?$|(.*?)^[)}])";
    }
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
            let modulos = dentro.iter();
            let modulo = modulos.fold(String::new(), |m, (_, nome)| juntar(&m, nome));
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
    let pasta = match raiz || e_mod {
        true => pasta.join(nome),
        false => de.with_extension("").join(nome),
    };
    vec![pasta.with_extension("rs"), pasta.join("mod.rs")]
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
    expressoes! {
        CAMINHO = r"(\w+)\s*::";
        USE = r"(?s)\buse\s[^;]*;";
    }
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

    fn arquivos<const N: usize>(textos: [(&str, &str); N]) -> [Arquivo; N] {
        textos.map(|(caminho, texto)| Arquivo {
            caminho: Path::new("c").join(caminho),
            texto: texto.to_owned(),
        })
    }

    #[test]
    fn mod_leva_a_arquivo_vizinho_pasta_e_caminho_desviado() {
        let lib = "pub mod a;\n#[cfg(unix)]\nmod b;\n// mod morto;\n";
        let arquivos = arquivos([
            ("src/lib.rs", lib),
            ("src/a.rs", "pub(crate) mod dentro;"),
            ("src/a/dentro.rs", "#[path = \"../longe.rs\"]\nmod x;"),
            ("src/b/mod.rs", ""),
            ("src/longe.rs", ""),
            ("src/morto.rs", ""),
        ]);
        let vistos = percorrer(&arquivos, Path::new("c/src/lib.rs"));
        let mut modulos: Vec<&str> = vistos.iter().map(|(m, _)| m.as_str()).collect();
        modulos.sort();
        assert_eq!(modulos, ["", "a", "a::dentro", "a::dentro::x", "b"]);
    }

    #[test]
    fn os_testes_tem_o_caminho_que_o_cargo_compara() {
        let fila = "#[tokio::test(start_paused = true)]\n#[ignore]\nasync fn um() {}\nfn nao() {}\n\
                    mod dentro {\n    #[test]\n    fn dois() {}\n}\nproptest! {\n    #[test]\n    \
                    fn tres(a: u8) {}\n}\nnos_dois! { quatro }\nafirmar!(\n    algo(),\n    \
                    outro::cinco,\n);\n";
        let arquivos = arquivos([
            ("tests/suite/main.rs", "mod fila;\nmod comum;\n"),
            ("tests/suite/fila.rs", fila),
            ("tests/suite/comum.rs", "pub fn nada() {}\n"),
        ]);
        let achados = testes(&arquivos, Path::new("c/tests/suite/main.rs"));
        for nome in ["um", "dentro::dois", "tres", "quatro", "cinco"] {
            let nome = format!("fila::{nome}");
            assert!(achados.contains(&nome), "{nome}: {achados:?}");
        }
        let sobra = |t: &String| t.contains("nao") || t.contains("nada");
        assert!(!achados.iter().any(sobra), "{achados:?}");
    }

    #[test]
    fn comentario_nao_menciona_e_use_com_chaves_menciona() {
        let nomes = mencionados("// x::y\nuse c::{a,\n  b};\nd::e();\nlet f = 1;");
        let nomes: Vec<&str> = nomes.iter().map(String::as_str).collect();
        assert_eq!(nomes, ["a", "b", "c", "d", "use"]);
    }
}
