use crate::comum::{CAPITULO, INICIO, LivroDeTeste, QUADRO, mais, troca};

const ESCREVER: &str = "{{#include ../../listings/eco/src/quadro.rs:escrever}}";
const VAZIO: &str = "// ANCHOR: vazio\n\n// ANCHOR_END: vazio\n";
const SOLTA: &str = "diretiva {{#…}} fora de um bloco de código";
const CERQUE: &str = "ponha a inclusão num bloco cercado; só {{#clonar}} fica no texto, e {{#mapa}}, sozinho no seu parágrafo";

/// O livro bom com outra âncora, ou outro arquivo, no lugar de `quadro.rs:escrever`.
fn com(pedido: &str) -> LivroDeTeste {
    troca(CAPITULO, "quadro.rs:escrever", pedido)
}

fn longo() -> String {
    let linhas = "// mais uma\n".repeat(31);
    format!("// ANCHOR: longo\n{linhas}// ANCHOR_END: longo\n")
}

recusas! {
    @ancora_mal_escrita
        com("quadro.rs:escreve"), CAPITULO, "quadro.rs:escreve}}" =>
        "a âncora “escreve” não existe em listings/eco/src/quadro.rs",
        "as âncoras do arquivo são: escrever";
    @ancora_que_falta
        LivroDeTeste::bom().sem_ancora(), CAPITULO, ESCREVER =>
        "a âncora “escrever” não existe em listings/eco/src/quadro.rs",
        "escreva `// ANCHOR: escrever` antes do trecho e `// ANCHOR_END: escrever` depois";
    @ancora_que_nao_fecha
        troca(QUADRO, "// ANCHOR_END: escrever\n", ""), CAPITULO, ESCREVER =>
        "a âncora “escrever” de listings/eco/src/quadro.rs não fecha",
        "escreva `// ANCHOR_END: escrever` depois do trecho";
    @trecho_vazio
        com("quadro.rs:vazio").sem_ancora().acrescentar(QUADRO, VAZIO),
        CAPITULO, "quadro.rs:vazio" =>
        "o trecho incluído de listings/eco/src/quadro.rs está vazio",
        "ponha código entre ANCHOR e ANCHOR_END, ou inclua outro trecho";
    @listagem_longa_demais
        com("quadro.rs:longo").sem_ancora().acrescentar(QUADRO, &longo()),
        CAPITULO, "quadro.rs:longo" =>
        "a listagem tem 31 linhas", "mostre até 30: só o que o parágrafo discute";
    @arquivo_que_falta
        com("quadra.rs:escrever"), CAPITULO, "quadra.rs" =>
        "o arquivo incluído listings/eco/src/quadra.rs não existe",
        "confira o caminho, que é relativo ao capítulo";
    @inclusao_misturada_com_codigo
        troca(CAPITULO, ESCREVER, &format!("use std::io;\n{ESCREVER}")).sem_ancora(),
        CAPITULO, ESCREVER => "o bloco mistura a inclusão com outro texto",
        "deixe no bloco só uma linha: {{#include caminho:âncora}}";
    @diretiva_no_meio_do_texto
        mais(INICIO, "\n{{#include ../README.md}}\n"), INICIO, "{{#include" => SOLTA, CERQUE;
    @mapa_acompanhado
        troca(INICIO, "{{#mapa}}\n", "{{#mapa}}\ne mais.\n"), INICIO, "{{#mapa}}" =>
        SOLTA, CERQUE;
}

aceitos! {
    @diretiva_citada_entre_acentos_graves_e_so_texto
        mais(INICIO, "\nA linha `{{#include x}}` inclui.\n");
}
