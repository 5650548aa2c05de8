use crate::comum::{CAPITULO, LivroDeTeste};

const REMEDIO: &str = "traga o arquivo para o repositório, ou faça uma ligação comum";

fn motivo(endereco: &str) -> String {
    format!("a página pediria algo a outro servidor: {endereco}")
}

/// Cada marca e o endereço que ela buscaria.
const MARCAS: &[(&str, &str)] = &[
    (
        "<script src=\"https://example.org/a.js\"></script>",
        "https://example.org/a.js",
    ),
    (
        "<script>fetch('https://example.org/b')</script>",
        "https://example.org/b",
    ),
    (
        "<link rel=\"stylesheet\" href=\"//example.org/a.css\">",
        "//example.org/a.css",
    ),
    (
        "<iframe src=\"https://example.org/v\"></iframe>",
        "https://example.org/v",
    ),
    (
        "<video src='https://example.org/v.mp4'></video>",
        "https://example.org/v.mp4",
    ),
    (
        "<img src=\"https://example.org/i.png\" alt=\"Um.\">",
        "https://example.org/i.png",
    ),
    (
        "<img src=\"404.md\" srcset=\"404.md 1x, https://example.org/i.png 2x\" alt=\"Um.\">",
        "https://example.org/i.png 2x",
    ),
    (
        "<div style=\"background: url(https://example.org/i.png)\"></div>",
        "https://example.org/i.png",
    ),
    (
        "<style>@import \"https://example.org/a.css\";</style>",
        "https://example.org/a.css",
    ),
    (
        "<object data=\"https://example.org/o\"></object>",
        "https://example.org/o",
    ),
];

#[test]
fn html_que_pede_algo_a_outro_servidor() {
    for (marca, endereco) in MARCAS {
        LivroDeTeste::bom()
            .acrescentar("src/index.md", &format!("\n{marca}\n"))
            .recusa("src/index.md", marca, &motivo(endereco), REMEDIO);
    }
}

#[test]
fn imagem_de_outro_servidor() {
    let imagem = "![Um quadro](https://example.org/q.svg \"O quadro.\")";
    LivroDeTeste::bom()
        .acrescentar("src/index.md", &format!("\n{imagem}\n"))
        .recusa(
            "src/index.md",
            imagem,
            &motivo("https://example.org/q.svg"),
            REMEDIO,
        );
}

#[test]
fn tema_que_pede_algo_a_outro_servidor() {
    for (arquivo, linha, endereco) in [
        (
            "theme/index.hbs",
            "<script src=\"https://example.org/a.js\"></script>",
            "https://example.org/a.js",
        ),
        (
            "theme/index.hbs",
            "<script>import(\"https://example.org/b.js\")</script>",
            "https://example.org/b.js",
        ),
        (
            "theme/curso.css",
            "@import url('https://example.org/a.css');",
            "https://example.org/a.css",
        ),
        (
            "theme/curso.css",
            "a { background: url(//example.org/i.png); }",
            "//example.org/i.png",
        ),
        (
            "theme/book.js",
            "fetch(`https://example.org/x`);",
            "https://example.org/x",
        ),
    ] {
        LivroDeTeste::bom()
            .acrescentar(arquivo, &format!("{linha}\n"))
            .recusa(arquivo, linha, &motivo(endereco), REMEDIO);
    }
}

#[test]
fn ligacao_sem_https() {
    LivroDeTeste::bom()
        .trocar(
            CAPITULO,
            "https://example.org/manual",
            "http://example.org/manual",
        )
        .recusa(
            CAPITULO,
            "http://example.org/manual",
            "ligação sem https: http://example.org/manual",
            "use https://; http fica só para localhost e 127.0.0.1",
        );
}

#[test]
fn o_que_nao_pede_nada_a_ninguem() {
    LivroDeTeste::bom()
        .trocar(
            CAPITULO,
            "https://example.org/manual",
            "http://127.0.0.1:3000/",
        )
        .acrescentar(
            "src/index.md",
            "\n<p><a href=\"https://example.org/\">Fonte</a></p>\n",
        )
        .acrescentar(
            "theme/index.hbs",
            "<link rel=\"canonical\" href=\"https://example.org/\">\n",
        )
        .acrescentar("theme/book.js", "var svg = 'http://www.w3.org/2000/svg';\n")
        .escrever(
            "theme/testes/busca.js",
            "fetch('http://127.0.0.1:3000/');\n",
        )
        .aceita();
}
