//! O que o livro mostra dos programas de AMQP.

use crate::comum::{PRAZO, nome, url};
use apoio::saida::{comando, conferir_sessao};
use apoio::teste::no_shell;

const PUBLICAR: &str = env!("CARGO_BIN_EXE_tarefa-publicar");
const TRABALHAR: &str = env!("CARGO_BIN_EXE_tarefa-trabalhar");
const MORTAS: &str = env!("CARGO_BIN_EXE_tarefa-mortas");

/// Digita o programa com estes argumentos, numa fila que no livro se chama `tarefas`;
/// as duas saídas vêm juntas, na ordem em que um terminal as mostra.
fn digitar(fila: &str, programa: &str, argumentos: &[&str]) -> (Option<i32>, String) {
    let url = url();
    let comuns = [programa, "--broker", &url, "--fila", fila];
    let todos = [&comuns, argumentos].concat();
    let fim = no_shell(r#"exec "$@" 2>&1"#, &todos).esperar_fim();
    (fim.status.code(), fim.saida.replace(fila, "tarefas"))
}

#[test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
fn a_mensagem_sem_fila_volta_como_o_livro_mostra() {
    let fila = nome("saidas");
    let (status, saida) = digitar(&fila, PUBLICAR, &["--tarefa", "somar 2 3"]);
    assert_eq!(status, Some(1), "{saida}");
    let digitado = comando("tarefa-publicar", &["--tarefa", "'somar 2 3'"]);
    conferir_sessao("devolvida.txt", &(digitado + &saida));
}

#[test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
fn duas_tarefas_boas_e_uma_ruim_dao_o_que_o_livro_mostra() {
    let fila = nome("saidas");
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let livro = ["--livro", livro.to_str().expect("é UTF-8")];
    let tarefas = ["somar 2 3", "somar x", "somar 4 5"];
    let publicar = tarefas.iter().flat_map(|tarefa| ["--tarefa", tarefa]);
    let publicar: Vec<_> = ["--lote", "t"].into_iter().chain(publicar).collect();
    let entre_aspas = |a: &&str| match a.contains(' ') {
        true => format!("'{a}'"),
        false => (*a).to_owned(),
    };
    let digitado: Vec<_> = publicar.iter().map(entre_aspas).collect();
    let digitado: Vec<_> = digitado.iter().map(String::as_str).collect();
    let trabalhar = |argumentos: &[&str]| {
        let (_, saida) = digitar(&fila, TRABALHAR, &[argumentos, &livro].concat());
        comando("tarefa-trabalhar", argumentos) + &saida
    };
    let mut sessao = trabalhar(&["--tarefas", "0"]);
    sessao += &comando("tarefa-publicar", &digitado);
    sessao += &digitar(&fila, PUBLICAR, &publicar).1;
    sessao += &trabalhar(&["--tarefas", "3"]);
    // A recusada muda de fila depois de recusada: o broker não diz quando.
    let mortas = || digitar(&fila, MORTAS, &[]).1;
    let vence = std::time::Instant::now() + PRAZO;
    let mut saida = mortas();
    while !saida.starts_with("t-2") && std::time::Instant::now() < vence {
        saida = mortas();
    }
    sessao += &(comando("tarefa-mortas", &[]) + &saida);
    conferir_sessao("tarefas.txt", &sessao);
}
