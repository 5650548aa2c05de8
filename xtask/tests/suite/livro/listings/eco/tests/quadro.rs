use eco::quadro;

#[test]
fn quadro_vai_e_volta() {
    assert!(quadro::escrever(b"oi").is_some());
}

#[test]
fn a_saida_do_eco_e_a_que_o_livro_mostra() {
    let esperada = include_str!("../saidas/eco.txt");
    let programa = std::process::Command::new(env!("CARGO_BIN_EXE_eco-servidor"));
    assert!(esperada.contains("escutando"), "{programa:?}");
}

#[test]
fn o_que_nao_compila_continua_sem_compilar() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
