//! O que o capítulo mostra do broker embutido.

#[test]
fn a_demo_imprime_o_que_o_livro_mostra() {
    apoio::saida::mostrar("demo.txt", env!("CARGO_BIN_EXE_demo"), &[&[]]);
}
