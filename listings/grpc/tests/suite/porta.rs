//! O que chega à porta e não é gRPC.

use std::io::{Read, Write};
use std::net::TcpStream;

use apoio::teste::PRAZO;
use tonic::codegen::http::HeaderValue;

use crate::comum::NoAr;
use crate::cru::{OBTER, falar, pedido, quadro};
use crate::recusas::{CHAVE_A, continua_de_pe};

#[tokio::test]
async fn http_1_recebe_505_e_uma_frase() {
    let servidor = NoAr::novo().await;
    let endereco = servidor.endereco;
    let conversa = move || {
        let mut fluxo = TcpStream::connect(endereco)?;
        fluxo.set_read_timeout(Some(PRAZO))?;
        fluxo.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
        let mut resposta = String::new();
        fluxo.read_to_string(&mut resposta)?;
        std::io::Result::Ok(resposta)
    };
    let conversa = tokio::task::spawn_blocking(conversa).await;
    let resposta = conversa.expect("sem pânico").expect("o servidor responde");
    assert!(resposta.starts_with("HTTP/1.1 505 "), "{resposta}");
    assert!(resposta.contains("precisa de HTTP/2"), "{resposta}");
    continua_de_pe(&servidor).await;
}

#[tokio::test]
async fn http_2_que_nao_e_grpc_recebe_o_codigo_http_certo() {
    let servidor = NoAr::novo().await;
    let resposta = falar(servidor.endereco, pedido("GET", OBTER), vec![], true).await;
    assert_eq!(resposta.http, 405);
    assert_eq!(resposta.cabecalhos["allow"], "POST");
    for tipo in [
        "application/json",
        "application/grpc-web",
        "application/grpc+json",
    ] {
        let mut outro = pedido("POST", OBTER);
        let valor = HeaderValue::from_static(tipo);
        outro.headers_mut().insert("content-type", valor);
        let resposta = falar(servidor.endereco, outro, quadro(CHAVE_A), true).await;
        assert_eq!(resposta.http, 415, "{tipo}");
    }
}
