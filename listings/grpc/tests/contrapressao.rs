//! Quem não lê segura quem produz, e quem fica para trás é avisado.

mod comum;

use std::time::Duration;

use apoio::teste::PRAZO;
use comum::NoAr;
use grpc::contrato::PedidoAcompanhar;
use grpc::deposito::Limites;
use grpc::servidor::Opcoes;
use tokio::time::timeout;
use tonic::Code;

fn tudo(seguir: bool) -> PedidoAcompanhar {
    PedidoAcompanhar {
        seguir,
        ..PedidoAcompanhar::default()
    }
}

/// Vinte mil eventos de quase 300 bytes são 6 MB. O cliente lê um e para; o
/// registro é todo reescrito; o que ele ainda recebe é o que o servidor tinha
/// adiantado.
#[tokio::test]
async fn fluxo_limitado_segura_o_produtor() {
    const EVENTOS: usize = 20_000;
    let limites = Limites {
        eventos: EVENTOS,
        ..Limites::default()
    };
    let servidor = NoAr::com(limites, Duration::ZERO, Opcoes::default()).await;
    let chave = "x".repeat(250);
    let encher = || {
        for n in 0..EVENTOS {
            servidor.deposito.gravar(&chave, n as i64).expect("cabe");
        }
    };
    encher();
    let cliente = servidor.cliente();
    let fluxo = cliente.acompanhar(tudo(true)).await;
    let mut fluxo = fluxo.expect("aceito");
    fluxo.proximo().await.expect("sem erro").expect("há um");
    // Tempo de sobra para o produtor correr, se nada o segurasse.
    for _ in 0..50 {
        cliente
            .obter(&chave)
            .await
            .expect("os outros são atendidos");
    }
    encher();
    let mut adiantados = 1;
    let erro = loop {
        match timeout(PRAZO, fluxo.proximo()).await.expect("não trava") {
            Ok(evento) => {
                evento.expect("não acaba sem erro");
                adiantados += 1;
            }
            Err(erro) => break erro,
        }
    };
    assert_eq!(erro.code(), Code::OutOfRange, "{erro}");
    assert!(
        adiantados < EVENTOS / 4,
        "o servidor produziu {adiantados} eventos para quem não lia"
    );
}

#[tokio::test]
async fn quem_ficou_para_tras_do_registro_recebe_um_erro_e_nao_um_buraco() {
    let limites = Limites {
        eventos: 3,
        ..Limites::default()
    };
    let servidor = NoAr::com(limites, Duration::ZERO, Opcoes::default()).await;
    for n in 0..5 {
        servidor.deposito.gravar("a", n).expect("cabe");
    }
    let fluxo = servidor.cliente().acompanhar(tudo(false)).await;
    let erro = fluxo
        .expect("aceito")
        .proximo()
        .await
        .expect_err("esqueceu");
    assert_eq!(erro.code(), Code::OutOfRange);
    assert!(erro.message().contains("a mais antiga é 3"), "{erro}");
}
