use crate::comum::{CAPITULO, INICIO, LivroDeTeste, QUADRO, mais, novo, troca};

const LIB: &str = "listings/eco/src/lib.rs";
const TESTE: &str = "listings/eco/tests/quadro.rs";
const CLIENTE: &str = "listings/eco/src/bin/eco-cliente.rs";
const SOBRA: &str = "nenhum capítulo mostra este arquivo e nenhum teste o usa";
const USE: &str = "mostre-o num capítulo, use-o num teste, ou apague-o";
const PROVADO: &str = "#[cfg(test)]\nmod testes {}\n";
const IMPLEMENTA: &str = "impl crate::quadro::Quadro {\n    pub fn a() {}\n}\n";
const RODE: &str = "{{#mapa}}\n\n```console\n$ cargo run -p eco --bin eco-cliente\n```\n";

/// O livro bom com um módulo a mais na listagem.
fn modulo(nome: &str, texto: &str) -> LivroDeTeste {
    mais(LIB, &format!("pub mod {nome};\n"))
        .escrever(&format!("listings/eco/src/{nome}.rs"), texto)
}

recusas! {
    @modulo_que_ninguem_mostra_nem_usa
        modulo("esquecido", "pub fn a() {}\n"), "listings/eco/src/esquecido.rs", 1 =>
        SOBRA, USE;
    // limite.rs não é mostrado nem citado por teste: quem o usa é quadro.rs.
    @modulo_usado_por_um_usado_e_usado
        troca(QUADRO, "use crate::limite::LIMITE;\n", "const LIMITE: usize = 9;\n"),
        "listings/eco/src/limite.rs", 1 => SOBRA, USE;
    @arquivo_que_nenhum_mod_alcanca
        novo("listings/eco/src/solto.rs", PROVADO), "listings/eco/src/solto.rs", 1 =>
        "nenhum `mod` alcança este arquivo: o Cargo não o compila",
        "declare-o com `mod` no arquivo acima dele, ou apague-o";
    @programa_que_ninguem_roda
        novo(CLIENTE, "fn main() {}\n"), CLIENTE, 1 => SOBRA, USE;
    @caso_que_nao_compila_e_ninguem_usa
        troca(TESTE, "tests/ui/*.rs", "tests/ui/recusado.rs")
            .escrever("listings/eco/tests/ui/outro.rs", "fn main() {}\n"),
        "listings/eco/tests/ui/outro.rs", 1 =>
        "nenhum capítulo mostra este caso e nenhum teste o usa",
        "mostre-o num capítulo, cite-o num teste, ou apague-o";
    @resposta_do_compilador_sem_caso
        novo("listings/eco/tests/ui/outro.stderr", "error\n"),
        "listings/eco/tests/ui/outro.stderr", 1 =>
        "resposta do compilador sem o código que a provoca",
        "escreva o .rs de mesmo nome, ou apague esta resposta";
    @saida_que_nenhum_capitulo_mostra
        novo("listings/eco/saidas/outra.txt", "oi\n"), "listings/eco/saidas/outra.txt", 1 =>
        "nenhum capítulo mostra esta saída", "inclua-a num bloco console, ou apague-a";
    @saida_que_nenhum_teste_compara
        troca(TESTE, "include_str!(\"../saidas/eco.txt\")", "\"escutando\""),
        "listings/eco/saidas/eco.txt", 1 =>
        "nenhum teste compara esta saída com o programa",
        "escreva um teste que rode o programa e compare com eco.txt";
}

aceitos! {
    @modulo_que_so_implementa_se_usa_com_a_crate modulo("desenho", IMPLEMENTA);
    @modulo_com_testes_dentro_e_usado modulo("provado", PROVADO);
    @modulo_mostrado_num_capitulo_nao_sobra
        modulo("mostrado", "pub fn a() {}\n")
            .trocar(CAPITULO, "quadro.rs:escrever", "mostrado.rs")
            .sem_ancora();
    @programa_que_o_capitulo_manda_rodar_nao_sobra
        novo(CLIENTE, "fn main() {}\n").trocar(INICIO, "{{#mapa}}\n", RODE);
}

#[test]
fn modulo_so_usado_por_outro_esquecido() {
    let achados = modulo("esquecido", "use crate::junto::b;\npub fn a() {}\n")
        .acrescentar(LIB, "pub mod junto;\n")
        .escrever(
            "listings/eco/src/junto.rs",
            "use crate::esquecido::a;\npub fn b() {}\n",
        )
        .relatorio()
        .problemas;
    assert_eq!(achados.len(), 2, "{achados:?}");
}
