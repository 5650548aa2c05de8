//! Um servidor que congela no pior momento: depois dos cabeçalhos da resposta.

use std::net::SocketAddr;
use std::time::Duration;

use crate::comum::SEM_REPETIR;
use apoio::teste::PRAZO;
use grpc::cliente::Cliente;
use grpc::cliente::canal::stub;
use grpc::contrato::PedidoGravar;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tonic::Code;
use tonic::codegen::http::Response;

/// Responde 200 a tudo, e nunca manda a mensagem nem o fim. Continua respondendo
/// aos PING: por fora, está vivo.
async fn congelado() -> SocketAddr {
    let escuta = TcpListener::bind("127.0.0.1:0").await.expect("há porta");
    let endereco = escuta.local_addr().expect("tem endereço");
    tokio::spawn(async move {
        let (fluxo, _) = escuta.accept().await.expect("alguém vem");
        let mut conexao = h2::server::handshake(fluxo).await.expect("HTTP/2");
        let mut abertos = Vec::new();
        while let Some(Ok((pedido, mut resposta))) = conexao.accept().await {
            let cabecalhos = Response::builder()
                .header("content-type", "application/grpc")
                .body(())
                .expect("é bem formada");
            let envio = resposta.send_response(cabecalhos, false).expect("aberto");
            abertos.push((pedido, envio));
        }
    });
    endereco
}

#[tokio::test]
async fn o_prazo_vale_ate_a_resposta_inteira() {
    let endereco = congelado().await.to_string();
    let stub = stub(&[endereco], None, None).expect("o endereço é bom");
    let cliente = Cliente::novo(stub, Some(Duration::from_millis(150)), SEM_REPETIR);
    let obter = timeout(PRAZO, cliente.obter("a")).await;
    let erro = obter.expect("não espera para sempre").expect_err("calado");
    assert_eq!(erro.code(), Code::DeadlineExceeded, "{erro}");
    let um = PedidoGravar {
        chave: "a".into(),
        valor: 1,
    };
    let importar = timeout(PRAZO, cliente.importar(tokio_stream::iter([um]))).await;
    let erro = importar
        .expect("não espera para sempre")
        .expect_err("calado");
    assert_eq!(erro.code(), Code::DeadlineExceeded, "{erro}");
}
