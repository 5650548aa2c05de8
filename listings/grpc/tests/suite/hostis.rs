//! Um servidor que responde o que não devia: o cliente diz em português o que houve, e
//! nada do que veio é ordem ao terminal.

use std::net::SocketAddr;

use bytes::Bytes;
use grpc::camada::vida::Vida;
use grpc::cliente::canal::stub;
use grpc::cliente::linha::erro::dizer;
use grpc::fachada::Fachada;
use grpc::servidor::Opcoes;
use tokio::net::TcpListener;
use tonic::codegen::http::{HeaderMap, HeaderName, HeaderValue, Response};

use crate::balanceamento::balanceado;
use crate::comum::{NoAr, SEM_REPETIR, UMA_HORA, cliente_de, esperar, subir};
use crate::cru::quadro;

type Campos = &'static [(&'static str, &'static str)];

const DEU_CERTO: Campos = &[("grpc-status", "0")];

/// Responde a tudo com estes campos antes, estes bytes, e estes depois.
async fn que_responde(antes: Campos, bytes: Vec<u8>, depois: Campos) -> SocketAddr {
    let escuta = TcpListener::bind("127.0.0.1:0").await.expect("há porta");
    let endereco = escuta.local_addr().expect("tem endereço");
    tokio::spawn(async move {
        let (fluxo, _) = escuta.accept().await.expect("alguém vem");
        let mut conexao = h2::server::handshake(fluxo).await.expect("HTTP/2");
        while let Some(Ok((_pedido, mut resposta))) = conexao.accept().await {
            let mut inicio = Response::new(());
            *inicio.headers_mut() = campos(antes);
            let tipo = HeaderValue::from_static("application/grpc");
            inicio.headers_mut().insert("content-type", tipo);
            let envio = resposta.send_response(inicio, false);
            let mut envio = envio.expect("aberto");
            let _ = envio.send_data(Bytes::from(bytes.clone()), false);
            let _ = envio.send_trailers(campos(depois));
        }
    });
    endereco
}

fn campos(campos: Campos) -> HeaderMap {
    let par = |&(nome, valor)| {
        let nome = HeaderName::from_static(nome);
        (nome, HeaderValue::from_static(valor))
    };
    campos.iter().map(par).collect()
}

async fn ouvido(antes: Campos, bytes: Vec<u8>, depois: Campos) -> String {
    let servidor = que_responde(antes, bytes, depois).await;
    let erro = cliente_de(servidor).obter("a").await;
    dizer(erro.expect_err("não é resposta")).to_string()
}

#[tokio::test]
async fn resposta_que_nao_e_a_do_contrato_se_diz_em_portugues() {
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
        assert_eq!(ouvido(&[], bytes, DEU_CERTO).await, nao_entendi, "{caso}");
    }
    let gigante = vec![0, 0xff, 0xff, 0xff, 0xff];
    let dito = ouvido(&[], gigante, DEU_CERTO).await;
    assert_eq!(dito, "OUT_OF_RANGE: a resposta passa de 4 MiB");
    let gzip = ouvido(&[("grpc-encoding", "gzip")], vec![], DEU_CERTO).await;
    let comprimida = "UNIMPLEMENTED: a resposta vem comprimida, e não sei abri-la";
    assert_eq!(gzip, comprimida);
    let sem_texto = &[("grpc-status", "5"), ("grpc-message", "%FF")];
    let dito = ouvido(&[], vec![], sem_texto).await;
    let mudo = "UNKNOWN: o outro lado disse por quê, mas não em texto que se leia";
    assert_eq!(dito, mudo);
}

#[tokio::test]
async fn a_chave_que_parece_frase_da_biblioteca_se_diz_como_e() {
    const RECUSA: Campos = &[
        ("grpc-status", "5"),
        ("grpc-message", "nada em \"protocol error\""),
    ];
    let dito = ouvido(&[], vec![], RECUSA).await;
    assert_eq!(dito, r#"NOT_FOUND: nada em "protocol error""#);
}

#[tokio::test]
async fn a_frase_do_servidor_nao_e_ordem_ao_terminal_nem_forja_linha() {
    const RECUSA: Campos = &[
        ("grpc-status", "5"),
        ("grpc-message", "%1B[2Jsumiu%0Aerro: outro%E2%80%AE"),
    ];
    let dito = ouvido(&[], vec![], RECUSA).await;
    assert_eq!(dito, r"NOT_FOUND: \u{1b}[2Jsumiu\nerro: outro\u{202e}");
}

/// Os detalhes deviam ser base64.
const DETALHES_RUINS: Campos = &[
    ("grpc-status", "5"),
    ("grpc-message", "sumiu"),
    ("grpc-status-details-bin", "!!!"),
];

#[tokio::test]
async fn detalhes_ilegiveis_nao_derrubam_o_cliente_e_o_resto_se_le() {
    for (antes, depois) in [(DETALHES_RUINS, DEU_CERTO), (&[][..], DETALHES_RUINS)] {
        let dito = ouvido(antes, vec![], depois).await;
        assert_eq!(dito, "NOT_FOUND: sumiu");
    }
}

#[tokio::test]
async fn detalhes_ilegiveis_nao_calam_a_vigia() {
    let vivo = NoAr::novo().await;
    for (antes, depois) in [(DETALHES_RUINS, DEU_CERTO), (&[][..], DETALHES_RUINS)] {
        let hostil = que_responde(antes, vec![], depois).await;
        let (_, balanceado) = balanceado(&[hostil, vivo.endereco], SEM_REPETIR);
        esperar(balanceado.saos(), |saos| saos == &[false, true]).await;
    }
}

#[tokio::test]
async fn a_resposta_ilegivel_do_servidor_de_tras_nao_e_culpa_de_quem_pediu() {
    let cortado = (&[][..], quadro(b"\x0a\x05a"));
    let gigante = (&[][..], vec![0, 0xff, 0xff, 0xff, 0xff]);
    let gzip: Campos = &[("grpc-encoding", "gzip")];
    for (antes, bytes) in [cortado, gigante, (gzip, vec![])] {
        let atras = que_responde(antes, bytes, DEU_CERTO).await;
        let atras = stub(&[atras.to_string()], None, None).expect("o endereço é bom");
        let vida = Vida::nova();
        let fachada = Fachada::nova(atras, UMA_HORA, &vida);
        let (endereco, _) = subir(fachada, Opcoes::default(), vida).await;
        let erro = cliente_de(endereco).obter("a").await;
        let dito = dizer(erro.expect_err("não é resposta")).to_string();
        let certo = "INTERNAL: não entendi a resposta do servidor de trás";
        assert_eq!(dito, certo);
    }
}
