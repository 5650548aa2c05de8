//! O livro de verdade está em ordem e se constrói; um livro com defeito, não.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn raiz() -> PathBuf {
    // Perguntado ao rodar, e não ao compilar: um clone pode mudar de lugar.
    let daqui = std::env::var_os("CARGO_MANIFEST_DIR")
        .expect("o cargo define CARGO_MANIFEST_DIR");
    Path::new(&daqui)
        .parent()
        .expect("xtask fica na raiz")
        .to_owned()
}

fn xtask(argumentos: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curso"))
        .args(argumentos)
        .current_dir(raiz())
        .env("CURSO_URL", "https://exemplo.org/curso")
        .env("CURSO_REPOSITORIO", "https://exemplo.org/dono/curso")
        .output()
        .expect("o xtask devia rodar")
}

fn erro(saida: &Output) -> String {
    String::from_utf8_lossy(&saida.stderr).into_owned()
}

fn ler(pasta: &Path, arquivo: &str) -> String {
    std::fs::read_to_string(pasta.join(arquivo))
        .unwrap_or_else(|e| panic!("o site devia ter {arquivo}: {e}"))
}

/// Um livro de uma página, com `texto` nela.
fn livro_de_uma_pagina(texto: &str) -> tempfile::TempDir {
    let pasta = tempfile::tempdir().expect("pasta temporária");
    let toml = ler(&raiz(), "book.toml").replace("theme = \"theme\"\n", "");
    let toml = sem_lista(&sem_lista(&toml, "additional-css"), "additional-js");
    std::fs::create_dir_all(pasta.path().join("src")).expect("pasta do texto");
    for (arquivo, conteudo) in [
        (
            "book.toml",
            toml.replace("extra-watch-dirs = [\"listings\"]", ""),
        ),
        (
            "src/SUMMARY.md",
            "# Sumário\n\n[Início](index.md)\n".to_owned(),
        ),
        ("src/index.md", texto.to_owned()),
    ] {
        std::fs::write(pasta.path().join(arquivo), conteudo).expect("o livro se escreve");
    }
    pasta
}

fn sem_lista(toml: &str, chave: &str) -> String {
    let inicio = toml.find(chave).expect("a chave existe em book.toml");
    let fim = inicio + toml[inicio..].find(']').expect("a lista fecha") + 1;
    format!("{}{}", &toml[..inicio], &toml[fim..])
}

#[test]
fn o_livro_esta_em_ordem() {
    let saida = xtask(&["check"]);
    assert!(saida.status.success(), "{}", erro(&saida));
}

#[test]
fn o_livro_se_constroi_inteiro() {
    let pasta = tempfile::tempdir().expect("pasta temporária");
    let destino = pasta.path().to_str().expect("caminho em UTF-8");
    let saida = xtask(&["build", "--destino", destino]);
    assert!(saida.status.success(), "{}", erro(&saida));
    let site = pasta.path().join("html");
    let pagina = ler(&site, "comunicacao/sockets.html");

    // Cada transformação deixou sua marca, e nenhuma diretiva sobrou.
    for marca in [
        "<figure class=\"listagem\"",
        "<figure class=\"saida\"",
        "<figure class=\"diagrama mermaid\"",
        "<figure class=\"diagrama desenho\"",
        "<math",
        "aria-current=\"page\"",
        "https://exemplo.org/dono/curso/blob/main/listings/sockets/src/",
        "<link rel=\"canonical\" href=\"https://exemplo.org/curso/comunicacao/sockets.html\"",
        "<meta property=\"og:title\"",
    ] {
        assert!(pagina.contains(marca), "falta {marca} no capítulo");
    }
    for sobra in [
        "{{#",
        "<!--sumario-->",
        "<!--metadados-->",
        "[@",
        "class=\"mermaid\"",
        "$$",
    ] {
        assert!(!pagina.contains(sobra), "sobrou {sobra} no capítulo");
    }
    let mapa = ler(&site, "sitemap.xml");
    assert!(
        mapa.contains("<loc>https://exemplo.org/curso/comunicacao/sockets.html</loc>")
    );
    assert!(ler(&site, "404.html").contains("<base href=\"/curso/\""));
    assert!(site.join("pagefind/pagefind.js").is_file(), "falta a busca");
    for do_mdbook in [
        "toc.html",
        "css",
        "fonts",
        "FontAwesome",
        "pagefind/pagefind-ui.js",
    ] {
        assert!(
            !site.join(do_mdbook).exists(),
            "{do_mdbook} devia ter saído do site"
        );
    }
}

#[test]
fn a_resposta_do_compilador_e_saida_e_nao_listagem() {
    let livro = livro_de_uma_pagina(
        "# Um\n\nFrase.\n\n```text legenda=\"A resposta.\"\n{{#include ../caso.stderr}}\n```\n",
    );
    std::fs::write(livro.path().join("caso.stderr"), "error[E0382]: não\n")
        .expect("o arquivo se grava");
    let saida = xtask(&["build", "--livro", livro.path().to_str().expect("UTF-8")]);
    assert!(saida.status.success(), "{}", erro(&saida));
    let pagina = ler(&livro.path().join("book/html"), "index.html");
    let figura = pagina.split("<figure class=\"saida\">").nth(1);
    assert!(
        figura.is_some_and(|f| f.contains("error[E0382]: não")),
        "{pagina}"
    );
}

#[test]
fn o_site_sem_repositorio_leva_a_copia_da_fonte() {
    let livro = livro_de_uma_pagina(
        "# Um\n\nFrase.\n\n```toml legenda=\"O livro.\"\n{{#include ../book.toml}}\n```\n",
    );
    let saida = Command::new(env!("CARGO_BIN_EXE_curso"))
        .args(["build", "--livro"])
        .arg(livro.path())
        .env_remove("CURSO_REPOSITORIO")
        .output()
        .expect("o xtask devia rodar");
    assert!(saida.status.success(), "{}", erro(&saida));
    let site = livro.path().join("book/html");
    assert!(ler(&site, "index.html").contains("href=\"codigo/book.toml.txt\""));
    assert_eq!(
        ler(&site, "codigo/book.toml.txt"),
        ler(livro.path(), "book.toml")
    );
}

#[test]
fn o_preprocessador_recusa_o_que_nao_pode_mostrar() {
    for (texto, esperado) in [
        (
            "Vale $\\naoexiste$.",
            "src/index.md:3: a fórmula “\\naoexiste” está errada",
        ),
        (
            "Vale $x^{1$.",
            "src/index.md:3: há um cifrão que não abre nem fecha",
        ),
        (
            "```mermaid legenda=\"x\" alt=\"y\"\nsequenceDiagram\n  A->>\n```",
            "src/index.md:3: o diagrama não pode ser desenhado",
        ),
    ] {
        let livro = livro_de_uma_pagina(&format!("# Um\n\n{texto}\n"));
        let caminho = livro.path().to_str().expect("caminho em UTF-8");
        let saida = xtask(&["build", "--livro", caminho]);
        assert_eq!(saida.status.code(), Some(1), "{texto} devia ser recusado");
        assert!(erro(&saida).contains(esperado), "{texto}: {}", erro(&saida));
        assert!(erro(&saida).contains("remédio: "), "{}", erro(&saida));
    }
}

#[test]
fn um_aviso_do_mdbook_interrompe_a_construcao() {
    let livro = livro_de_uma_pagina("# Um\n\nUma <marca que não fecha.\n\n<b>aberta\n");
    let caminho = livro.path().to_str().expect("caminho em UTF-8");
    let saida = xtask(&["build", "--livro", caminho]);
    assert_eq!(saida.status.code(), Some(1), "{}", erro(&saida));
    assert!(
        erro(&saida).contains("unclosed HTML tag"),
        "{}",
        erro(&saida)
    );
}

#[test]
fn argumento_errado_sai_com_2_e_pasta_sem_livro_com_1() {
    let errado = xtask(&["build", "--destno", "x"]);
    assert_eq!(errado.status.code(), Some(2));
    assert!(erro(&errado).starts_with("erro: não conheço o argumento --destno"));

    let vazia = tempfile::tempdir().expect("pasta temporária");
    let caminho = vazia.path().to_str().expect("caminho em UTF-8");
    let sem_livro = xtask(&["check", "--livro", caminho]);
    assert_eq!(sem_livro.status.code(), Some(1));
    assert!(
        erro(&sem_livro).contains("book.toml"),
        "{}",
        erro(&sem_livro)
    );
}

#[test]
fn a_versao_do_mdbook_que_o_texto_manda_instalar_e_a_do_cargo_lock() {
    let trava = ler(&raiz(), "Cargo.lock");
    let versao = trava
        .split("[[package]]")
        .find(|p| p.contains("name = \"mdbook-driver\""))
        .and_then(|p| p.split("version = \"").nth(1)?.split('"').next())
        .expect("o mdbook-driver está no Cargo.lock")
        .to_owned();
    let leiame = ler(&raiz(), "README.md");
    assert!(
        leiame.contains(&format!("mdbook@{versao}")),
        "o README devia mandar instalar o mdbook@{versao}"
    );
}
