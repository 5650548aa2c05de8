//! Quem não lê segura quem produz, e quem fica para trás é avisado.

use std::sync::Arc;
use std::time::Duration;

use crate::comum::NoAr;
use apoio::teste::PRAZO;
use futures_util::{StreamExt, poll};
use grpc::camada::vida::Vida;
use grpc::cliente::fluxo::Recebido;
use grpc::contrato::pedido_vigiar::Acao;
use grpc::contrato::vigia::Aviso;
use grpc::contrato::{Evento, PedidoAcompanhar, PedidoVigiar};
use grpc::deposito::{Deposito, Limites};
use grpc::servico::fluxos::{Fluxo, Leitura};
use grpc::servico::vigilia::Vigilia;
use grpc::servidor::Opcoes;
use tokio::time::timeout;
use tokio_stream::wrappers::ReceiverStream;
use tonic::{Code, Status};

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
    let (restantes, erro) = ate_o_erro(fluxo).await;
    let adiantados = 1 + restantes;
    assert_eq!(erro.code(), Code::OutOfRange, "{erro}");
    assert!(
        adiantados < EVENTOS / 4,
        "o servidor produziu {adiantados} eventos para quem não lia"
    );
}

async fn ate_o_erro(mut fluxo: Recebido<Evento>) -> (usize, Status) {
    let mut recebidos = 0;
    loop {
        match timeout(PRAZO, fluxo.proximo()).await.expect("não trava") {
            Ok(evento) => evento.expect("não acaba sem erro"),
            Err(erro) => return (recebidos, erro),
        };
        recebidos += 1;
    }
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

/// Vinte mil eventos que não interessam, e por fim um que interessa.
fn muito_e_depois_um(deposito: &Deposito) {
    for n in 0..20_000 {
        deposito.gravar("outra", n).expect("cabe");
    }
    deposito.gravar("minha", 1).expect("cabe");
}

/// Numa só pergunta, um fluxo que não cedesse a vez percorreria tudo.
async fn cede_a_vez<T>(mut fluxo: Fluxo<T>) -> T {
    let de_uma_vez = poll!(fluxo.next());
    assert!(
        de_uma_vez.is_pending(),
        "percorreu vinte mil eventos sem parar"
    );
    let item = timeout(PRAZO, fluxo.next()).await.expect("não trava");
    item.expect("há um").expect("sem erro")
}

#[tokio::test]
async fn quem_procura_no_passado_cede_a_vez_aos_outros() {
    let deposito = Arc::new(Deposito::novo(Limites::default()));
    muito_e_depois_um(&deposito);
    let pedido = PedidoAcompanhar {
        prefixo: "minha".into(),
        ..PedidoAcompanhar::default()
    };
    let leitura = Leitura::nova(deposito, pedido, &Vida::nova());
    assert_eq!(cede_a_vez(leitura.fluxo()).await.chave, "minha");
}

#[tokio::test]
async fn quem_vigia_pouco_entre_muito_cede_a_vez_aos_outros() {
    let deposito = Arc::new(Deposito::novo(Limites::default()));
    let (envio, pedidos) = tokio::sync::mpsc::channel(1);
    let vida = Vida::nova();
    let vigilia =
        Vigilia::nova(Arc::clone(&deposito), ReceiverStream::new(pedidos), &vida);
    let mut fluxo = vigilia.fluxo();
    let acao = Some(Acao::Vigiar("minha".into()));
    envio
        .send(Ok(PedidoVigiar { acao }))
        .await
        .expect("há quem leia");
    let primeiro = fluxo.next().await.expect("há um").expect("sem erro");
    assert_eq!(primeiro.aviso, Some(Aviso::Vigiando("minha".into())));
    muito_e_depois_um(&deposito);
    let Some(Aviso::Evento(evento)) = cede_a_vez(fluxo).await.aviso else {
        panic!("devia ser um evento");
    };
    assert_eq!(evento.chave, "minha");
}
