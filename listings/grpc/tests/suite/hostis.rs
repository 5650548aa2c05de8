//! Um servidor que responde o que não devia: o cliente diz em português o que houve, e
//! nada do que veio é ordem ao terminal.

use std::net::SocketAddr;

use bytes::Bytes;
use grpc::cliente::linha::erro::dizer;
use tokio::net::TcpListener;
use tonic::codegen::http::{HeaderMap, HeaderValue, Response};

use crate::comum::cliente_de;
use crate::cru::quadro;

/// Responde a tudo com estes bytes, e depois que deu certo.
async fn que_responde(bytes: Vec<u8>, finais: &'static [(&str, &str)]) -> SocketAddr {
    let escuta = TcpListener::bind("127.0.0.1:0").await.expect("há porta");
    let endereco = escuta.local_addr().expect("tem endereço");
    tokio::spawn(async move {
        let (fluxo, _) = escuta.accept().await.expect("alguém vem");
        let mut conexao = h2::server::handshake(fluxo).await.expect("HTTP/2");
        while let Some(Ok((_pedido, mut resposta))) = conexao.accept().await {
            let cabecalhos = Response::builder()
                .header("content-type", "application/grpc")
                .body(())
                .expect("é bem formada");
            let envio = resposta.send_response(cabecalhos, false);
            let mut envio = envio.expect("aberto");
            let _ = envio.send_data(Bytes::from(bytes.clone()), false);
            let mut fim = HeaderMap::new();
            for (nome, valor) in finais {
                fim.insert(*nome, HeaderValue::from_static(valor));
            }
            let _ = envio.send_trailers(fim);
        }
    });
    endereco
}

async fn ouvido(bytes: Vec<u8>, finais: &'static [(&str, &str)]) -> String {
    let servidor = que_responde(bytes, finais).await;
    let erro = cliente_de(servidor).obter("a").await;
    dizer(erro.expect_err("não é resposta")).to_string()
}

#[tokio::test]
async fn resposta_que_nao_e_a_do_contrato_se_diz_em_portugues() {
    const DEU_CERTO: &[(&str, &str)] = &[("grpc-status", "0")];
    let nao_entendi = "INTERNAL: não entendi a resposta: não é a do contrato";
    let mut comprimida = quadro(b"\x0a\x01a");
    comprimida[0] = 1;
    for (caso, bytes) in [
        ("campo cortado", quadro(b"\x0a\x05a")),
        ("texto que não é UTF-8", quadro(b"\x0a\x02\xc3\x28")),
        ("compressão que não combinamos", comprimida),
        ("quadro pela metade", quadro(b"\x0a\x01a")[..6].to_vec()),
        ("nenhuma mensagem", vec![]),
    ] {
        assert_eq!(ouvido(bytes, DEU_CERTO).await, nao_entendi, "{caso}");
    }
    let gigante = vec![0, 0xff, 0xff, 0xff, 0xff];
    let dito = ouvido(gigante, DEU_CERTO).await;
    assert_eq!(dito, "OUT_OF_RANGE: a resposta passa de 4 MiB");
}

#[tokio::test]
async fn a_frase_do_servidor_nao_e_ordem_ao_terminal_nem_forja_linha() {
    const RECUSA: &[(&str, &str)] = &[
        ("grpc-status", "5"),
        ("grpc-message", "%1B[2Jsumiu%0Aerro: outro%E2%80%AE"),
    ];
    let dito = ouvido(vec![], RECUSA).await;
    assert_eq!(dito, r"NOT_FOUND: \u{1b}[2Jsumiu\nerro: outro\u{202e}");
}
