use crate::comum::{CAPITULO, INICIO, LivroDeTeste, mais, novo, troca};

const QUADRO: &str = include_str!("livro/src/comunicacao/figuras/quadro.svg");
const FIGURAS: &str = "\n![Um](figuras/b.svg \"B.\")\n\n![Dois](figuras/a.svg \"A.\")\n";
const NOTA: &str = "[^nota]: O tamanho vem antes.\n";
const CORRIJA: &str =
    "corrija o caminho; um capítulo em preparo não tem página: cite-o sem ligação";

/// A página inicial com uma ligação a outro destino.
fn ligar(destino: &str) -> LivroDeTeste {
    troca(INICIO, "comunicacao/sockets.md#experimente", destino)
}

recusas! {
    @pagina_que_nao_existe
        ligar("comunicacao/outro.md"), INICIO, "(comunicacao/outro.md)" =>
        "não existe o arquivo src/comunicacao/outro.md", CORRIJA;
    @fragmento_que_nao_existe
        ligar("comunicacao/sockets.md#experimento"), INICIO, "#experimento)" =>
        "o fragmento #experimento não existe em src/comunicacao/sockets.md",
        "o mais parecido que existe é #experimente";
    @fragmento_da_propria_pagina
        troca(CAPITULO, "(#o-quadro)", "(#o-quadros)"), CAPITULO, "(#o-quadros)" =>
        "o fragmento #o-quadros não existe em src/comunicacao/sockets.md",
        "o mais parecido que existe é #o-quadro";
    @arquivo_html
        ligar("comunicacao/sockets.html"), INICIO, "(comunicacao/sockets.html)" =>
        "não existe o arquivo src/comunicacao/sockets.html",
        "ligue ao arquivo .md: o mdBook troca a extensão";
    @caminho_absoluto
        ligar("/comunicacao/sockets.md"), INICIO, "(/comunicacao/sockets.md)" =>
        "caminho absoluto: /comunicacao/sockets.md",
        "use um caminho relativo ao capítulo: o site pode não estar na raiz do servidor";
    @caminho_para_fora
        ligar("../README.md"), INICIO, "(../README.md)" =>
        "a ligação sai da pasta do livro: ../README.md",
        "só o que está na pasta dos capítulos é publicado; o código se mostra com {{#include}}";
    @ligacao_sem_destino
        ligar(""), INICIO, "()" => "ligação sem destino",
        "diga aonde leva; um capítulo em preparo não tem página: cite-o sem ligação";
    @ligacao_em_html
        mais(INICIO, "\n<p><a href=\"nada.md\">Nada</a></p>\n"), INICIO, "<a href" =>
        "não existe o arquivo src/nada.md", CORRIJA;
    @arquivo_de_imagem_que_nao_existe
        novo("src/figuras/a.svg", QUADRO).acrescentar(INICIO, FIGURAS), INICIO, "![Um]" =>
        "não existe o arquivo src/figuras/b.svg", CORRIJA;
    @nota_que_nao_existe
        mais(INICIO, "\nVeja a nota.[^falta]\n"), INICIO, "[^falta]" =>
        "a nota [^falta] não existe", "escreva a nota: [^falta]: texto";
    @nota_que_ninguem_chama
        mais(INICIO, "\n[^sobra]: Texto.\n"), INICIO, "[^sobra]" =>
        "ninguém chama a nota [^sobra]", "ponha [^sobra] no texto, ou apague a nota";
    @nota_escrita_duas_vezes
        troca(CAPITULO, NOTA, &format!("{NOTA}\nTexto.\n\n[^nota]: A carga vem antes.\n")),
        CAPITULO, "[^nota]: A carga" =>
        "a nota [^nota] está escrita duas vezes", "deixe uma só, ou dê outro nome à segunda";
}

aceitos! {
    @fragmentos_que_existem
        ligar("comunicacao/sockets.md#para-ir-al%C3%A9m");
        ligar("comunicacao/sockets.md#para-ir-além");
        ligar("referencias.md#ref-rfc9293");
        ligar("#início");
        ligar("index.md");
        ligar("https://example.org/#qualquer");
        ligar("mailto:curso@example.org");
}
