//! O servidor diz o que faz a quem não tem o contrato, nas duas versões do serviço.

use crate::comum::{NoAr, canal};
use prost::Message;
use tonic_reflection::pb::{v1, v1alpha};

#[tokio::test]
async fn a_reflexao_mostra_os_servicos_e_o_contrato() {
    use v1::server_reflection_request::MessageRequest;
    use v1::server_reflection_response::MessageResponse;
    let servidor = NoAr::novo().await;
    let canal = canal(&servidor);
    let mut reflexao = v1::server_reflection_client::ServerReflectionClient::new(canal);
    let nome = "curso.deposito.v1.Deposito".to_owned();
    let perguntas = [
        MessageRequest::ListServices(String::new()),
        MessageRequest::FileContainingSymbol(nome.clone()),
    ];
    let perguntas = perguntas.map(|pergunta| v1::ServerReflectionRequest {
        message_request: Some(pergunta),
        ..v1::ServerReflectionRequest::default()
    });
    let respostas = reflexao.server_reflection_info(tokio_stream::iter(perguntas));
    let mut respostas = respostas.await.expect("aceito").into_inner();
    let mut proxima = async || {
        let resposta = respostas.message().await.expect("sem erro");
        resposta
            .and_then(|r| r.message_response)
            .expect("há resposta")
    };
    let MessageResponse::ListServicesResponse(lista) = proxima().await else {
        panic!("devia ser a lista");
    };
    assert!(lista.service.iter().any(|s| s.name == nome), "{lista:?}");
    let MessageResponse::FileDescriptorResponse(arquivo) = proxima().await else {
        panic!("devia ser o contrato");
    };
    let bytes = &arquivo.file_descriptor_proto[0][..];
    let contrato =
        prost_types::FileDescriptorProto::decode(bytes).expect("é um contrato");
    let metodos = contrato.service[0].method.iter().map(|m| m.name());
    let seis = [
        "Obter",
        "Gravar",
        "Somar",
        "Acompanhar",
        "Importar",
        "Vigiar",
    ];
    assert!(metodos.eq(seis), "os seis métodos, na ordem do .proto");
}

#[tokio::test]
async fn os_clientes_antigos_acham_a_versao_antiga() {
    use v1alpha::server_reflection_request::MessageRequest;
    let servidor = NoAr::novo().await;
    let canal = canal(&servidor);
    let mut reflexao =
        v1alpha::server_reflection_client::ServerReflectionClient::new(canal);
    let pergunta = v1alpha::ServerReflectionRequest {
        message_request: Some(MessageRequest::ListServices(String::new())),
        ..v1alpha::ServerReflectionRequest::default()
    };
    let respostas = reflexao.server_reflection_info(tokio_stream::iter([pergunta]));
    let mut respostas = respostas.await.expect("aceito").into_inner();
    assert!(respostas.message().await.expect("sem erro").is_some());
}
