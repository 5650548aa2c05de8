//! O que chega à porta e não é gRPC.

use tonic::body::Body;
use tonic::codegen::http::header::{ALLOW, CONTENT_TYPE};
use tonic::codegen::http::{HeaderValue, Method, Request, Response, StatusCode, Version};

use super::corpo::de_texto;

// ANCHOR: http
/// O gRPC é um uso particular do HTTP/2. O resto é recusado com o código HTTP
/// que qualquer cliente entende, antes que o serviço o veja.
pub(super) fn recusar(pedido: &Request<Body>) -> Option<Response<Body>> {
    let tipo = pedido.headers().get(CONTENT_TYPE);
    let e_grpc = tipo.is_some_and(|t| protobuf_por_grpc(t.as_bytes()));
    let (codigo, frase) = if pedido.version() < Version::HTTP_2 {
        let codigo = StatusCode::HTTP_VERSION_NOT_SUPPORTED;
        (codigo, "aqui se fala gRPC, que precisa de HTTP/2\n")
    } else if pedido.method() != Method::POST {
        let codigo = StatusCode::METHOD_NOT_ALLOWED;
        (codigo, "uma chamada gRPC é sempre um POST\n")
    } else if !e_grpc {
        let codigo = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        (codigo, "o content-type devia ser application/grpc\n")
    } else {
        return None;
    };
    let mut recusa = Response::new(de_texto(frase));
    *recusa.status_mut() = codigo;
    let texto = "text/plain; charset=utf-8";
    let tipo = HeaderValue::from_static(texto);
    recusa.headers_mut().insert(CONTENT_TYPE, tipo);
    if codigo == StatusCode::METHOD_NOT_ALLOWED {
        recusa
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("POST"));
    }
    Some(recusa)
}
// ANCHOR_END: http

/// `application/grpc`, dizendo ou não que o formato é o Protobuf. O gRPC-Web e o JSON
/// começam igual, e não são o que se lê aqui.
fn protobuf_por_grpc(tipo: &[u8]) -> bool {
    let tipo = tipo.split(|b| *b == b';').next().unwrap_or_default();
    let tipo = tipo.trim_ascii_end();
    [&b"application/grpc"[..], b"application/grpc+proto"]
        .iter()
        .any(|certo| tipo.eq_ignore_ascii_case(certo))
}
