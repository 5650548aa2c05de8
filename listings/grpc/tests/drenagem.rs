//! O fim de um servidor: quem já começou termina, quem espera é avisado, e quem
//! não acaba nunca não segura ninguém.

mod comum;

use std::time::Duration;

use comum::{NoAr, UMA_HORA};
use grpc::contrato::PedidoAcompanhar;
use grpc::deposito::Limites;
use grpc::servidor::{Fim, Opcoes};
use tokio::net::TcpStream;
use tonic::Code;

#[tokio::test]
async fn chamada_em_curso_termina_e_nova_conexao_e_recusada() {
    let demora = Duration::from_millis(300);
    let servidor = NoAr::com(Limites::default(), demora, Opcoes::default()).await;
    servidor.deposito.gravar("a", 1).expect("cabe");
    let cliente = servidor.cliente();
    let chamada = tokio::spawn(async move { cliente.obter("a").await });
    servidor.esperar_em_curso(1).await;
    let endereco = servidor.endereco;
    assert_eq!(servidor.encerrar().await, Fim::Drenado);
    let item = chamada.await.expect("sem pânico").expect("foi até o fim");
    assert_eq!(item.valor, 1);
    assert!(
        TcpStream::connect(endereco).await.is_err(),
        "ninguém mais escuta"
    );
}

#[tokio::test]
async fn quem_segue_o_futuro_e_mandado_a_outro_sem_gastar_o_prazo() {
    let opcoes = Opcoes {
        drenagem: UMA_HORA,
        ..Opcoes::default()
    };
    let servidor = NoAr::com(Limites::default(), Duration::ZERO, opcoes).await;
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let fluxo = servidor.cliente().acompanhar(pedido).await;
    let mut fluxo = fluxo.expect("aceito");
    servidor.esperar_em_curso(1).await;
    assert_eq!(servidor.encerrar().await, Fim::Drenado);
    let erro = fluxo.proximo().await.expect_err("acabou em erro");
    assert_eq!(erro.code(), Code::Unavailable, "{erro}");
}

#[tokio::test]
async fn o_prazo_da_drenagem_corta_o_que_nao_acaba() {
    let opcoes = Opcoes {
        drenagem: Duration::from_millis(100),
        ..Opcoes::default()
    };
    let servidor = NoAr::com(Limites::default(), UMA_HORA, opcoes).await;
    let cliente = servidor.cliente();
    let chamada = tokio::spawn(async move { cliente.obter("a").await });
    servidor.esperar_em_curso(1).await;
    assert_eq!(servidor.encerrar().await, Fim::Cortado(1));
    let erro = chamada.await.expect("sem pânico").expect_err("cortada");
    assert_eq!(erro.code(), Code::Unavailable, "{erro}");
}
