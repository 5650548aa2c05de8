//! O programa `serializacao` diante de bytes que não são uma mensagem.

use std::io::Write;
use std::process::{Command, Stdio};

const SERIALIZACAO: &str = env!("CARGO_BIN_EXE_serializacao");

/// Roda com a entrada dada, em bytes.
fn com_entrada(argumentos: &[&str], entrada: &[u8]) -> (Option<i32>, String, String) {
    let mut filho = Command::new(SERIALIZACAO)
        .args(argumentos)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // O programa pode parar de ler antes do fim: é o limite em ação.
    let _ = filho.stdin.take().unwrap().write_all(entrada);
    let fim = filho.wait_with_output().unwrap();
    let texto = |bytes| String::from_utf8(bytes).unwrap();
    (fim.status.code(), texto(fim.stdout), texto(fim.stderr))
}

#[test]
fn mensagem_malformada_ou_grande_demais_sai_com_1_e_diz_por_que() {
    let casos: [(&str, &[u8], &str); 6] = [
        ("json", b"{\"id\":7", "erro: JSON termina antes da hora"),
        ("json", b"{\"id\":7}", "erro: falta o campo origem"),
        (
            "json",
            b"{\"id\":7,\n\"id\":8}",
            "erro: não é JSON de uma mensagem: um campo aparece duas vezes, na linha 2",
        ),
        (
            "messagepack",
            b"",
            "erro: MessagePack termina antes da hora",
        ),
        ("protobuf", &[0xff], "erro: não é Protobuf de uma mensagem"),
        (
            "json",
            &[b' '; 70_000],
            "erro: a entrada passa do limite de 65536 bytes",
        ),
    ];
    for (formato, entrada, esperado) in casos {
        let (status, _, erro) = com_entrada(&["--ler", formato], entrada);
        assert_eq!(status, Some(1), "{formato}: {erro}");
        assert!(erro.starts_with(esperado), "{formato}: {erro}");
    }
    let boa = br#"{"id":7,"origem":"a","destino":"b","tipo":"aviso","carga":[]}"#;
    let (status, saida, _) = com_entrada(&["--ler", "json"], boa);
    assert_eq!(status, Some(0));
    assert_eq!(saida, "aviso 7 de a para b, com 0 bytes de carga\n");
    let colorida =
        br#"{"id":7,"origem":"\u001b[31m","destino":"b","tipo":"aviso","carga":[]}"#;
    let (_, saida, _) = com_entrada(&["--ler", "json"], colorida);
    assert!(!saida.contains('\u{1b}'), "mexeu no terminal: {saida:?}");
}
