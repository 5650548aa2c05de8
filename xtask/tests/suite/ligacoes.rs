use crate::comum::{CAPITULO, LivroDeTeste};

const LIGACAO: &str = "comunicacao/sockets.md#experimente";

#[track_caller]
fn recusa(destino: &str, motivo: &str, remedio: &str) {
    LivroDeTeste::bom()
        .trocar("src/index.md", LIGACAO, destino)
        .recusa("src/index.md", &format!("({destino})"), motivo, remedio);
}

const CORRIJA: &str =
    "corrija o caminho; um capítulo em preparo não tem página: cite-o sem ligação";

#[test]
fn pagina_que_nao_existe() {
    recusa(
        "comunicacao/outro.md",
        "não existe o arquivo src/comunicacao/outro.md",
        CORRIJA,
    );
}

#[test]
fn fragmento_que_nao_existe() {
    recusa(
        "comunicacao/sockets.md#experimento",
        "o fragmento #experimento não existe em src/comunicacao/sockets.md",
        "o mais parecido que existe é #experimente",
    );
}

#[test]
fn fragmento_da_propria_pagina() {
    LivroDeTeste::bom()
        .trocar(CAPITULO, "(#o-quadro)", "(#o-quadros)")
        .recusa(
            CAPITULO,
            "(#o-quadros)",
            "o fragmento #o-quadros não existe em src/comunicacao/sockets.md",
            "o mais parecido que existe é #o-quadro",
        );
}

#[test]
fn arquivo_html() {
    recusa(
        "comunicacao/sockets.html",
        "não existe o arquivo src/comunicacao/sockets.html",
        "ligue ao arquivo .md: o mdBook troca a extensão",
    );
}

#[test]
fn caminho_absoluto() {
    recusa(
        "/comunicacao/sockets.md",
        "caminho absoluto: /comunicacao/sockets.md",
        "use um caminho relativo ao capítulo: o site pode não estar na raiz do servidor",
    );
}

#[test]
fn caminho_para_fora() {
    recusa(
        "../README.md",
        "a ligação sai da pasta do livro: ../README.md",
        "só o que está na pasta dos capítulos é publicado; o código se mostra com {{#include}}",
    );
}

#[test]
fn ligacao_sem_destino() {
    recusa(
        "",
        "ligação sem destino",
        "diga aonde leva; um capítulo em preparo não tem página: cite-o sem ligação",
    );
}

#[test]
fn ligacao_em_html() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\n<p><a href=\"nada.md\">Nada</a></p>\n")
        .recusa(
            "src/index.md",
            "<a href",
            "não existe o arquivo src/nada.md",
            CORRIJA,
        );
}

#[test]
fn arquivo_de_imagem_que_nao_existe() {
    LivroDeTeste::bom()
        .escrever(
            "src/figuras/a.svg",
            include_str!("livro/src/comunicacao/figuras/quadro.svg"),
        )
        .acrescentar(
            "src/index.md",
            "\n![Um](figuras/b.svg \"B.\")\n\n![Dois](figuras/a.svg \"A.\")\n",
        )
        .recusa(
            "src/index.md",
            "![Um]",
            "não existe o arquivo src/figuras/b.svg",
            CORRIJA,
        );
}

#[test]
fn fragmentos_que_existem() {
    for destino in [
        "comunicacao/sockets.md#para-ir-al%C3%A9m",
        "comunicacao/sockets.md#para-ir-além",
        "referencias.md#ref-rfc9293",
        "#início",
        "index.md",
        "https://example.org/#qualquer",
        "mailto:curso@example.org",
    ] {
        LivroDeTeste::bom()
            .trocar("src/index.md", LIGACAO, destino)
            .aceita();
    }
}

#[test]
fn nota_que_nao_existe() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\nVeja a nota.[^falta]\n")
        .recusa(
            "src/index.md",
            "[^falta]",
            "a nota [^falta] não existe",
            "escreva a nota: [^falta]: texto",
        );
}

#[test]
fn nota_que_ninguem_chama() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\n[^sobra]: Texto.\n")
        .recusa(
            "src/index.md",
            "[^sobra]",
            "ninguém chama a nota [^sobra]",
            "ponha [^sobra] no texto, ou apague a nota",
        );
}

#[test]
fn nota_escrita_duas_vezes() {
    let livro = LivroDeTeste::bom().trocar(
        CAPITULO,
        "[^nota]: O tamanho vem antes.\n",
        "[^nota]: O tamanho vem antes.\n\nTexto.\n\n[^nota]: A carga vem antes.\n",
    );
    livro.recusa(
        CAPITULO,
        "[^nota]: A carga",
        "a nota [^nota] está escrita duas vezes",
        "deixe uma só, ou dê outro nome à segunda",
    );
}
