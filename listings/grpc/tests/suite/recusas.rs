//! O que o servidor recusa, com que código, e que continua de pé depois.

use std::collections::HashMap;

use crate::comum::NoAr;
use crate::cru::{IMPORTAR, OBTER, falar, pedido, quadro};
use grpc::contrato::{PedidoGravar, PedidoSomar};
use prost::Message;
use tonic::codegen::http::HeaderValue;
use tonic::{Code, Status};
use tonic_types::StatusExt;

/// Um `Obter` da chave `a`.
pub const CHAVE_A: &[u8] = b"\x0a\x01a";

pub async fn continua_de_pe(servidor: &NoAr) {
    let gravado = servidor.cliente().gravar("a", 1).await;
    gravado.expect("quem não fez nada de errado é atendido");
}

#[tokio::test]
async fn metodo_que_nao_existe_da_unimplemented() {
    let servidor = NoAr::novo().await;
    let outro = pedido("POST", "/curso.deposito.v1.Deposito/Apagar");
    let resposta = falar(servidor.endereco, outro, quadro(b""), true).await;
    assert_eq!(resposta.estado(), Some("12"));
}

/// O grpcio, em C, recusa a resposta em que o erro vem nos cabeçalhos e o fim, num
/// quadro vazio depois.
#[tokio::test]
async fn erro_sem_corpo_vem_num_quadro_so() {
    let servidor = NoAr::novo().await;
    for mensagem in [quadro(CHAVE_A), quadro(b""), quadro(&[0; 70_000])] {
        let pedido = pedido("POST", OBTER);
        let resposta = falar(servidor.endereco, pedido, mensagem, true).await;
        assert_ne!(resposta.estado(), Some("0"));
        assert!(resposta.so_cabecalhos, "estado {:?}", resposta.estado());
    }
}

#[tokio::test]
async fn prazo_ilegivel_da_invalid_argument() {
    let servidor = NoAr::novo().await;
    let mut ruim = pedido("POST", OBTER);
    let prazo = HeaderValue::from_static("logo");
    ruim.headers_mut().insert("grpc-timeout", prazo);
    let resposta = falar(servidor.endereco, ruim, quadro(CHAVE_A), true).await;
    assert_eq!(resposta.estado(), Some("3"));
}

#[tokio::test]
async fn mensagem_grande_demais_da_resource_exhausted() {
    let servidor = NoAr::novo().await;
    let cliente = servidor.cliente();
    let gigante = "x".repeat(70_000);
    let erro = cliente.obter(&gigante).await.expect_err("passa de 64 KiB");
    assert_eq!(erro.code(), Code::ResourceExhausted, "{erro}");
    let item = PedidoGravar {
        chave: gigante,
        valor: 1,
    };
    let erro = cliente.importar(tokio_stream::iter([item])).await;
    let erro = erro.expect_err("num fluxo também");
    assert_eq!(erro.code(), Code::ResourceExhausted, "{erro}");
    continua_de_pe(&servidor).await;
}

/// Cinco bytes anunciam 4 GiB e nada vem depois: a recusa é pelo anúncio.
#[tokio::test]
async fn tamanho_gigante_anunciado_e_recusado_sem_esperar_por_ele() {
    let servidor = NoAr::novo().await;
    for metodo in [OBTER, IMPORTAR] {
        let anuncio = vec![0, 0xff, 0xff, 0xff, 0xff];
        let resposta =
            falar(servidor.endereco, pedido("POST", metodo), anuncio, false).await;
        assert_eq!(resposta.estado(), Some("8"), "{metodo}");
    }
    continua_de_pe(&servidor).await;
}

#[tokio::test]
async fn bytes_que_nao_sao_a_mensagem_dao_erro_e_o_servidor_segue() {
    let servidor = NoAr::novo().await;
    let mut comprimida = quadro(CHAVE_A);
    comprimida[0] = 1;
    let frase = "não entendi o pedido: não é o do contrato";
    let no_fluxo = format!("item 1: {frase} (gravados antes dele: 0)");
    for (caso, bytes) in [
        ("campo cortado", quadro(b"\x0a\x05a")),
        ("texto que não é UTF-8", quadro(b"\x0a\x02\xc3\x28")),
        ("compressão que não combinamos", comprimida),
        ("quadro pela metade", quadro(CHAVE_A)[..6].to_vec()),
        ("nenhuma mensagem", vec![]),
    ] {
        for (metodo, frase) in [(OBTER, frase), (IMPORTAR, &no_fluxo)] {
            if metodo == IMPORTAR && bytes.is_empty() {
                continue; // um fluxo vazio é um fluxo
            }
            let pedido = pedido("POST", metodo);
            let resposta = falar(servidor.endereco, pedido, bytes.clone(), true).await;
            assert_eq!(resposta.estado(), Some("13"), "{caso}");
            assert_eq!(resposta.frase(), frase, "{caso}");
        }
    }
    continua_de_pe(&servidor).await;
}

#[tokio::test]
async fn pedido_comprimido_e_recusado_dizendo_o_que_se_aceita() {
    let servidor = NoAr::novo().await;
    let mut gzip = pedido("POST", OBTER);
    let compressao = HeaderValue::from_static("gzip");
    gzip.headers_mut().insert("grpc-encoding", compressao);
    let resposta = falar(servidor.endereco, gzip, quadro(CHAVE_A), true).await;
    assert_eq!(resposta.estado(), Some("12"));
    let frase = "o pedido vem comprimido, e este servidor não sabe abri-lo";
    assert_eq!(resposta.frase(), frase);
    assert_eq!(resposta.cabecalhos["grpc-accept-encoding"], "identity");
}

#[tokio::test]
async fn o_campo_errado_vem_com_nome_nos_detalhes() {
    let servidor = NoAr::novo().await;
    for (chave, problema) in [
        ("".to_owned(), "está vazia"),
        ("x".repeat(257), "passa de 256 bytes"),
        ("a\nb".to_owned(), "tem caractere de controle"),
    ] {
        let erro = servidor
            .cliente()
            .obter(&chave)
            .await
            .expect_err("não serve");
        assert_eq!(erro.code(), Code::InvalidArgument);
        let detalhes = erro.get_details_bad_request().expect("há detalhes");
        assert_eq!(detalhes.field_violations[0].field, "chave");
        assert_eq!(detalhes.field_violations[0].description, problema);
    }
}

fn motivo(erro: &Status) -> (String, HashMap<String, String>) {
    let detalhes = erro.get_details_error_info().expect("há detalhes");
    assert_eq!(detalhes.domain, grpc::recusa::DOMINIO);
    (detalhes.reason, detalhes.metadata)
}

#[tokio::test]
async fn a_recusa_do_deposito_vem_com_motivo_que_um_programa_entende() {
    let servidor = NoAr::novo().await;
    let erro = servidor.cliente().obter("nada").await.expect_err("não há");
    let (razao, dados) = motivo(&erro);
    assert_eq!(razao, "SEM_CHAVE");
    assert_eq!(dados["chave"], "nada");
    let quase = PedidoSomar {
        chave: "cheia".into(),
        parcela: 1,
        intencao: "i".into(),
    };
    servidor.deposito.gravar("cheia", i64::MAX).expect("cabe");
    let erro = servidor
        .cliente()
        .somar(quase)
        .await
        .expect_err("transborda");
    assert_eq!(erro.code(), Code::OutOfRange);
    assert_eq!(motivo(&erro).0, "TRANSBORDA");
    let guardado = servidor.deposito.obter("cheia").expect("há").valor;
    assert_eq!(guardado, i64::MAX, "a recusa não tem efeito");
}

#[test]
fn o_contrato_poe_no_fio_o_que_o_capitulo_diz() {
    let pedido = PedidoSomar {
        chave: "visitas".into(),
        parcela: -3,
        intencao: "a1".into(),
    };
    let bytes = pedido.encode_to_vec();
    assert_eq!(bytes, b"\x0a\x07visitas\x10\x05\x1a\x02a1");
}
