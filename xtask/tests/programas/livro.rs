//! O livro de verdade está em ordem e se constrói; um livro com defeito, não.

use crate::comum::{
    construir, contem, gravar, ler, livro_de_uma_pagina, pagina_construida, raiz,
    saiu_com, xtask,
};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use std::process::Command;

#[test]
fn o_livro_esta_em_ordem() {
    saiu_com(0, &xtask(&["check"]));
}

#[test]
fn o_livro_se_constroi_inteiro() {
    let pasta = tempfile::tempdir().expect("pasta temporária");
    let destino = pasta.path().to_str().expect("caminho em UTF-8");
    saiu_com(0, &xtask(&["build", "--destino", destino]));
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
    for sobra in "{{# <!--sumario--> <!--metadados--> [@ class=\"mermaid\" $$".split(' ')
    {
        assert!(!pagina.contains(sobra), "sobrou {sobra} no capítulo");
    }
    sem_id_repetido(&pagina);
    sem_id_repetido(&ler(&site, "print.html"));
    let exercicio = "rastro/dois-generais/batalha.json";
    let jogavel = format!("dados=\"../{exercicio}\"");
    let no_impresso = format!("dados=\"{exercicio}\"");
    let endereco = "<loc>https://exemplo.org/curso/comunicacao/sockets.html</loc>";
    for (arquivo, trecho) in [
        ("fundamentos/modelos.html", jogavel.as_str()),
        ("print.html", &no_impresso),
        ("sitemap.xml", endereco),
        ("404.html", "<base href=\"/curso/\""),
    ] {
        let texto = ler(&site, arquivo);
        assert!(texto.contains(trecho), "{arquivo}: falta {trecho}");
    }
    for arquivo in [exercicio, "pagefind/pagefind.js"] {
        assert!(site.join(arquivo).is_file(), "falta {arquivo}");
    }
    for sobra in "toc.html css fonts FontAwesome pagefind/pagefind-ui.js".split(' ') {
        let sobrou = site.join(sobra).exists();
        assert!(!sobrou, "{sobra} devia ter saído do site");
    }
}

#[test]
fn a_resposta_do_compilador_e_saida_e_nao_listagem() {
    let livro = livro_de_uma_pagina(
        "# Um\n\nFrase.\n\n```text legenda=\"A resposta.\"\n{{#include caso.stderr}}\n```\n",
    );
    gravar(livro.path(), "src/caso.stderr", "error[E0382]: não\n");
    let pagina = pagina_construida(livro.path());
    let figura = pagina.split("<figure class=\"saida\">").nth(1);
    contem(figura.expect("há uma saída"), &["error[E0382]: não"]);
}

#[test]
fn o_site_sem_repositorio_leva_a_copia_da_fonte() {
    let livro = livro_de_uma_pagina(
        "# Um\n\nFrase.\n\n```toml legenda=\"O livro.\"\n{{#include ../book.toml}}\n```\n",
    );
    let mut build = Command::new(env!("CARGO_BIN_EXE_curso"));
    build.args(["build", "--livro"]).arg(livro.path());
    let saida = build.env_remove("CURSO_REPOSITORIO").output();
    saiu_com(0, &saida.expect("o xtask devia rodar"));
    let site = livro.path().join("book/html");
    let inicial = ler(&site, "index.html");
    contem(&inicial, &["href=\"codigo/book.toml.txt\""]);
    let copia = ler(&site, "codigo/book.toml.txt");
    assert_eq!(copia, ler(livro.path(), "book.toml"));
}

#[test]
fn o_preprocessador_recusa_o_que_nao_pode_mostrar() {
    for (texto, esperado) in [
        ("Vale $\\naoexiste$.", "index.md:3: a fórmula “\\naoexiste”"),
        ("Vale $x^{1$.", "src/index.md:3: há um cifrão que não"),
        (
            "```mermaid legenda=\"x\" alt=\"y\"\nsequenceDiagram\n  A->>\n```",
            "src/index.md:5: o diagrama não pode ser desenhado",
        ),
    ] {
        let livro = livro_de_uma_pagina(&format!("# Um\n\n{texto}\n"));
        let dito = saiu_com(1, &construir(livro.path()));
        contem(&dito, &[esperado, "remédio: "]);
    }
}

#[test]
fn um_aviso_do_mdbook_interrompe_a_construcao() {
    let livro = livro_de_uma_pagina("# Um\n\n<p title=\"a\" title=\"b\">x</p>\n");
    let dito = saiu_com(1, &construir(livro.path()));
    contem(&dito, &["html parse error"]);
}

#[test]
fn a_versao_do_mdbook_que_o_texto_manda_instalar_e_a_do_cargo_lock() {
    let trava = ler(&raiz(), "Cargo.lock");
    let (_, depois) = trava
        .split_once("name = \"mdbook-driver\"\nversion = \"")
        .expect("o mdbook-driver está no Cargo.lock");
    let versao = depois.split('"').next().unwrap_or(depois);
    contem(&ler(&raiz(), "README.md"), &[&format!("mdbook@{versao}")]);
}

#[test]
fn construir_numa_pasta_de_outra_coisa_e_recusado_e_nada_se_apaga() {
    let livro = livro_de_uma_pagina("# Um\n\nFrase.\n");
    let fora = tempfile::tempdir().expect("pasta temporária");
    let destino = fora.path().join("fotos");
    std::fs::create_dir_all(destino.join("html")).expect("a pasta é nossa");
    let foto = destino.join("html/foto.jpg");
    std::fs::write(&foto, "x").expect("a pasta é nossa");
    let pastas = [livro.path(), &destino].map(|p| p.to_str().expect("é UTF-8"));
    let construir = || xtask(&["build", "--livro", pastas[0], "--destino", pastas[1]]);
    contem(&saiu_com(1, &construir()), &["escolha outra: --destino"]);
    assert!(foto.is_file(), "a foto se perdeu");
    std::fs::remove_file(&foto).expect("a foto é nossa");
    // Na pasta vazia e, de novo, no que é nosso.
    saiu_com(0, &construir());
    saiu_com(0, &construir());
}

const DIAGRAMA: &str = "# Um\n\n```mermaid legenda=\"x\" alt=\"y\"\nsequenceDiagram\n  A->>B: pi é 3.14159\n```\n";

/// O que `mdbook build` e `mdbook serve` fazem: chamam a ferramenta pelos comandos do book.toml.
#[test]
fn o_mdbook_sozinho_constroi_o_livro() {
    let livro = livro_de_uma_pagina(&format!("{DIAGRAMA}\nVale $x$.\n"));
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
    let figura = "class=\"diagrama mermaid\"";
    contem(&pagina, &["<math", figura, "pi é 3.14159", "var(--fig-a)"]);
    let sobrou = pagina.contains("#a1000");
    assert!(!sobrou, "sobrou uma cor de papel: {pagina}");
    assert!(site.join("pagefind/pagefind.js").is_file(), "falta a busca");
    let outra_saida = livro.path().join("book/site");
    assert!(!outra_saida.exists(), "sobrou a pasta da outra saída");
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

const REFERENCIAS: &str = "# Referências\n\n- **[@um2020 | Um (2020)]** UM, A. Título. Editora, 2020. <https://exemplo.org/>\n";
/// Dois caminhos que, sem os hifens de sobra, dariam o mesmo.
const SUMARIO: &str = "# Sumário\n\n[Um](index.md)\n[Dois](a-b.md)\n[Três](a/b.md)\n[Referências](referencias.md)\n";

#[test]
fn a_pagina_mostra_o_que_o_texto_diz() {
    let livro = livro_de_uma_pagina(PAGINA);
    std::fs::create_dir(livro.path().join("src/a")).expect("a pasta é nossa");
    for arquivo in ["src/a-b.md", "src/a/b.md"] {
        gravar(livro.path(), arquivo, DIAGRAMA);
    }
    gravar(livro.path(), "src/ponto.png", "um PNG");
    gravar(livro.path(), "src/SUMMARY.md", SUMARIO);
    gravar(livro.path(), "src/referencias.md", REFERENCIAS);
    let pagina = pagina_construida(livro.path());

    let ate = |texto: &str, fim: &str| texto.split(fim).next().unwrap_or("").to_owned();
    let caixas: Vec<&str> = pagina.split("<blockquote").skip(1).collect();
    assert_eq!(caixas.len(), 1, "o aviso devia ser uma caixa só");
    contem(&ate(caixas[0], "</blockquote>"), &["código", "Depois."]);
    let item = pagina.split("<li>").find(|i| i.contains("um item"));
    let item = ate(item.unwrap_or(""), "</li>");
    contem(&item, &["mais código", "fim do item"]);

    let figuras: Vec<&str> = pagina.split("<figure").skip(1).collect();
    assert_eq!(figuras.len(), 3, "{pagina}");
    let marcas = [
        "<img src=\"ponto.png\" alt=\"Um ponto\">",
        ">Figura 1</span>",
        "<em>ponto</em> de <math",
        "em <a href=\"referencias.html#ref-um2020\">Um (2020)</a>.",
    ];
    contem(figuras[0], &marcas);
    contem(figuras[1], &[">laço<", ">loop<"]);
    contem(figuras[2], &[">crítico<", ">break<"]);
    contem(&pagina, &["class=\"comando\">cargo \\\n    test</span>"]);
    for arquivo in ["index.html", "print.html"] {
        sem_id_repetido(&ler(&livro.path().join("book/html"), arquivo));
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
        let existe = vistos.contains(citado);
        assert!(existe, "nenhum elemento tem o id “{citado}”");
    }
}
