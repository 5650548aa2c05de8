//! O que acontece com uma conexão aceita quando o servidor dela morre.

use std::io::ErrorKind;

use balanceamento::atender::Regras;
use balanceamento::balanceador::Ajustes;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

use crate::comum::{
    AJUSTES, EmTeste, aceitar, ate_o_fim, dizer, ler, logo, matar, ouvinte,
};

/// Os ajustes dos testes, com até `repetir` bytes guardados.
fn repetindo(repetir: usize) -> Ajustes {
    let regras = Regras {
        repetir,
        ..AJUSTES.regras
    };
    Ajustes { regras, ..AJUSTES }
}

/// A conexão com o segundo servidor, que só existe se o pedido se repete.
async fn repetido(segundo: &TcpListener) -> TcpStream {
    let espera = "o pedido devia ser repetido a outro servidor";
    logo(espera, segundo.accept()).await.expect("está de pé").0
}

#[tokio::test]
async fn sem_repetir_a_morte_depois_da_entrega_e_um_erro_e_nao_um_fim() {
    let (primeiro, onde_primeiro) = ouvinte().await;
    let (_segundo, onde_segundo) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde_primeiro, onde_segundo], AJUSTES).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "saque 80\n").await;
    let mut servidor = aceitar(&primeiro).await;
    assert_eq!(ler(&mut servidor, 9).await, "saque 80\n");
    matar(servidor);
    let fim = ate_o_fim(&mut cliente).await;
    assert_eq!(
        fim.map_err(|e| e.kind()),
        Err(ErrorKind::ConnectionReset),
        "um fim normal pareceria uma resposta vazia"
    );
    // Dois saques seriam pior do que um erro: ninguém mais recebe o pedido.
    let contagem = balanceador.encerrar().await;
    assert_eq!((contagem.cortadas, contagem.repeticoes), (1, 0));
}

#[tokio::test]
async fn com_repetir_outro_servidor_recebe_o_mesmo_pedido_e_o_cliente_nao_nota() {
    for com_rst in [true, false] {
        let (primeiro, onde_primeiro) = ouvinte().await;
        let (segundo, onde_segundo) = ouvinte().await;
        let balanceador =
            EmTeste::novo(&[onde_primeiro, onde_segundo], repetindo(100)).await;
        let mut cliente = balanceador.conectar().await;
        dizer(&mut cliente, "qual o saldo?\n").await;
        cliente.shutdown().await.expect("meio fechamento");
        let mut servidor = aceitar(&primeiro).await;
        assert_eq!(
            ate_o_fim(&mut servidor).await.expect("pedido"),
            "qual o saldo?\n"
        );
        match com_rst {
            true => matar(servidor),
            false => drop(servidor),
        }
        let mut servidor = repetido(&segundo).await;
        assert_eq!(
            ate_o_fim(&mut servidor).await.expect("pedido"),
            "qual o saldo?\n",
            "o pedido inteiro, com o meio fechamento, devia chegar ao segundo"
        );
        dizer(&mut servidor, "100\n").await;
        drop(servidor);
        assert_eq!(ate_o_fim(&mut cliente).await.expect("resposta"), "100\n");
        let contagem = balanceador.encerrar().await;
        assert_eq!((contagem.completas, contagem.repeticoes), (1, 1));
    }
}

#[tokio::test]
async fn pedido_que_nao_coube_no_limite_nao_se_repete() {
    let (primeiro, onde_primeiro) = ouvinte().await;
    let (_segundo, onde_segundo) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde_primeiro, onde_segundo], repetindo(4)).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "cinco").await;
    let mut servidor = aceitar(&primeiro).await;
    assert_eq!(ler(&mut servidor, 5).await, "cinco");
    matar(servidor);
    assert!(ate_o_fim(&mut cliente).await.is_err());
    assert_eq!(balanceador.encerrar().await.cortadas, 1);
}

#[tokio::test]
async fn resposta_comecada_nao_se_repete_nem_parece_inteira() {
    let (primeiro, onde_primeiro) = ouvinte().await;
    let (_segundo, onde_segundo) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde_primeiro, onde_segundo], repetindo(100)).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "conte\n").await;
    let mut servidor = aceitar(&primeiro).await;
    dizer(&mut servidor, "um, dois").await;
    assert_eq!(ler(&mut cliente, 8).await, "um, dois");
    matar(servidor);
    let fim = ate_o_fim(&mut cliente).await;
    assert!(fim.is_err(), "meia resposta passou por inteira: {fim:?}");
    assert_eq!(balanceador.encerrar().await.cortadas, 1);
}

#[tokio::test]
async fn meio_pedido_de_um_cliente_que_morreu_nao_parece_inteiro() {
    for repetir in [0, 100] {
        let (ouvinte, onde) = ouvinte().await;
        let balanceador = EmTeste::novo(&[onde], repetindo(repetir)).await;
        let mut cliente = balanceador.conectar().await;
        dizer(&mut cliente, "saque 8").await;
        let mut servidor = aceitar(&ouvinte).await;
        assert_eq!(ler(&mut servidor, 7).await, "saque 8");
        matar(cliente);
        let fim = ate_o_fim(&mut servidor).await;
        assert!(
            fim.is_err(),
            "--repetir {repetir}: o servidor sacaria 8, e eram 80: {fim:?}"
        );
        assert_eq!(balanceador.encerrar().await.desistencias, 1);
    }
}

#[tokio::test]
async fn pedido_venenoso_mata_dois_servidores_e_nao_todos() {
    let (primeiro, onde_primeiro) = ouvinte().await;
    let (segundo, onde_segundo) = ouvinte().await;
    let (_terceiro, onde_terceiro) = ouvinte().await;
    let servidores = [onde_primeiro, onde_segundo, onde_terceiro];
    let balanceador = EmTeste::novo(&servidores, repetindo(100)).await;
    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "veneno\n").await;
    let mut servidor = aceitar(&primeiro).await;
    assert_eq!(ler(&mut servidor, 7).await, "veneno\n");
    matar(servidor);
    let mut servidor = repetido(&segundo).await;
    assert_eq!(ler(&mut servidor, 7).await, "veneno\n");
    matar(servidor);
    assert!(ate_o_fim(&mut cliente).await.is_err());
    assert_eq!(
        balanceador.grupo.vivos(),
        3,
        "uma morte que o pedido explica não conta contra o servidor"
    );
    let contagem = balanceador.encerrar().await;
    assert_eq!((contagem.cortadas, contagem.repeticoes), (1, 1));
}
