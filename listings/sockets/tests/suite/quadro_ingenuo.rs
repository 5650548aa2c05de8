//! A versão errada, e as três maneiras de ela falhar. Estes testes passam
//! porque *esperam* a falha; o reparo está em `tests/quadro.rs`.

use std::io::{Cursor, ErrorKind};

use sockets::quadro_ingenuo::{TAMANHO_DO_BUFFER, ler};

#[test]
fn duas_mensagens_viram_uma() {
    let mut fluxo = Cursor::new(
        "ana: oi" /* e logo em seguida */
            .to_owned()
            + "bia: oi",
    );

    let lida = ler(&mut fluxo).unwrap();

    assert_eq!(
        lida.as_deref(),
        Some("ana: oibia: oi"),
        "as duas deviam vir grudadas"
    );
    assert_eq!(
        ler(&mut fluxo).unwrap(),
        None,
        "não devia sobrar uma segunda mensagem"
    );
}

#[test]
fn uma_mensagem_vira_duas() {
    let mensagem = "x".repeat(TAMANHO_DO_BUFFER + 1);
    let mut fluxo = Cursor::new(mensagem);

    let primeira = ler(&mut fluxo).unwrap().unwrap();
    let segunda = ler(&mut fluxo).unwrap().unwrap();

    assert_eq!((primeira.len(), segunda.len()), (TAMANHO_DO_BUFFER, 1));
}

#[test]
fn letra_acentuada_na_fronteira_vira_erro() {
    // O `ã` ocupa dois bytes, e a leitura cabe só o primeiro.
    let mensagem = "x".repeat(TAMANHO_DO_BUFFER - 1) + "ã";

    let erro = ler(&mut Cursor::new(mensagem)).unwrap_err();

    assert_eq!(
        erro.kind(),
        ErrorKind::InvalidData,
        "metade de uma letra não é UTF-8"
    );
}
