use crate::comum::{CAPITULO, LivroDeTeste};

const SVG: &str = "src/comunicacao/figuras/quadro.svg";
const IMAGEM: &str =
    "![Um tamanho seguido de uma carga](figuras/quadro.svg \"O quadro.\")";
const SEM_ALT: &str = "imagem sem texto alternativo";
const DESCREVA: &str = "descreva o que ela mostra, para quem não a vê";
const CORES: &str = "use currentColor, none ou as variáveis do tema, como var(--fig-a): há tema claro e escuro";

#[track_caller]
fn imagem(para: &str, motivo: &str, remedio: &str) {
    LivroDeTeste::bom()
        .trocar(CAPITULO, IMAGEM, para)
        .recusa(CAPITULO, para, motivo, remedio);
}

#[track_caller]
fn desenho(de: &str, para: &str, linha: &str, motivo: &str, remedio: &str) {
    LivroDeTeste::bom()
        .trocar(SVG, de, para)
        .recusa(SVG, linha, motivo, remedio);
}

#[test]
fn imagem_sem_texto_alternativo() {
    imagem("![](figuras/quadro.svg \"O quadro.\")", SEM_ALT, DESCREVA);
}

#[test]
fn imagem_em_html_sem_texto_alternativo() {
    for marca in [
        "<img src=\"figuras/quadro.svg\">",
        "<img src=\"figuras/quadro.svg\" alt=\" \">",
    ] {
        imagem(marca, SEM_ALT, DESCREVA);
    }
}

#[test]
fn imagem_sem_legenda() {
    imagem(
        "![Um tamanho](figuras/quadro.svg)",
        "figura sem legenda",
        "escreva-a entre aspas depois do caminho: (figuras/nome.svg \"Legenda\")",
    );
}

#[test]
fn imagem_no_meio_do_texto() {
    LivroDeTeste::bom()
        .trocar(CAPITULO, IMAGEM, &format!("Veja: {IMAGEM}"))
        .recusa(
            CAPITULO,
            IMAGEM,
            "imagem no meio do texto",
            "deixe-a sozinha no seu parágrafo: ela vira uma figura numerada",
        );
}

#[test]
fn figura_que_ninguem_mostra() {
    let svg = include_str!("livro/src/comunicacao/figuras/quadro.svg");
    LivroDeTeste::bom()
        .escrever("src/figuras/sobra.svg", svg)
        .recusa_na_linha(
            "src/figuras/sobra.svg",
            1,
            "nenhum capítulo mostra esta figura",
            "mostre-a com ![descrição](figuras/nome.svg \"Legenda\"), ou apague-a",
        );
}

#[test]
fn figura_mostrada_so_no_leiame_nao_sobra() {
    let svg = include_str!("livro/src/comunicacao/figuras/quadro.svg");
    LivroDeTeste::bom()
        .escrever("src/figuras/pagina.svg", svg)
        .acrescentar("README.md", "\n![Uma página](src/figuras/pagina.svg)\n")
        .aceita();
}

#[test]
fn svg_mal_formado() {
    let livro = LivroDeTeste::bom().trocar(SVG, "</desc>", "");
    let achados = livro.relatorio().problemas;
    assert_eq!(achados.len(), 1, "{achados:?}");
    let texto = achados[0].to_string();
    assert!(
        texto.starts_with(&format!("{SVG}:6: o SVG está mal formado: ")),
        "{texto}"
    );
}

#[test]
fn svg_sem_nome_ou_descricao() {
    let remedio = "dê-lhe nome em <title> e descrição em <desc>, para quem não o vê";
    desenho(
        "  <title>O quadro</title>\n",
        "",
        "<svg",
        "o SVG não tem <title>",
        remedio,
    );
    desenho(
        "<desc>Um tamanho seguido de uma carga.</desc>",
        "<desc/>",
        "<svg",
        "o SVG não tem <desc>",
        remedio,
    );
}

#[test]
fn svg_sem_viewbox() {
    desenho(
        " viewBox=\"0 0 320 80\"",
        "",
        "<svg",
        "o SVG não tem viewBox",
        "sem ele o desenho não se ajusta à tela",
    );
}

#[test]
fn svg_de_tamanho_fixo() {
    for nome in ["width", "height"] {
        desenho(
            " role=\"img\"",
            &format!(" role=\"img\" {nome}=\"320\""),
            "<svg",
            &format!("o SVG tem {nome} fixo na raiz"),
            "tire-o: o viewBox basta, e o desenho se ajusta à tela",
        );
    }
}

#[test]
fn svg_com_cor_fixa() {
    for cor in ["#fff", "red", "rgb(1, 2, 3)"] {
        desenho(
            "fill=\"var(--fig-a)\"",
            &format!("fill=\"{cor}\""),
            "<rect",
            &format!("cor fixa no SVG: fill=\"{cor}\""),
            CORES,
        );
    }
    desenho(
        "fill=\"var(--fig-a)\"",
        "style=\"fill: #abc\"",
        "<rect",
        "cor fixa no SVG: style=\"fill: #abc\"",
        CORES,
    );
    desenho(
        "</desc>",
        "</desc>\n  <style>rect { fill: #abc }</style>",
        "<style>",
        "o <style> do SVG tem cor fixa",
        CORES,
    );
}

#[test]
fn svg_com_codigo() {
    desenho(
        "</desc>",
        "</desc>\n  <script>alert(1)</script>",
        "<script>",
        "o SVG tem <script>",
        "use só formas e texto: a figura entra na página e não traz código nem imagens",
    );
    desenho(
        "fill=\"var(--fig-a)\"",
        "onclick=\"x()\"",
        "<rect",
        "o SVG tem código em onclick",
        "tire o código",
    );
}

#[test]
fn svg_que_busca_algo_de_fora() {
    desenho(
        "</desc>",
        "</desc>\n  <use href=\"https://example.org/a.svg#b\"/>",
        "<use",
        "o SVG busca algo de fora: https://example.org/a.svg#b",
        "desenhe no próprio arquivo; href só leva a um #id dele",
    );
}
