use crate::comum::{CAPITULO, INICIO, mais, troca};

const MANUAL: &str = "https://example.org/manual";
const FONTE: &str = "\n<p><a href=\"https://example.org/\">Fonte</a></p>\n";
const CANONICO: &str = "<link rel=\"canonical\" href=\"https://example.org/\">\n";
const SVG: &str = "var svg = 'http://www.w3.org/2000/svg';\n";

/// Cada linha posta num arquivo pede algo a outro servidor; os colchetes cercam o endereço.
#[track_caller]
fn pedem(arquivo: &str, linhas: &[&str]) {
    for marcada in linhas {
        let (antes, resto) = marcada.split_once('⟦').expect("o endereço começa");
        let (endereco, depois) = resto.split_once('⟧').expect("o endereço acaba");
        let linha = format!("{antes}{endereco}{depois}");
        mais(arquivo, &format!("\n{linha}\n")).recusa(
            arquivo,
            &linha,
            format!("a página pediria algo a outro servidor: {endereco}"),
            "traga o arquivo para o repositório, ou faça uma ligação comum",
        );
    }
}

#[test]
fn html_que_pede_algo_a_outro_servidor() {
    let marcas = [
        "<script src=\"⟦https://example.org/a.js⟧\"></script>",
        "<script>fetch('⟦https://example.org/b⟧')</script>",
        "<link rel=\"stylesheet\" href=\"⟦//example.org/a.css⟧\">",
        "<iframe src=\"⟦https://example.org/v⟧\"></iframe>",
        "<video src='⟦https://example.org/v.mp4⟧'></video>",
        "<img src=\"⟦https://example.org/i.png⟧\" alt=\"Um.\">",
        "<img src=\"404.md\" srcset=\"404.md 1x, ⟦https://example.org/i.png 2x⟧\" alt=\"Um.\">",
        "<div style=\"background: url(⟦https://example.org/i.png⟧)\"></div>",
        "<style>@import \"⟦https://example.org/a.css⟧\";</style>",
        "<object data=\"⟦https://example.org/o⟧\"></object>",
    ];
    pedem(INICIO, &marcas);
}

#[test]
fn imagem_de_outro_servidor() {
    let imagem = "![Um quadro](⟦https://example.org/q.svg⟧ \"O quadro.\")";
    pedem(INICIO, &[imagem]);
}

#[test]
fn tema_que_pede_algo_a_outro_servidor() {
    let modelo = [
        "<script src=\"⟦https://example.org/a.js⟧\"></script>",
        "<script>import(\"⟦https://example.org/b.js⟧\")</script>",
    ];
    let estilo = [
        "@import url('⟦https://example.org/a.css⟧');",
        "a { background: url(⟦//example.org/i.png⟧); }",
    ];
    pedem("theme/index.hbs", &modelo);
    pedem("theme/curso.css", &estilo);
    pedem("theme/book.js", &["fetch(`⟦https://example.org/x⟧`);"]);
}

recusas! {
    @ligacao_sem_https
        troca(CAPITULO, MANUAL, "http://example.org/manual"),
        CAPITULO, "http://example.org/manual" =>
        "ligação sem https: http://example.org/manual",
        "use https://; http fica só para localhost e 127.0.0.1";
}

aceitos! {
    @o_que_nao_pede_nada_a_ninguem
        troca(CAPITULO, MANUAL, "http://127.0.0.1:3000/")
            .acrescentar(INICIO, FONTE)
            .acrescentar("theme/index.hbs", CANONICO)
            .acrescentar("theme/book.js", SVG)
            .escrever("theme/testes/busca.js", "fetch('http://127.0.0.1:3000/');\n");
}
