//! O desenho de um diagrama, pelo programa como a ferramenta o chama; o resto a construção prova.

use std::process::{Command, Stdio};

#[test]
fn o_que_nao_e_um_pedido_sai_com_1_e_diz_por_que() {
    let saida = Command::new(env!("CARGO_BIN_EXE_diagramas"))
        .stdin(Stdio::null())
        .output()
        .expect("o programa devia rodar");
    let erro = String::from_utf8_lossy(&saida.stderr);
    assert_eq!(saida.status.code(), Some(1), "{erro}");
    assert!(erro.starts_with("o pedido não é JSON"), "{erro}");
}
