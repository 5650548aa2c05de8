//! O aperto de mão: o certo abre, e cada errado é recusado com o código certo.

use std::time::Duration;

use crate::comum::{ACEITE, CHAVE, Cru, Servidor, aperto};
use websocket::limites::Limites;
use websocket::ola::Modo;

fn salas() -> Servidor {
    Servidor::salas(Limites::default())
}

/// O que a norma exige, os dois servidores exigem.
fn os_dois() -> [Servidor; 2] {
    [salas(), Servidor::ola(Modo::Saudacao, Limites::default())]
}

#[track_caller]
fn recusa(servidor: &Servidor, pedido: &str, codigo: u16) -> String {
    let resposta = Cru::conectar(servidor.endereco).pedir(pedido);
    let esperada = format!("HTTP/1.1 {codigo} ");
    assert!(
        resposta.starts_with(&esperada),
        "a\n{pedido}devia vir {codigo}; veio\n{resposta}"
    );
    // Sem o tipo, o navegador adivinha, e pode achar que é HTML.
    let tipo = "content-type: text/plain; charset=utf-8\r\n";
    let minuscula = resposta.to_lowercase();
    let vazia = minuscula.contains("content-length: 0\r\n");
    assert!(vazia || minuscula.contains(tipo), "{resposta}");
    resposta
}

#[test]
fn a_chave_da_norma_recebe_o_aceite_da_norma() {
    let servidor = salas();
    let resposta = Cru::conectar(servidor.endereco).pedir(&aperto(&[]));
    assert!(resposta.starts_with("HTTP/1.1 101 "), "{resposta}");
    let minuscula = resposta.to_lowercase();
    for linha in ["upgrade: websocket", "connection: upgrade"] {
        assert!(minuscula.contains(linha), "falta {linha} em\n{resposta}");
    }
    assert!(minuscula.contains("sec-websocket-protocol: salas.v1"));
    assert!(
        resposta.contains(ACEITE),
        "a {CHAVE} pede {ACEITE}\n{resposta}"
    );
}

#[test]
fn quem_nao_pede_websocket_ouve_426_e_o_que_se_fala() {
    for servidor in os_dois() {
        for (falta, valor) in [
            ("Upgrade", ""),
            ("Upgrade", "h2c"),
            ("Connection", "keep-alive"),
            ("Sec-WebSocket-Version", "12"),
        ] {
            let resposta = recusa(&servidor, &aperto(&[(falta, valor)]), 426);
            let minuscula = resposta.to_lowercase();
            assert!(
                minuscula.contains("sec-websocket-version: 13"),
                "{resposta}"
            );
        }
    }
}

#[test]
fn um_aperto_malformado_ouve_400() {
    for servidor in os_dois() {
        for (nome, valor) in [
            ("Sec-WebSocket-Key", ""),
            ("Sec-WebSocket-Key", "curta"),
            ("Sec-WebSocket-Key", "!!!! não é base64 !!!!!!"),
        ] {
            recusa(&servidor, &aperto(&[(nome, valor)]), 400);
        }
        let antigo = aperto(&[]).replace("HTTP/1.1", "HTTP/1.0");
        let resposta = Cru::conectar(servidor.endereco).pedir(&antigo);
        assert!(resposta.starts_with("HTTP/1.0 400 "), "{resposta}");
        recusa(&servidor, &aperto(&[]).replace("GET", "POST"), 405);
        recusa(&servidor, "isto não é HTTP\r\n\r\n", 400);
    }
}

#[test]
fn quem_nao_oferece_o_acordo_das_salas_ouve_400() {
    let servidor = salas();
    for ofertas in ["", "salas.v9, chat"] {
        let pedido = aperto(&[("Sec-WebSocket-Protocol", ofertas)]);
        recusa(&servidor, &pedido, 400);
    }
    let entre_outras = aperto(&[("Sec-WebSocket-Protocol", "chat, salas.v1")]);
    let resposta = Cru::conectar(servidor.endereco).pedir(&entre_outras);
    assert!(resposta.starts_with("HTTP/1.1 101 "), "{resposta}");
}

#[test]
fn outra_origem_ouve_403_e_a_mesma_entra() {
    let servidor = salas();
    for origem in [
        "http://malvado.example",
        "null",
        "http://127.0.0.1.malvado.example",
    ] {
        recusa(&servidor, &aperto(&[("Origin", origem)]), 403);
    }
    let mesma = aperto(&[("Origin", "http://127.0.0.1")]);
    let resposta = Cru::conectar(servidor.endereco).pedir(&mesma);
    assert!(resposta.starts_with("HTTP/1.1 101 "), "{resposta}");
}

#[test]
fn um_cabecalho_sem_fim_e_recusado_e_nao_guardado() {
    for servidor in os_dois() {
        let mut cru = Cru::conectar(servidor.endereco);
        cru.mandar(b"GET / HTTP/1.1\r\nX: ");
        let resposta = cru.pedir(&"a".repeat(64 * 1024));
        assert!(resposta.starts_with("HTTP/1.1 431 "), "{resposta}");
    }
}

#[test]
fn quem_nao_termina_o_cabecalho_perde_a_conexao() {
    let entrada = Duration::from_millis(100);
    let limites = Limites {
        entrada,
        ..Limites::default()
    };
    for servidor in [Servidor::salas(limites), Servidor::ola(Modo::Eco, limites)] {
        for comeco in ["", "GET / HTTP/1.1\r\nHost:"] {
            let mut cru = Cru::conectar(servidor.endereco);
            cru.mandar(comeco.as_bytes());
            let resposta = cru.cabecalho();
            let cortada = resposta.is_empty() || resposta.starts_with("HTTP/1.1 408 ");
            assert!(cortada, "devia cortar no prazo: {resposta}");
        }
    }
    // Entre um pedido e o seguinte o prazo também conta.
    let servidor = Servidor::salas(limites);
    let mut cru = Cru::conectar(servidor.endereco);
    cru.mandar(b"GET /nada HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(cru.cabecalho().starts_with("HTTP/1.1 404 "));
    assert_eq!(
        cru.cabecalho(),
        "",
        "a conexão parada devia ter sido cortada"
    );
}

#[test]
fn lotado_ouve_503_e_a_vaga_volta() {
    let limites = Limites {
        sessoes: 1,
        ..Limites::default()
    };
    let servidor = Servidor::salas(limites);
    let ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    let resposta = recusa(&servidor, &aperto(&[]), 503);
    assert!(
        resposta.to_lowercase().contains("retry-after: 5"),
        "{resposta}"
    );
    let mut ana = ana;
    ana.mandar(&crate::comum::quadro(0x88, &1000_u16.to_be_bytes()));
    assert_eq!(ana.fecho().0, 1000);
    // O TCP da Ana já fechou, e a vaga volta logo depois: insiste até haver.
    let vence = std::time::Instant::now() + apoio::teste::PRAZO;
    loop {
        let resposta = Cru::conectar(servidor.endereco).pedir(&aperto(&[]));
        if resposta.starts_with("HTTP/1.1 101 ") {
            break;
        }
        assert!(
            std::time::Instant::now() < vence,
            "a vaga não voltou: {resposta}"
        );
    }
}

#[test]
fn a_pagina_vem_do_proprio_servidor_com_a_politica_dela() {
    let servidor = salas();
    let mut cru = Cru::conectar(servidor.endereco);
    let resposta = cru.pedir("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    assert!(resposta.starts_with("HTTP/1.1 200 "), "{resposta}");
    assert!(resposta.contains("content-security-policy: "), "{resposta}");
    recusa(&servidor, "GET /nada HTTP/1.1\r\nHost: x\r\n\r\n", 404);
}
