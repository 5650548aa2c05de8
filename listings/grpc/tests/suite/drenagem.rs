//! O fim de um servidor: quem já começou termina, quem espera é avisado, e quem
//! não acaba nunca não segura ninguém.

use std::time::Duration;

use crate::comum::{self, NoAr, UMA_HORA};
use apoio::teste::PRAZO;
use grpc::camada::vida::Vida;
use grpc::contrato::PedidoAcompanhar;
use grpc::deposito::Limites;
use grpc::fachada::Fachada;
use grpc::servidor::{Fim, Opcoes};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tonic::Code;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_reflection::pb::v1::server_reflection_client::ServerReflectionClient;

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

fn sem_pressa() -> Opcoes {
    Opcoes {
        drenagem: UMA_HORA,
        ..Opcoes::default()
    }
}

/// O tonic esperaria por elas para sempre: nenhuma é uma chamada.
#[tokio::test]
async fn conexao_calada_no_meio_do_aperto_de_mao_nao_segura_o_fim() {
    let servidor = NoAr::com(Limites::default(), Duration::ZERO, sem_pressa()).await;
    let mut caladas = Vec::new();
    for comeco in [&b""[..], b"GET / HT", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        let mut calada = TcpStream::connect(servidor.endereco).await.expect("escuta");
        calada.write_all(comeco).await.expect("o servidor lê");
        caladas.push(calada);
    }
    // A resposta a outro diz que as conexões de antes já foram aceitas.
    servidor.cliente().gravar("a", 1).await.expect("gravou");
    assert_eq!(servidor.encerrar().await, Fim::Drenado);
}

#[tokio::test]
async fn fluxo_de_saude_e_de_reflexao_nao_seguram_o_fim() {
    let servidor = NoAr::com(Limites::default(), Duration::ZERO, sem_pressa()).await;
    let canal = comum::canal(&servidor);
    let mut saude = HealthClient::new(canal.clone());
    let avisos = saude.watch(HealthCheckRequest::default()).await;
    let mut saude = avisos.expect("aceito").into_inner();
    saude
        .message()
        .await
        .expect("sem erro")
        .expect("diz como está");
    let mut reflexao = ServerReflectionClient::new(canal);
    let respostas = reflexao.server_reflection_info(tokio_stream::pending());
    let _respostas = respostas.await.expect("aceito");
    servidor.esperar_em_curso(2).await;
    assert_eq!(servidor.encerrar().await, Fim::Drenado);
}

/// Quem balanceia por esta notícia para de mandar chamadas antes de uma se perder.
#[tokio::test]
async fn a_saude_diz_que_nao_serve_antes_de_calar() {
    let servidor = NoAr::com(Limites::default(), Duration::ZERO, sem_pressa()).await;
    for servico in ["", "curso.deposito.v1.Deposito"] {
        let mut saude = HealthClient::new(comum::canal(&servidor));
        let pergunta = HealthCheckRequest {
            service: servico.into(),
        };
        let resposta = saude.check(pergunta).await.expect("responde");
        assert_eq!(resposta.into_inner().status().as_str_name(), "SERVING");
    }
    let mut saude = HealthClient::new(comum::canal(&servidor));
    let avisos = saude.watch(HealthCheckRequest::default()).await;
    let mut avisos = avisos.expect("aceito").into_inner();
    avisos.message().await.expect("sem erro").expect("está são");
    assert_eq!(servidor.encerrar().await, Fim::Drenado);
    let adeus = avisos.message().await.expect("sem erro");
    let adeus = adeus.expect("não acaba calado").status();
    assert_eq!(adeus.as_str_name(), "NOT_SERVING");
}

/// A fachada não lê o depósito: repassa um fluxo que, lá atrás, não vai acabar.
#[tokio::test]
async fn a_fachada_que_encerra_despede_quem_segue_por_ela() {
    let atras = NoAr::novo().await;
    let vida = Vida::nova();
    let fachada = Fachada::nova(atras.stub(), UMA_HORA, &vida);
    let (endereco, tarefa) = comum::subir(fachada, sem_pressa(), vida.clone()).await;
    let cliente = comum::cliente_de(endereco);
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let mut fluxo = cliente.acompanhar(pedido).await.expect("aceito");
    atras.deposito.gravar("a", 1).expect("cabe");
    fluxo.proximo().await.expect("sem erro").expect("há um");
    let mut vigia = cliente
        .vigiar(tokio_stream::pending())
        .await
        .expect("aceito");
    comum::esperar(vida.em_curso(), |&n| n == 2).await;
    vida.pedido.cancel();
    let fim = timeout(PRAZO, tarefa).await.expect("não espera uma hora");
    assert_eq!(fim.expect("sem pânico").expect("sem erro"), Fim::Drenado);
    for erro in [fluxo.proximo().await.err(), vigia.proximo().await.err()] {
        assert_eq!(erro.map(|e| e.code()), Some(Code::Unavailable));
    }
}
