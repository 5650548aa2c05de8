//! Repetir sem repetir o efeito.

use std::sync::Arc;

use crate::comum::NoAr;
use apoio::teste::PRAZO;
use grpc::cliente::Cliente;
use grpc::cliente::canal::stub;
use grpc::contrato::PedidoSomar;
use grpc::insistencia::Politica;
use grpc::quatro_falhas::falho::{CHAVE, ServidorFalho};
use grpc::quatro_falhas::{Desfecho, Falha, Jeito, provocar};
use tonic::Code;

fn soma(intencao: &str) -> PedidoSomar {
    PedidoSomar {
        chave: "contador".into(),
        parcela: 1,
        intencao: intencao.into(),
    }
}

async fn efeitos(falha: Falha, jeito: Jeito) -> i64 {
    let Desfecho { visto, efeitos } = provocar(falha, jeito).await.expect("escuta");
    assert_eq!(visto, "OK", "{falha:?}: quem repete acaba por conseguir");
    efeitos
}

#[tokio::test]
async fn quem_nao_repete_ve_o_mesmo_com_e_sem_efeito() {
    for (perda, queda, efeitos) in [
        (Falha::PedidoPerdido, Falha::QuedaAntes, 0),
        (Falha::RespostaPerdida, Falha::QuedaDepois, 1),
    ] {
        for (falha, visto) in [(perda, "DEADLINE_EXCEEDED"), (queda, "UNAVAILABLE")] {
            let desfecho = provocar(falha, Jeito::UmaVez).await.expect("escuta");
            let visto = visto.to_owned();
            assert_eq!(desfecho, Desfecho { visto, efeitos }, "{falha:?}");
        }
    }
}

#[tokio::test]
async fn servidor_que_executa_e_perde_a_resposta_repete_o_efeito_sem_intencao() {
    assert_eq!(efeitos(Falha::RespostaPerdida, Jeito::Repetindo).await, 2);
    assert_eq!(efeitos(Falha::QuedaDepois, Jeito::Repetindo).await, 2);
}

#[tokio::test]
async fn com_a_mesma_intencao_o_efeito_e_um_so_em_qualquer_falha() {
    for falha in [
        Falha::PedidoPerdido,
        Falha::QuedaAntes,
        Falha::QuedaDepois,
        Falha::RespostaPerdida,
    ] {
        assert_eq!(efeitos(falha, Jeito::ComIntencao).await, 1, "{falha:?}");
    }
}

#[tokio::test]
async fn cinquenta_repeticoes_ao_mesmo_tempo_tem_um_so_efeito() {
    let servidor = NoAr::novo().await;
    let cliente = Arc::new(servidor.cliente());
    let mut juntas = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let cliente = Arc::clone(&cliente);
        juntas.spawn(async move { cliente.somar(soma("a1")).await });
    }
    for item in juntas.join_all().await {
        assert_eq!(
            item.expect("somou").valor,
            1,
            "todas ouvem a mesma resposta"
        );
    }
}

#[tokio::test]
async fn a_mesma_intencao_com_outro_pedido_e_recusada() {
    let servidor = NoAr::novo().await;
    servidor.cliente().somar(soma("a1")).await.expect("somou");
    let outro = PedidoSomar {
        parcela: 2,
        ..soma("a1")
    };
    let erro = servidor
        .cliente()
        .somar(outro)
        .await
        .expect_err("é outro pedido");
    assert_eq!(erro.code(), Code::AlreadyExists);
    let primeira = servidor.cliente().somar(soma("a1")).await.expect("lembra");
    assert_eq!(
        primeira.valor, 1,
        "a recusa não teve efeito nem apagou a lembrança"
    );
}

/// A política de fábrica repete; a soma sem intenção, nem assim.
#[tokio::test]
async fn soma_sem_intencao_nao_se_repete_e_com_intencao_sim() {
    for (intencao, deu_certo) in [("", false), ("a1", true)] {
        let servidor = ServidorFalho::iniciar(Falha::QuedaDepois).expect("escuta");
        let endereco = servidor.endereco().to_string();
        let stub = stub(&[endereco], None, None).expect("o endereço é bom");
        let cliente = Cliente::novo(stub, Some(PRAZO), Politica::default());
        let pedido = PedidoSomar {
            chave: CHAVE.into(),
            ..soma(intencao)
        };
        let resposta = cliente.somar(pedido).await;
        assert_eq!(resposta.is_ok(), deu_certo, "{intencao:?}: {resposta:?}");
        assert_eq!(servidor.efeitos(), 1, "{intencao:?}");
    }
}
