//! O que uma fachada deve a quem a chama: não espalhar a credencial, não pôr nela a
//! culpa, e dizer a verdade sobre o servidor de trás.

use std::pin::pin;
use std::time::Duration;

use crate::comum::{NoAr, UMA_HORA, cliente_de, subir};
use futures_util::{StreamExt, poll};
use grpc::camada::vida::Vida;
use grpc::cliente::fluxo::separar;
use grpc::credencial::Credencial;
use grpc::deposito::Limites;
use grpc::fachada::Fachada;
use grpc::servidor::Opcoes;
use tonic::Code;

const SEGREDO: &str = "uma-credencial-longa";

#[tokio::test]
async fn a_credencial_ruim_da_fachada_nao_e_culpa_do_cliente() {
    let opcoes = Opcoes {
        credencial: Some(Credencial::nova(SEGREDO).expect("serve")),
        ..Opcoes::default()
    };
    let atras = NoAr::com(Limites::default(), Duration::ZERO, opcoes).await;
    let vida = Vida::nova();
    let fachada = Fachada::nova(atras.stub(), UMA_HORA, &vida);
    let (endereco, _) = subir(fachada, Opcoes::default(), vida).await;
    let erro = cliente_de(endereco).gravar("a", 1).await;
    let erro = erro.expect_err("a fachada não tem credencial");
    assert_eq!(erro.code(), Code::Internal, "{erro}");
    assert!(erro.message().contains("da fachada"), "{erro}");
}

/// Um fluxo que acabasse seria, para o servidor de trás, um lote completo.
#[tokio::test]
async fn depois_do_erro_o_fluxo_repassado_cala_e_nao_acaba() {
    let (bons, falhou) = separar(tokio_stream::iter([Ok(1), Err("caiu"), Ok(2)]));
    let mut bons = pin!(bons);
    assert_eq!(bons.next().await, Some(1));
    assert!(
        poll!(bons.next()).is_pending(),
        "nem o fim, nem o que vinha depois"
    );
    assert_eq!(falhou.await, "caiu");
}

#[tokio::test]
async fn sem_erro_o_fluxo_repassado_acaba() {
    let inteiro = [Ok::<_, &str>(1), Ok(2)];
    let (bons, falhou) = separar(tokio_stream::iter(inteiro));
    assert_eq!(bons.collect::<Vec<_>>().await, [1, 2]);
    assert!(poll!(pin!(falhou)).is_pending(), "não há erro a esperar");
}
