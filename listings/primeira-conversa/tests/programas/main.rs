use std::process::Command;

#[test]
fn a_conversa_e_a_que_o_prefacio_mostra_e_o_programa_termina() {
    let saida = Command::new(env!("CARGO_BIN_EXE_primeira-conversa"))
        .output()
        .expect("o programa devia rodar");

    let disse = String::from_utf8(saida.stdout).expect("a saída devia ser UTF-8");
    let mostrado = include_str!("../saidas/conversa.txt").replace("\r\n", "\n");
    let esperado: Vec<&str> = mostrado.lines().filter(|l| !l.starts_with("$ ")).collect();

    assert!(saida.status.success(), "o programa devia terminar com 0");
    assert_eq!(
        disse.lines().collect::<Vec<_>>(),
        esperado,
        "o prefácio mostra saidas/conversa.txt: se o programa mudou, capture de novo"
    );
}
