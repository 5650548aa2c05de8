use crate::comum::{CAPITULO, LivroDeTeste};

const REDE: &str =
    r#"```rede legenda="O pedido." alt="O cliente pede e o servidor responde.""#;
const RASTRO: &str =
    r#"```rastro legenda="O pedido." alt="O cliente pede e o servidor responde.""#;
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n";
const INCLUA: &str =
    "inclua listings/<tema>/rede/<nome>.json, que um teste da listagem grava";

/// O livro bom com um bloco destes no fim, e o exercício gravado por um teste.
fn com(cerca: &str, dentro: &str) -> LivroDeTeste {
    let bloco = format!("\n{cerca}\n{dentro}\n```\n");
    LivroDeTeste::bom()
        .acrescentar(CAPITULO, &bloco)
        .acrescentar(
            "listings/eco/tests/quadro.rs",
            "// conferir_exercicio\nconst NOME: &str = \"pedido\";\n",
        )
        .escrever("listings/eco/rede/pedido.json", "{}\n")
        .escrever("listings/eco/rede/pedido.svg", SVG)
        .escrever("listings/eco/rastros/pedido.svg", SVG)
}

fn incluir(arquivo: &str) -> String {
    format!("{{{{#include ../../listings/eco/{arquivo}}}}}")
}

#[test]
fn o_exercicio_e_o_diagrama_gravados_sao_aceitos() {
    for (cerca, arquivo) in [(REDE, "rede/pedido.json"), (RASTRO, "rastros/pedido.svg")] {
        let achados = com(cerca, &incluir(arquivo)).relatorio().problemas;
        assert!(achados.is_empty(), "{achados:?}");
    }
}

#[test]
fn sem_alt_ou_sem_inclusao_nao_ha_figura() {
    let sem_alt = "```rede legenda=\"O pedido.\"";
    com(sem_alt, &incluir("rede/pedido.json")).recusa(
        CAPITULO,
        sem_alt,
        "o bloco rede não tem o atributo “alt”",
        "acrescente alt=\"…\" à cerca",
    );
    let motivo = "o bloco rede não inclui um arquivo";
    com(REDE, "o pedido").recusa(CAPITULO, REDE, motivo, INCLUA);
}

#[test]
fn o_que_nao_e_execucao_gravada_nao_se_joga() {
    let recusa = |livro: LivroDeTeste, motivo: &str, remedio: &str| {
        livro.recusa(CAPITULO, REDE, motivo, remedio);
    };
    let fora = "listings/eco/src/lib.rs não serve a um bloco rede";
    recusa(com(REDE, &incluir("src/lib.rs")), fora, INCLUA);
    let quebrado = com(REDE, &incluir("rede/pedido.json"))
        .escrever("listings/eco/rede/pedido.json", "{\n");
    recusa(quebrado, "listings/eco/rede/pedido.json não é JSON", INCLUA);
    let sem_desenho =
        com(REDE, &incluir("rede/pedido.json")).apagar("listings/eco/rede/pedido.svg");
    recusa(
        sem_desenho,
        "falta o desenho do exercício, listings/eco/rede/pedido.svg",
        "grave-o com conferir_exercicio, no teste da listagem",
    );
}

#[test]
fn a_execucao_que_nenhum_teste_grava_sobra() {
    com(REDE, &incluir("rede/pedido.json"))
        .escrever("listings/eco/rastros/perdido.svg", SVG)
        .recusa(
            "listings/eco/rastros/perdido.svg",
            "<svg",
            "nenhum teste grava esta execução",
            "chame conferir_exercicio ou conferir_diagrama com \"perdido\", ou apague-a",
        );
}
