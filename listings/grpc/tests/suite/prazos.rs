//! Prazos que se propagam, e cancelamento que chega ao fim da fila.

use std::time::Duration;

use crate::comum::{NoAr, SEM_REPETIR, UMA_HORA, subir};
use crate::{comum, cru};
use grpc::camada::prazo::{Prazo, PrazoIlegivel};
use grpc::camada::vida::Vida;
use grpc::cliente::Cliente;
use grpc::cliente::canal::stub;
use grpc::contrato::{PedidoAcompanhar, PedidoObter};
use grpc::fachada::Fachada;
use grpc::servidor::Opcoes;
use tonic::codegen::http::{HeaderMap, HeaderValue};
use tonic::{Code, Request};

const CURTO: Duration = Duration::from_millis(150);

/// Uma fachada diante de `atras`, com a sua paciência.
async fn fachada(atras: &NoAr, limite: Duration) -> (String, Vida) {
    let vida = Vida::nova();
    let fachada = Fachada::nova(atras.stub(), limite, &vida);
    let opcoes = Opcoes {
        limite,
        ..Opcoes::default()
    };
    let (endereco, _) = subir(fachada, opcoes, vida.clone()).await;
    (endereco.to_string(), vida)
}

fn cliente(endereco: &str, prazo: Duration) -> Cliente {
    let stub = stub(&[endereco.to_owned()], None, None).expect("o endereço é bom");
    Cliente::novo(stub, Some(prazo), SEM_REPETIR)
}

#[tokio::test]
async fn prazo_vencido_da_deadline_exceeded_e_acaba_com_o_trabalho() {
    let servidor = NoAr::lento().await;
    let erro = servidor
        .com_prazo(CURTO)
        .obter("a")
        .await
        .expect_err("vence");
    assert_eq!(erro.code(), Code::DeadlineExceeded, "{erro}");
    servidor.esperar_em_curso(0).await;
}

/// O tonic responderia `CANCELLED` (1); a especificação pede `DEADLINE_EXCEEDED` (4).
#[tokio::test]
async fn no_fio_o_prazo_vencido_tem_o_codigo_certo() {
    let servidor = NoAr::lento().await;
    for _ in 0..20 {
        let mut pedido = cru::pedido("POST", cru::OBTER);
        let prazo = HeaderValue::from_static("20m");
        pedido.headers_mut().insert("grpc-timeout", prazo);
        let mensagem = cru::quadro(b"\x0a\x01a");
        let resposta = cru::falar(servidor.endereco, pedido, mensagem, true).await;
        assert_eq!(resposta.estado(), Some("4"));
    }
}

#[tokio::test]
async fn pedido_que_chega_vencido_e_recusado_sem_efeito() {
    let servidor = NoAr::novo().await;
    let mut pedido = cru::pedido("POST", cru::GRAVAR);
    let prazo = HeaderValue::from_static("1n");
    pedido.headers_mut().insert("grpc-timeout", prazo);
    let mensagem = cru::quadro(b"\x0a\x01a\x10\x01");
    let resposta = cru::falar(servidor.endereco, pedido, mensagem, true).await;
    assert_eq!(resposta.estado(), Some("4"));
    assert!(
        servidor.deposito.obter("a").is_err(),
        "ninguém esperava o efeito"
    );
}

#[tokio::test]
async fn vence_o_prazo_mais_curto_o_do_cliente() {
    let atras = NoAr::lento().await;
    let (frente, _) = fachada(&atras, UMA_HORA).await;
    let erro = cliente(&frente, CURTO).obter("a").await.expect_err("vence");
    assert_eq!(erro.code(), Code::DeadlineExceeded, "{erro}");
    atras.esperar_em_curso(0).await;
}

#[tokio::test]
async fn vence_o_prazo_mais_curto_o_da_fachada() {
    let atras = NoAr::lento().await;
    let (frente, _) = fachada(&atras, CURTO).await;
    let erro = cliente(&frente, UMA_HORA)
        .obter("a")
        .await
        .expect_err("vence");
    assert_eq!(erro.code(), Code::DeadlineExceeded, "{erro}");
    atras.esperar_em_curso(0).await;
}

/// O que o servidor de trás diz ter recebido.
async fn prazo_que_chega(frente: &str, prazo: Option<Duration>) -> u64 {
    let mut stub = stub(&[frente.to_owned()], None, None).expect("o endereço é bom");
    let mut pedido = Request::new(PedidoObter { chave: "a".into() });
    if let Some(prazo) = prazo {
        pedido.set_timeout(prazo);
    }
    let resposta = stub.obter(pedido).await.expect("há a");
    let restava = resposta.metadata().get("prazo-restante-ms");
    let restava = restava.expect("todo prazo chega anotado").to_str();
    restava.expect("é ASCII").parse().expect("é um número")
}

#[tokio::test]
async fn o_servidor_de_tras_recebe_o_que_resta_e_nunca_mais() {
    let atras = NoAr::novo().await;
    atras.deposito.gravar("a", 1).expect("cabe");
    let (frente, _) = fachada(&atras, Duration::from_secs(30)).await;
    let dez = Duration::from_secs(10);
    let curto = prazo_que_chega(&frente, Some(dez)).await;
    assert!(curto < 10_000, "o caminho gastou algo dos 10 s: {curto} ms");
    for longo in [None, Some(UMA_HORA)] {
        let chegou = prazo_que_chega(&frente, longo).await;
        assert!(
            (10_000..=30_000).contains(&chegou),
            "a paciência da fachada é 30 s: {chegou} ms"
        );
    }
}

#[tokio::test]
async fn cliente_que_some_cancela_o_trabalho_ate_o_ultimo_servidor() {
    let atras = NoAr::lento().await;
    let (frente, vida) = fachada(&atras, UMA_HORA).await;
    let chamada = tokio::spawn(async move {
        let _ = cliente(&frente, UMA_HORA).obter("a").await;
    });
    atras.esperar_em_curso(1).await;
    assert_eq!(*vida.em_curso().borrow(), 1, "a fachada também trabalha");
    chamada.abort();
    atras.esperar_em_curso(0).await;
    comum::esperar(vida.em_curso(), |&n| n == 0).await;
}

#[tokio::test]
async fn largar_um_fluxo_cancela_o_produtor() {
    let servidor = NoAr::novo().await;
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let fluxo = servidor.cliente().acompanhar(pedido).await.expect("aceito");
    servidor.esperar_em_curso(1).await;
    drop(fluxo);
    servidor.esperar_em_curso(0).await;
}

#[tokio::test]
async fn o_prazo_vale_para_o_fluxo_inteiro_dos_dois_lados() {
    let servidor = NoAr::novo().await;
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let fluxo = servidor.com_prazo(CURTO).acompanhar(pedido).await;
    let erro = fluxo.expect("aceito").proximo().await.expect_err("vence");
    assert_eq!(erro.code(), Code::DeadlineExceeded);
    servidor.esperar_em_curso(0).await;
}

/// Sem o stub, que também mede o prazo e esconderia a falta.
#[tokio::test]
async fn no_fio_o_prazo_de_um_fluxo_vem_nos_cabecalhos_finais() {
    let servidor = NoAr::novo().await;
    let mut pedido = cru::pedido("POST", cru::ACOMPANHAR);
    let prazo = HeaderValue::from_static("50m");
    pedido.headers_mut().insert("grpc-timeout", prazo);
    let seguir = cru::quadro(b"\x18\x01");
    let resposta = cru::falar(servidor.endereco, pedido, seguir, true).await;
    let estado = resposta.finais.get("grpc-status");
    assert_eq!(estado.map(|e| e.as_bytes()), Some(&b"4"[..]));
}

#[test]
fn o_prazo_no_cabecalho_tem_ate_oito_algarismos_e_uma_unidade() {
    let ler = |texto: &str| {
        let mut cabecalhos = HeaderMap::new();
        let valor = HeaderValue::from_str(texto).expect("cabe num cabeçalho");
        cabecalhos.insert("grpc-timeout", valor);
        Prazo::anunciado(&cabecalhos)
    };
    for certo in ["1H", "2M", "3S", "500m", "7u", "8n", "99999999H"] {
        assert!(ler(certo).is_ok(), "{certo} é um prazo");
    }
    let resta = ler("2M").expect("é um prazo").resta();
    let resta = resta.expect("há prazo");
    assert!(resta <= Duration::from_secs(120) && resta > Duration::from_secs(110));
    for errado in ["", "S", "1", "123456789S", "-1S", "1s", "1.5S", "é", " 1S"] {
        assert_eq!(ler(errado), Err(PrazoIlegivel), "{errado:?}");
    }
}
