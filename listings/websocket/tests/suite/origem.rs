//! A página de um estranho não conversa por quem a visita, ainda que o nome do
//! servidor dela aponte para cá.

use websocket::limites::Limites;

use crate::comum::{Cru, Servidor, aperto};

#[test]
fn a_origem_igual_ao_host_so_vale_se_o_nome_e_nosso() {
    let servidor = Servidor::salas(Limites::default());
    for (host, origem, codigo) in [
        ("127.0.0.1:8766", "http://127.0.0.1:8766", 101),
        ("LocalHost:8766", "http://localhost:8766", 101),
        ("[::1]:8766", "https://[::1]:8766", 101),
        ("malvado.example", "http://malvado.example", 403),
        (
            "localhost.malvado.example",
            "http://localhost.malvado.example",
            403,
        ),
        (
            "127.0.0.1.malvado.example:1",
            "http://127.0.0.1.malvado.example:1",
            403,
        ),
        ("[::1]malvado.example", "http://[::1]malvado.example", 403),
        (
            "localhost:malvado.example",
            "http://localhost:malvado.example",
            403,
        ),
        ("127.0.0.1:8766", "http://127.0.0.1:8080", 403),
        ("127.0.0.1", "http://localhost", 403),
        ("127.0.0.1", "127.0.0.1", 403),
    ] {
        let pedido = aperto(&[("Host", host), ("Origin", origem)]);
        let resposta = Cru::conectar(servidor.endereco).pedir(&pedido);
        assert!(
            resposta.starts_with(&format!("HTTP/1.1 {codigo} ")),
            "Host {host} e Origin {origem} deviam dar {codigo}; deram\n{resposta}"
        );
    }
}

#[test]
fn a_pagina_pedida_por_um_nome_alheio_diz_por_qual_abrir() {
    let servidor = Servidor::salas(Limites::default());
    let pedido = "GET / HTTP/1.1\r\nHost: malvado.example\r\n\r\n";
    let resposta = Cru::conectar(servidor.endereco).pedir(pedido);
    assert!(resposta.starts_with("HTTP/1.1 421 "), "{resposta}");
}
