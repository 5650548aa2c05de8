//! Prazos e fim: nenhuma espera é para sempre, e um corte não parece um fim.

use std::time::Duration;

use balanceamento::atender::Regras;
use balanceamento::balanceador::Ajustes;
use tokio_util::sync::CancellationToken;

use crate::comum::{AJUSTES, EmTeste, aceitar, ate_o_fim, dizer, ler, logo, ouvinte};

#[tokio::test]
async fn conversa_parada_e_cortada_e_conversa_viva_nao() {
    let (ouvinte, onde) = ouvinte().await;
    let ocioso = Duration::from_millis(200);
    let regras = Regras {
        ocioso,
        ..AJUSTES.regras
    };
    let balanceador = EmTeste::novo(&[onde], Ajustes { regras, ..AJUSTES }).await;
    let mut viva = balanceador.conectar().await;
    let mut da_viva = aceitar(&ouvinte).await;
    let mut parada = balanceador.conectar().await;
    dizer(&mut parada, "oi").await;
    let mut da_parada = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut da_parada, 2).await, "oi");
    dizer(&mut da_parada, "oi").await;
    assert_eq!(ler(&mut parada, 2).await, "oi");
    // A viva conversa até a outra ser cortada: o corte é o relógio do teste.
    let cortada = CancellationToken::new();
    let aviso = cortada.clone();
    let conversa = tokio::spawn(async move {
        while !aviso.is_cancelled() {
            dizer(&mut viva, "a").await;
            assert_eq!(ler(&mut da_viva, 1).await, "a");
            dizer(&mut da_viva, "b").await;
            assert_eq!(ler(&mut viva, 1).await, "b");
        }
    });
    let fim = ate_o_fim(&mut parada).await;
    assert!(
        fim.is_err(),
        "o corte devia ser um erro, e não um fim: {fim:?}"
    );
    assert!(ate_o_fim(&mut da_parada).await.is_err(), "e dos dois lados");
    cortada.cancel();
    logo("a viva devia acabar", conversa)
        .await
        .expect("a viva seguiu inteira");
    let contagem = balanceador.encerrar().await;
    assert_eq!((contagem.ociosas, contagem.completas), (1, 1));
}

#[tokio::test]
async fn o_fim_espera_quem_esta_no_meio_da_conversa() {
    let (ouvinte, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "demorado").await;
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut servidor, 8).await, "demorado");
    balanceador.fim.cancel();
    dizer(&mut servidor, "pronto").await;
    drop(servidor);
    assert_eq!(ate_o_fim(&mut cliente).await.expect("inteira"), "pronto");
    drop(cliente);
    assert_eq!(balanceador.encerrar().await.completas, 1);
}

#[tokio::test]
async fn o_fim_nao_espera_para_sempre() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        drenagem: Duration::from_millis(50),
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let _cliente = balanceador.conectar().await;
    let _servidor = aceitar(&ouvinte).await;
    assert_eq!(balanceador.encerrar().await.cortadas, 1);
}

#[tokio::test]
async fn o_fim_corta_os_dois_lados_com_um_erro_e_nao_com_um_fim() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        drenagem: Duration::from_millis(50),
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "conte").await;
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut servidor, 5).await, "conte");
    dizer(&mut servidor, "um, dois").await;
    assert_eq!(ler(&mut cliente, 8).await, "um, dois");
    assert_eq!(balanceador.encerrar().await.cortadas, 1);
    let fim = ate_o_fim(&mut cliente).await;
    assert!(fim.is_err(), "meia resposta passou por inteira: {fim:?}");
    let fim = ate_o_fim(&mut servidor).await;
    assert!(fim.is_err(), "meio pedido passou por inteiro: {fim:?}");
}

#[tokio::test]
async fn servidor_que_nao_completa_a_conexao_e_trocado_no_prazo() {
    // Fila de um lugar que ninguém esvazia: cheia, o sistema ignora quem chega.
    let mudo = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None)
        .expect("socket");
    let livre: std::net::SocketAddr = "127.0.0.1:0".parse().expect("endereço");
    mudo.bind(&livre.into()).expect("porta livre");
    mudo.listen(0).expect("escutar");
    let onde_mudo = mudo.local_addr().expect("tem").as_socket().expect("IPv4");
    let mut enchendo = tokio::task::JoinSet::new();
    for _ in 0..4 {
        enchendo.spawn(tokio::net::TcpStream::connect(onde_mudo));
    }
    let cheia = logo("a fila devia ter um lugar", enchendo.join_next()).await;
    let _na_fila = cheia
        .expect("há tarefas")
        .expect("sem pânico")
        .expect("conectou");

    let (vivo, onde_vivo) = ouvinte().await;
    let regras = Regras {
        conexao: Duration::from_millis(100),
        ..AJUSTES.regras
    };
    let balanceador =
        EmTeste::novo(&[onde_mudo, onde_vivo], Ajustes { regras, ..AJUSTES }).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "oi").await;
    let mut servidor = aceitar(&vivo).await;
    assert_eq!(ler(&mut servidor, 2).await, "oi");
}
