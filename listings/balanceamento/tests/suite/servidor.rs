//! O servidor diante de quem conecta e se cala, e de gente demais.

use std::net::SocketAddr;
use std::time::Duration;

use balanceamento::servidor::{COTA, Cota, Servico, servir};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use crate::comum::{ate_o_fim, dizer, ler, logo, ouvinte};

async fn com(cota: Cota) -> SocketAddr {
    let (ouvinte, endereco) = ouvinte().await;
    let servico = Servico::Nome {
        nome: "A".to_owned(),
        atraso: Duration::ZERO,
    };
    tokio::spawn(servir(ouvinte, servico, cota, CancellationToken::new()));
    endereco
}

async fn conectar(endereco: SocketAddr) -> TcpStream {
    let conexao = logo("conectar", TcpStream::connect(endereco)).await;
    conexao.expect("o servidor escuta")
}

#[tokio::test]
async fn quem_conecta_e_se_cala_perde_a_vez() {
    let ocioso = Duration::from_millis(50);
    let endereco = com(Cota { ocioso, ..COTA }).await;
    let mut calado = conectar(endereco).await;
    assert_eq!(ate_o_fim(&mut calado).await.expect("um fim"), "");
    let mut pela_metade = conectar(endereco).await;
    dizer(&mut pela_metade, "uma linha que não acaba").await;
    // O que ele disse não foi lido como linha: o corte pode vir como erro.
    assert!(
        ate_o_fim(&mut pela_metade)
            .await
            .is_ok_and(|t| t.is_empty())
    );
}

#[tokio::test]
async fn quem_passa_do_teto_espera_que_alguem_saia() {
    let endereco = com(Cota {
        conexoes: 1,
        ..COTA
    })
    .await;
    let mut dentro = conectar(endereco).await;
    dizer(&mut dentro, "1\n").await;
    assert_eq!(ler(&mut dentro, 4).await, "A 1\n");
    let mut fora = conectar(endereco).await;
    dizer(&mut fora, "2\n").await;
    // Cem idas e voltas: tempo de sobra para que o de fora fosse atendido.
    for _ in 0..100 {
        dizer(&mut dentro, "1\n").await;
        assert_eq!(ler(&mut dentro, 4).await, "A 1\n");
    }
    let nada = fora
        .try_read(&mut [0; 8])
        .expect_err("não devia ter resposta");
    assert_eq!(nada.kind(), std::io::ErrorKind::WouldBlock);
    drop(dentro);
    assert_eq!(ler(&mut fora, 4).await, "A 2\n");
}
