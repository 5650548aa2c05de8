//! Fechamentos e limite: o que o balanceador faz com os bytes e com quem chega.

use balanceamento::balanceador::Ajustes;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::comum::{AJUSTES, EmTeste, aceitar, ate_o_fim, dizer, ler, logo, ouvinte};

#[tokio::test]
async fn meio_fechamento_passa_nos_dois_sentidos() {
    let (ouvinte, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;

    let mut cliente = balanceador.conectar().await;
    dizer(&mut cliente, "pergunta").await;
    cliente.shutdown().await.expect("meio fechamento");
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ate_o_fim(&mut servidor).await.expect("fim"), "pergunta");
    dizer(&mut servidor, "resposta").await;
    drop(servidor);
    assert_eq!(ate_o_fim(&mut cliente).await.expect("fim"), "resposta");

    let mut cliente = balanceador.conectar().await;
    let mut servidor = aceitar(&ouvinte).await;
    dizer(&mut servidor, "saudação").await;
    servidor.shutdown().await.expect("meio fechamento");
    assert_eq!(ate_o_fim(&mut cliente).await.expect("fim"), "saudação");
    dizer(&mut cliente, "depois do fim").await;
    drop(cliente);
    assert_eq!(
        ate_o_fim(&mut servidor).await.expect("fim"),
        "depois do fim"
    );
    assert_eq!(balanceador.encerrar().await.completas, 2);
}

#[tokio::test]
async fn um_megabyte_em_cada_sentido_chega_igual() {
    let (ouvinte, onde) = ouvinte().await;
    let balanceador = EmTeste::novo(&[onde], AJUSTES).await;
    let carga: String = (0..1 << 20)
        .map(|i| char::from(b'a' + (i % 23) as u8))
        .collect();
    let cliente = balanceador.conectar().await;
    let servidor = aceitar(&ouvinte).await;
    let trocar = |fluxo: tokio::net::TcpStream| async {
        let (mut leitura, mut escrita) = fluxo.into_split();
        let mut lido = String::new();
        let mandar = async {
            escrita.write_all(carga.as_bytes()).await?;
            escrita.shutdown().await
        };
        let (_, _) = tokio::try_join!(mandar, leitura.read_to_string(&mut lido))?;
        Ok::<_, std::io::Error>(lido)
    };
    let dois = async { tokio::try_join!(trocar(cliente), trocar(servidor)) };
    let (a, b) = logo("os dois megabytes", dois).await.expect("sem erro");
    assert!(a == carga && b == carga, "bytes trocados ou perdidos");
    assert_eq!(balanceador.encerrar().await.completas, 1);
}

#[tokio::test]
async fn a_conexao_alem_do_limite_espera_na_fila_e_e_atendida_quando_abre_vaga() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        limite: 2,
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let mut dentro = Vec::new();
    for _ in 0..2 {
        let cliente = balanceador.conectar().await;
        dentro.push((cliente, aceitar(&ouvinte).await));
    }
    // O sistema completa a conexão e guarda o que ela disse; o balanceador não a vê.
    let mut terceiro = balanceador.conectar().await;
    dizer(&mut terceiro, "ainda estou aqui").await;
    let (cliente, mut servidor) = dentro.remove(0);
    dizer(&mut servidor, "x").await; // prova de que os dois de dentro seguem
    drop(cliente);
    drop(servidor);
    let mut servidor = aceitar(&ouvinte).await;
    assert_eq!(ler(&mut servidor, 16).await, "ainda estou aqui");
    drop((dentro, terceiro, servidor));
    assert_eq!(balanceador.encerrar().await.aceitas, 3);
}

#[tokio::test]
async fn com_o_limite_cheio_nenhum_servidor_ve_a_conexao_a_mais() {
    let (ouvinte, onde) = ouvinte().await;
    let ajustes = Ajustes {
        limite: 1,
        ..AJUSTES
    };
    let balanceador = EmTeste::novo(&[onde], ajustes).await;
    let mut dentro = balanceador.conectar().await;
    let mut servidor = aceitar(&ouvinte).await;
    let mut fora = balanceador.conectar().await;
    dizer(&mut fora, "alguém?").await;
    // Cem idas e voltas: tempo de sobra para o balanceador errar.
    for _ in 0..100 {
        dizer(&mut dentro, "a").await;
        assert_eq!(ler(&mut servidor, 1).await, "a");
        dizer(&mut servidor, "b").await;
        assert_eq!(ler(&mut dentro, 1).await, "b");
    }
    balanceador.fim.cancel();
    assert!(
        ate_o_fim(&mut fora).await.is_err(),
        "a fila se desfaz no fim"
    );
    drop((dentro, servidor));
    assert_eq!(balanceador.encerrar().await.aceitas, 1);
}
