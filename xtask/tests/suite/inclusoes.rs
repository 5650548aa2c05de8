use crate::comum::{CAPITULO, LivroDeTeste};

const ESCREVER: &str = "{{#include ../../listings/eco/src/quadro.rs:escrever}}";

/// O livro bom com outra linha no lugar da inclusão de `quadro.rs`.
fn com(inclusao: &str) -> LivroDeTeste {
    LivroDeTeste::bom().trocar(CAPITULO, ESCREVER, inclusao)
}

#[test]
fn ancora_mal_escrita() {
    let inclusao = "{{#include ../../listings/eco/src/quadro.rs:escreve}}";
    com(inclusao).recusa(
        CAPITULO,
        inclusao,
        "a âncora “escreve” não existe em listings/eco/src/quadro.rs",
        "as âncoras do arquivo são: escrever",
    );
}

#[test]
fn ancora_que_falta() {
    LivroDeTeste::bom().sem_ancora().recusa(
            CAPITULO,
            ESCREVER,
            "a âncora “escrever” não existe em listings/eco/src/quadro.rs",
            "escreva `// ANCHOR: escrever` antes do trecho e `// ANCHOR_END: escrever` depois",
        );
}

#[test]
fn ancora_que_nao_fecha() {
    LivroDeTeste::bom()
        .trocar(
            "listings/eco/src/quadro.rs",
            "// ANCHOR_END: escrever\n",
            "",
        )
        .recusa(
            CAPITULO,
            ESCREVER,
            "a âncora “escrever” de listings/eco/src/quadro.rs não fecha",
            "escreva `// ANCHOR_END: escrever` depois do trecho",
        );
}

#[test]
fn trecho_vazio() {
    let vazio = "// ANCHOR: vazio\n\n// ANCHOR_END: vazio\n";
    com("{{#include ../../listings/eco/src/quadro.rs:vazio}}")
        .sem_ancora()
        .acrescentar("listings/eco/src/quadro.rs", vazio)
        .recusa(
            CAPITULO,
            "quadro.rs:vazio",
            "o trecho incluído de listings/eco/src/quadro.rs está vazio",
            "ponha código entre ANCHOR e ANCHOR_END, ou inclua outro trecho",
        );
}

#[test]
fn listagem_longa_demais() {
    let linhas = "// mais uma\n".repeat(31);
    let longo = format!("// ANCHOR: longo\n{linhas}// ANCHOR_END: longo\n");
    com("{{#include ../../listings/eco/src/quadro.rs:longo}}")
        .sem_ancora()
        .acrescentar("listings/eco/src/quadro.rs", &longo)
        .recusa(
            CAPITULO,
            "quadro.rs:longo",
            "a listagem tem 31 linhas",
            "mostre até 30: só o que o parágrafo discute",
        );
}

#[test]
fn arquivo_que_falta() {
    com("{{#include ../../listings/eco/src/quadra.rs:escrever}}").recusa(
        CAPITULO,
        "quadra.rs",
        "o arquivo incluído listings/eco/src/quadra.rs não existe",
        "confira o caminho, que é relativo ao capítulo",
    );
}

#[test]
fn inclusao_misturada_com_codigo() {
    com(&format!("use std::io;\n{ESCREVER}"))
        .sem_ancora()
        .recusa(
            CAPITULO,
            ESCREVER,
            "o bloco mistura a inclusão com outro texto",
            "deixe no bloco só uma linha: {{#include caminho:âncora}}",
        );
}

#[test]
fn diretiva_no_meio_do_texto() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\n{{#include ../README.md}}\n")
        .recusa(
            "src/index.md",
            "{{#include",
            "diretiva {{#…}} fora de um bloco de código",
            "ponha a inclusão num bloco cercado; só {{#clonar}} fica no texto, e {{#mapa}}, sozinho no seu parágrafo",
        );
}

#[test]
fn mapa_acompanhado() {
    LivroDeTeste::bom()
        .trocar("src/index.md", "{{#mapa}}\n", "{{#mapa}}\ne mais.\n")
        .recusa(
            "src/index.md",
            "{{#mapa}}",
            "diretiva {{#…}} fora de um bloco de código",
            "ponha a inclusão num bloco cercado; só {{#clonar}} fica no texto, e {{#mapa}}, sozinho no seu parágrafo",
        );
}

#[test]
fn diretiva_citada_entre_acentos_graves_e_so_texto() {
    LivroDeTeste::bom()
        .acrescentar("src/index.md", "\nA linha `{{#include x}}` inclui.\n")
        .aceita();
}
