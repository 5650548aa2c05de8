//! O maior pedido que o programa aceita, ele termina.

use std::fs;

use apoio::teste::Programa;

#[test]
fn sete_transacoes_de_um_passo_se_julgam_dentro_do_prazo() {
    let pasta = tempfile::tempdir().expect("uma pasta temporária");
    let arquivo = pasta.path().join("sete.txt");
    let linhas: String = (1..=7).map(|t| format!("T{t}: w(x = {t})\n")).collect();
    fs::write(&arquivo, format!("x = 0\n{linhas}")).unwrap();
    let argumentos = ["--transacoes", arquivo.to_str().unwrap(), "--todas"];
    let escalonar = env!("CARGO_BIN_EXE_escalonar");
    let fim = Programa::iniciar(escalonar, &argumentos).esperar_fim();
    // Executar as 5.040 ordens para cada uma das 5.040 intercalações levava minutos.
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let ultimas = "5040 intercalações: 5040 aceitas, 0 recusadas\n\
                   recusadas que terminam como nenhuma ordem serial: 0\n";
    assert!(fim.saida.ends_with(ultimas), "{:.300}", fim.saida);
}

#[test]
fn todas_com_um_escalonamento_e_recusado_em_vez_de_ignora_lo() {
    let escalonar = env!("CARGO_BIN_EXE_escalonar");
    let pontos = concat!(env!("CARGO_MANIFEST_DIR"), "/exemplos/pontos.txt");
    let argumentos = ["--transacoes", pontos, "--todas", "r1(x)"];
    let fim = Programa::iniciar(escalonar, &argumentos).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(fim.erro.contains("não escreva um"), "{}", fim.erro);
}
