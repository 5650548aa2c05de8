//! Aceitar com um teto: a vaga antes da conexão, o fim que interrompe a espera, e a
//! falta de descritores, que só faz esperar.

#![cfg(all(unix, feature = "assincrono"))]

use std::fs::File;
use std::sync::Arc;
use std::time::Duration;

use apoio::aceitar::{PAUSA_SEM_DESCRITORES, aceitar, proxima};
use apoio::teste::PRAZO;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Um teste só: o limite de descritores é do processo todo.
#[tokio::test]
async fn espera_vaga_descritor_e_conexao_e_larga_a_espera_quando_pedem() {
    let ouvinte = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endereco = ouvinte.local_addr().unwrap();
    let (vagas, fim) = (Arc::new(Semaphore::new(1)), CancellationToken::new());
    let _um = TcpStream::connect(endereco).await.unwrap();
    let _outro = TcpStream::connect(endereco).await.unwrap();
    let (_, vaga) = proxima(&ouvinte, &vagas, &fim).await.expect("há vaga");

    // A segunda conexão está na fila, e ninguém a tira de lá sem vaga.
    let mut segunda = std::pin::pin!(proxima(&ouvinte, &vagas, &fim));
    let cedo = timeout(Duration::from_millis(20), &mut segunda).await;
    assert!(cedo.is_err(), "aceitou sem vaga");

    // Com vaga e sem descritor, espera; com um descritor livre, aceita.
    let tomados = tomar_descritores();
    drop(vaga);
    let cedo = timeout(2 * PAUSA_SEM_DESCRITORES, &mut segunda).await;
    assert!(cedo.is_err(), "não havia descritor para aceitar");
    drop(tomados);
    let segunda = timeout(PRAZO, segunda).await.expect("o descritor voltou");
    assert!(segunda.is_some(), "a falta de descritores não é o fim");

    // O fim interrompe as duas esperas: a da vaga e a da conexão.
    fim.cancel();
    let sem_vaga = timeout(PRAZO, proxima(&ouvinte, &vagas, &fim)).await;
    assert!(sem_vaga.expect("larga a espera").is_none());
    let sem_conexao = timeout(PRAZO, aceitar(&ouvinte, &fim)).await;
    assert!(sem_conexao.expect("larga a espera").is_none());
}

/// Baixa o limite e abre arquivos até o sistema recusar.
fn tomar_descritores() -> Vec<File> {
    let (_, rigido) = rlimit::Resource::NOFILE.get().unwrap();
    rlimit::Resource::NOFILE.set(64, rigido).unwrap();
    std::iter::from_fn(|| File::open("/dev/null").ok()).collect()
}
