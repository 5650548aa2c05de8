//! O livro de verdade está em ordem e se constrói; um livro com defeito, não.

use crate::comum::{erro, ler, livro_de_uma_pagina, raiz, xtask};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::process::Command;

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
    sem_id_repetido(&pagina);
    sem_id_repetido(&ler(&site, "print.html"));
    let exercicio = "rastro/dois-generais/batalha.json";
    assert!(
        site.join(exercicio).is_file(),
        "falta o exercício {exercicio}"
    );
    for (pagina, caminho) in [("fundamentos/modelos.html", "../"), ("print.html", "")] {
        let dados = format!("dados=\"{caminho}{exercicio}\"");
        assert!(
            ler(&site, pagina).contains(&dados),
            "{pagina}: falta {dados}"
        );
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
        "# Um\n\nFrase.\n\n```text legenda=\"A resposta.\"\n{{#include caso.stderr}}\n```\n",
    );
    std::fs::write(livro.path().join("src/caso.stderr"), "error[E0382]: não\n")
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
            "src/index.md:5: o diagrama não pode ser desenhado",
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
    let livro = livro_de_uma_pagina("# Um\n\n<p title=\"a\" title=\"b\">x</p>\n");
    let caminho = livro.path().to_str().expect("caminho em UTF-8");
    let saida = xtask(&["build", "--livro", caminho]);
    assert_eq!(saida.status.code(), Some(1), "{}", erro(&saida));
    assert!(
        erro(&saida).contains("html parse error"),
        "{}",
        erro(&saida)
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

#[test]
fn construir_numa_pasta_de_outra_coisa_e_recusado_e_nada_se_apaga() {
    let livro = livro_de_uma_pagina("# Um\n\nFrase.\n");
    let fora = tempfile::tempdir().expect("pasta temporária");
    let destino = fora.path().join("fotos");
    std::fs::create_dir_all(destino.join("html")).expect("a pasta é nossa");
    let foto = destino.join("html/foto.jpg");
    std::fs::write(&foto, "x").expect("a pasta é nossa");
    let construir = || {
        xtask(&[
            "build".as_ref(),
            "--livro".as_ref(),
            livro.path().as_os_str(),
            "--destino".as_ref(),
            destino.as_os_str(),
        ])
    };
    let recusado = construir();
    assert_eq!(recusado.status.code(), Some(1), "{}", erro(&recusado));
    assert!(
        erro(&recusado).contains("escolha outra: --destino"),
        "{}",
        erro(&recusado)
    );
    assert!(foto.is_file(), "a foto se perdeu");
    std::fs::remove_file(&foto).expect("a foto é nossa");
    for vez in ["na pasta vazia", "de novo, no que é nosso"] {
        let saida = construir();
        assert!(saida.status.success(), "{vez}: {}", erro(&saida));
    }
}

/// O que `mdbook build` e `mdbook serve` fazem: chamam a ferramenta pelos comandos do book.toml.
#[test]
fn o_mdbook_sozinho_constroi_o_livro() {
    let diagrama = "```mermaid legenda=\"x\" alt=\"y\"\nsequenceDiagram\n  A->>B: pi é 3.14159\n```\n";
    let livro = livro_de_uma_pagina(&format!("# Um\n\nVale $x$.\n\n{diagrama}"));
    let mut config =
        Config::from_disk(livro.path().join("book.toml")).expect("é um book.toml");
    let ferramenta = env!("CARGO_BIN_EXE_curso").replace('\\', "/");
    for (chave, comando) in [
        ("preprocessor.curso.command", "preprocessar"),
        ("output.site.command", "acabamento"),
    ] {
        let comando = format!("\"{ferramenta}\" {comando}");
        config.set(chave, comando).expect("a chave existe");
    }
    let mdbook = MDBook::load_with_config(livro.path(), config).expect("o livro se lê");
    mdbook.build().expect("o livro se constrói");
    let site = livro.path().join("book/html");
    let pagina = ler(&site, "index.html");
    // Nenhuma cor fixa, e o número que o diagrama diz, inteiro.
    for marca in [
        "<math",
        "class=\"diagrama mermaid\"",
        "pi é 3.14159",
        "var(--fig-a)",
    ] {
        assert!(pagina.contains(marca), "falta {marca} em: {pagina}");
    }
    assert!(
        !pagina.contains("#a1000"),
        "sobrou uma cor do papel: {pagina}"
    );
    assert!(site.join("pagefind/pagefind.js").is_file(), "falta a busca");
    assert!(
        !livro.path().join("book/site").exists(),
        "sobrou a pasta da outra saída"
    );
}

/// Uma página com o que já saiu errado: um aviso com código, figuras de toda sorte, caixas.
const PAGINA: &str = r#"# Um

Frase.

> [!NOTE]
> Antes.
>
> ```text
> código
> ```
>
> Depois.

- um item

  ```text
  mais código
  ```

  fim do item

![Um ponto](ponto.png "O *ponto* de $x^2$, em [@um2020].")

```mermaid legenda="O laço." alt="Um pedido."
sequenceDiagram
  loop sempre
  A->>B: loop
  end
```

```mermaid legenda="As caixas." alt="Dois pedidos."
sequenceDiagram
  critical um
  A->>B: break
  end
```

```console
$ cargo \
    test
```
"#;

#[test]
fn a_pagina_mostra_o_que_o_texto_diz() {
    let livro = livro_de_uma_pagina(PAGINA);
    for (arquivo, texto) in [
        ("ponto.png", "um PNG"),
        (
            "SUMMARY.md",
            "# Sumário\n\n[Um](index.md)\n[Referências](referencias.md)\n",
        ),
        (
            "referencias.md",
            "# Referências\n\n- **[@um2020 | Um (2020)]** UM, A. Título. Editora, 2020. <https://exemplo.org/>\n",
        ),
    ] {
        std::fs::write(livro.path().join("src").join(arquivo), texto).expect("grava-se");
    }
    let saida = xtask(&["build", "--livro", livro.path().to_str().expect("UTF-8")]);
    assert!(saida.status.success(), "{}", erro(&saida));
    let site = livro.path().join("book/html");
    let pagina = ler(&site, "index.html");

    let caixas: Vec<&str> = pagina.split("<blockquote").skip(1).collect();
    assert_eq!(caixas.len(), 1, "o aviso devia ser uma caixa só");
    let caixa = caixas[0].split("</blockquote>").next().unwrap_or("");
    assert!(
        caixa.contains("código") && caixa.contains("Depois."),
        "{caixa}"
    );
    let item = pagina
        .split("<li>")
        .find(|i| i.contains("um item"))
        .unwrap_or("");
    let item = item.split("</li>").next().unwrap_or("");
    assert!(
        item.contains("mais código") && item.contains("fim do item"),
        "{item}"
    );

    let figuras: Vec<&str> = pagina.split("<figure").skip(1).collect();
    assert_eq!(figuras.len(), 3, "{pagina}");
    for marca in [
        "<img src=\"ponto.png\" alt=\"Um ponto\">",
        ">Figura 1</span>",
        "<em>ponto</em> de <math",
        "em <a href=\"referencias.html#ref-um2020\">Um (2020)</a>.",
    ] {
        assert!(figuras[0].contains(marca), "falta {marca}: {}", figuras[0]);
    }
    for (figura, palavras) in [(1, [">laço<", ">loop<"]), (2, [">crítico<", ">break<"])]
    {
        for palavra in palavras {
            assert!(figuras[figura].contains(palavra), "{}", figuras[figura]);
        }
    }
    assert!(
        pagina.contains("class=\"comando\">cargo \\\n    test</span>"),
        "{pagina}"
    );
    for arquivo in ["index.html", "print.html"] {
        sem_id_repetido(&ler(&site, arquivo));
    }
}

fn sem_id_repetido(pagina: &str) {
    let mut vistos = std::collections::HashSet::new();
    for id in pagina.split(" id=\"").skip(1) {
        let id = id.split('"').next().unwrap_or("");
        assert!(vistos.insert(id), "o id “{id}” aparece duas vezes");
    }
    for citado in pagina.split("url(#").skip(1) {
        let citado = citado.split(')').next().unwrap_or("");
        assert!(
            vistos.contains(citado),
            "nenhum elemento tem o id “{citado}”"
        );
    }
}
