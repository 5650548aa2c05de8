//! O que o livro mostra dos programas de AMQP.

#![cfg(unix)]

mod comum;

use apoio::saida::{comando, conferir_sessao};
use apoio::teste::rodar;
use comum::{fila_nova, nome, url};

const PUBLICAR: &str = env!("CARGO_BIN_EXE_tarefa-publicar");
const TRABALHAR: &str = env!("CARGO_BIN_EXE_tarefa-trabalhar");
const MORTAS: &str = env!("CARGO_BIN_EXE_tarefa-mortas");

/// Roda o programa com uma fila só deste teste, que no livro se chama `tarefas`.
fn na_fila(
    fila: &str,
    programa: &str,
    argumentos: &[&str],
) -> (Option<i32>, String, String) {
    let url = url();
    let comuns = ["--broker", &url, "--fila", fila];
    let (status, saida, erro) = rodar(programa, &[argumentos, &comuns].concat());
    (
        status,
        saida.replace(fila, "tarefas"),
        erro.replace(fila, "tarefas"),
    )
}

#[test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
fn a_mensagem_sem_fila_volta_como_o_livro_mostra() {
    let fila = nome("saidas");
    let (status, saida, erro) = na_fila(&fila, PUBLICAR, &["--tarefa", "somar 2 3"]);
    assert_eq!((status, saida.as_str()), (Some(1), ""));
    let digitado = comando("tarefa-publicar", &["--tarefa", "'somar 2 3'"]);
    conferir_sessao("devolvida.txt", &(digitado + &erro));
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn duas_tarefas_boas_e_uma_ruim_dao_o_que_o_livro_mostra() {
    let (_conexao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let livro = livro.to_str().expect("é UTF-8");
    let tarefas = ["somar 2 3", "somar x", "somar 4 5"];
    let mut argumentos = vec!["--lote", "t"];
    let mut digitados = vec!["--lote".to_owned(), "t".to_owned()];
    for tarefa in tarefas {
        argumentos.extend(["--tarefa", tarefa]);
        digitados.extend(["--tarefa".to_owned(), format!("'{tarefa}'")]);
    }
    let digitados: Vec<_> = digitados.iter().map(String::as_str).collect();
    let (_, saida, erro) = na_fila(&fila, PUBLICAR, &argumentos);
    let mut sessao = comando("tarefa-publicar", &digitados) + &saida;
    assert_eq!(erro, "");
    let (_, saida, erro) =
        na_fila(&fila, TRABALHAR, &["--tarefas", "3", "--livro", livro]);
    assert!(
        erro.contains("recuso \"t-2\": \"x\" não é um número inteiro\n"),
        "{erro}"
    );
    sessao += &(comando("tarefa-trabalhar", &["--tarefas", "3"]) + &saida);
    // A recusada muda de fila depois de recusada: o broker não diz quando.
    let mortas = || na_fila(&fila, MORTAS, &[]).1;
    let vence = std::time::Instant::now() + comum::PRAZO;
    let mut saida = mortas();
    while !saida.starts_with("t-2") && std::time::Instant::now() < vence {
        saida = mortas();
    }
    sessao += &(comando("tarefa-mortas", &[]) + &saida);
    conferir_sessao("tarefas.txt", &sessao);
}
