use crate::comum::{CAPITULO, LivroDeTeste, novo, troca};

const QUADRO: &str = include_str!("livro/src/comunicacao/figuras/quadro.svg");
const SVG: &str = "src/comunicacao/figuras/quadro.svg";
const IMAGEM: &str =
    "![Um tamanho seguido de uma carga](figuras/quadro.svg \"O quadro.\")";
const SEM_ALT: &str = "imagem sem texto alternativo";
const DESCREVA: &str = "descreva o que ela mostra, para quem não a vê";
const NOMES: &str = "dê-lhe nome em <title> e descrição em <desc>, para quem não o vê";
const VIEWBOX: &str = "tire-o: o viewBox basta, e o desenho se ajusta à tela";
const CORES: &str = "use currentColor, none ou as variáveis do tema, como var(--fig-a): há tema claro e escuro";

/// O capítulo com outra imagem.
fn imagem(para: &str) -> LivroDeTeste {
    troca(CAPITULO, IMAGEM, para)
}

/// O desenho com outra cor.
fn cor(para: &str) -> LivroDeTeste {
    troca(SVG, "fill=\"var(--fig-a)\"", para)
}

/// O desenho com um elemento a mais.
fn elemento(texto: &str) -> LivroDeTeste {
    troca(SVG, "</desc>", &format!("</desc>\n  {texto}"))
}

recusas! {
    @imagem_sem_texto_alternativo
        imagem("![](figuras/quadro.svg \"O quadro.\")"), CAPITULO, "![](" => SEM_ALT, DESCREVA;
    @imagem_em_html_sem_texto_alternativo
        imagem("<img src=\"figuras/quadro.svg\">"), CAPITULO, "<img" => SEM_ALT, DESCREVA;
        imagem("<img src=\"figuras/quadro.svg\" alt=\" \">"), CAPITULO, "<img" =>
        SEM_ALT, DESCREVA;
    @imagem_sem_legenda
        imagem("![Um tamanho](figuras/quadro.svg)"), CAPITULO, "![Um" =>
        "figura sem legenda",
        "escreva-a entre aspas depois do caminho: (figuras/nome.svg \"Legenda\")";
    @imagem_no_meio_do_texto
        imagem(&format!("Veja: {IMAGEM}")), CAPITULO, IMAGEM => "imagem no meio do texto",
        "deixe-a sozinha no seu parágrafo: ela vira uma figura numerada";
    @figura_que_ninguem_mostra
        novo("src/figuras/sobra.svg", QUADRO), "src/figuras/sobra.svg", 1 =>
        "nenhum capítulo mostra esta figura",
        "mostre-a com ![descrição](figuras/nome.svg \"Legenda\"), ou apague-a";
    @svg_sem_nome_ou_descricao
        troca(SVG, "  <title>O quadro</title>\n", ""), SVG, "<svg" =>
        "o SVG não tem <title>", NOMES;
        troca(SVG, "<desc>Um tamanho seguido de uma carga.</desc>", "<desc/>"), SVG, "<svg" =>
        "o SVG não tem <desc>", NOMES;
    @svg_sem_viewbox
        troca(SVG, " viewBox=\"0 0 320 80\"", ""), SVG, "<svg" =>
        "o SVG não tem viewBox", "sem ele o desenho não se ajusta à tela";
    @svg_de_tamanho_fixo
        troca(SVG, " role=", " width=\"320\" role="), SVG, "<svg" =>
        "o SVG tem width fixo na raiz", VIEWBOX;
        troca(SVG, " role=", " height=\"320\" role="), SVG, "<svg" =>
        "o SVG tem height fixo na raiz", VIEWBOX;
    @svg_com_cor_fixa
        cor("fill=\"#fff\""), SVG, "<rect" => "cor fixa no SVG: fill=\"#fff\"", CORES;
        cor("fill=\"red\""), SVG, "<rect" => "cor fixa no SVG: fill=\"red\"", CORES;
        cor("fill=\"rgb(1, 2, 3)\""), SVG, "<rect" =>
        "cor fixa no SVG: fill=\"rgb(1, 2, 3)\"", CORES;
        cor("style=\"fill: #abc\""), SVG, "<rect" =>
        "cor fixa no SVG: style=\"fill: #abc\"", CORES;
        elemento("<style>rect { fill: #abc }</style>"), SVG, "<style>" =>
        "o <style> do SVG tem cor fixa", CORES;
    @svg_com_codigo
        elemento("<script>alert(1)</script>"), SVG, "<script>" => "o SVG tem <script>",
        "use só formas e texto: a figura entra na página e não traz código nem imagens";
        cor("onclick=\"x()\""), SVG, "<rect" => "o SVG tem código em onclick", "tire o código";
    @svg_que_busca_algo_de_fora
        elemento("<use href=\"https://example.org/a.svg#b\"/>"), SVG, "<use" =>
        "o SVG busca algo de fora: https://example.org/a.svg#b",
        "desenhe no próprio arquivo; href só leva a um #id dele";
}

aceitos! {
    @figura_mostrada_so_no_leiame_nao_sobra
        novo("src/figuras/pagina.svg", QUADRO)
            .acrescentar("README.md", "\n![Uma página](src/figuras/pagina.svg)\n");
}

#[test]
fn svg_mal_formado() {
    let livro = troca(SVG, "</desc>", "");
    livro.recusa_com(&format!("{SVG}:6: o SVG está mal formado: "));
}
