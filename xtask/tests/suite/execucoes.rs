use crate::comum::{CAPITULO, LivroDeTeste, mais};

const REDE: &str =
    r#"```rede legenda="O pedido." alt="O cliente pede e o servidor responde.""#;
const RASTRO: &str =
    r#"```rastro legenda="O pedido." alt="O cliente pede e o servidor responde.""#;
const SEM_ALT: &str = "```rede legenda=\"O pedido.\"";
const EXERCICIO: &str = "{{#include ../../listings/eco/rede/pedido.json}}";
const DIAGRAMA: &str = "{{#include ../../listings/eco/rastros/pedido.svg}}";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"/>\n";
const PERDIDO: &str = "listings/eco/rastros/perdido.svg";
const INCLUA: &str =
    "inclua listings/<tema>/rede/<nome>.json, que um teste da listagem grava";

/// O livro bom com um bloco destes no fim, e o exercício gravado por um teste.
fn com(cerca: &str, dentro: &str) -> LivroDeTeste {
    let teste = "// conferir_exercicio\nconst NOME: &str = \"pedido\";\n";
    mais(CAPITULO, &format!("\n{cerca}\n{dentro}\n```\n"))
        .acrescentar("listings/eco/tests/quadro.rs", teste)
        .escrever("listings/eco/rede/pedido.json", "{}\n")
        .escrever("listings/eco/rede/pedido.svg", SVG)
        .escrever("listings/eco/rastros/pedido.svg", SVG)
}

aceitos! {
    @o_exercicio_e_o_diagrama_gravados_sao_aceitos
        com(REDE, EXERCICIO);
        com(RASTRO, DIAGRAMA);
}

recusas! {
    @sem_alt_ou_sem_inclusao_nao_ha_figura
        com(SEM_ALT, EXERCICIO), CAPITULO, SEM_ALT =>
        "o bloco rede não tem o atributo “alt”", "acrescente alt=\"…\" à cerca";
        com(REDE, "o pedido"), CAPITULO, REDE => "o bloco rede não inclui um arquivo", INCLUA;
    @o_que_nao_e_execucao_gravada_nao_se_joga
        com(REDE, "{{#include ../../listings/eco/src/lib.rs}}"), CAPITULO, REDE =>
        "listings/eco/src/lib.rs não serve a um bloco rede", INCLUA;
        com(REDE, EXERCICIO).escrever("listings/eco/rede/pedido.json", "{\n"), CAPITULO, REDE =>
        "listings/eco/rede/pedido.json não é JSON", INCLUA;
        com(REDE, EXERCICIO).apagar("listings/eco/rede/pedido.svg"), CAPITULO, REDE =>
        "falta o desenho do exercício, listings/eco/rede/pedido.svg",
        "grave-o com conferir_exercicio, no teste da listagem";
    @a_execucao_que_nenhum_teste_grava_sobra
        com(REDE, EXERCICIO).escrever(PERDIDO, SVG), PERDIDO, 1 =>
        "nenhum teste grava esta execução",
        "chame conferir_exercicio ou conferir_diagrama com \"perdido\", ou apague-a";
}
