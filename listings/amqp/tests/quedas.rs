//! Mortes: a do trabalhador e a do corretor. Nada confirmado se perde, e nenhum
//! efeito se repete.

#![cfg(unix)]

mod comum;

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use apoio::teste::{PRAZO, Programa, rodar};
use comum::{fila_nova, url};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

const PUBLICAR: &str = env!("CARGO_BIN_EXE_tarefa-publicar");
const TRABALHAR: &str = env!("CARGO_BIN_EXE_tarefa-trabalhar");
const MORTAS: &str = env!("CARGO_BIN_EXE_tarefa-mortas");

fn trabalhador(fila: &str, livro: &Path, resto: &[&str]) -> Programa {
    let (url, livro) = (url(), livro.to_str().expect("é UTF-8"));
    let fixos = ["--corretor", &url, "--fila", fila, "--livro", livro];
    let programa = Programa::iniciar(TRABALHAR, &[&fixos[..], resto].concat());
    assert_eq!(programa.linha(), format!("esperando tarefas em {fila}"));
    programa
}

fn publicar(fila: &str, tarefa: &str, vezes: &str) {
    let (url, lote) = (url(), format!("{tarefa}-{vezes}").replace(' ', "_"));
    let argumentos = ["--corretor", &url, "--fila", fila, "--tarefa", tarefa];
    let argumentos = [&argumentos[..], &["--vezes", vezes, "--lote", &lote]].concat();
    let (status, _, erro) = rodar(PUBLICAR, &argumentos);
    assert_eq!(status, Some(0), "{erro}");
}

/// As linhas do livro; falha se um identificador se repete.
fn efeitos(livro: &Path) -> BTreeSet<String> {
    let texto = fs::read_to_string(livro).expect("o livro existe");
    let linhas: BTreeSet<_> = texto.lines().map(str::to_owned).collect();
    assert_eq!(
        linhas.len(),
        texto.lines().count(),
        "efeito repetido:\n{texto}"
    );
    linhas
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn o_trabalhador_morto_no_meio_nao_perde_tarefa_nem_repete_efeito() {
    let (_ligacao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    publicar(&fila, "somar 20 1", "30");
    // Morre três vezes, com uma tarefa na mão e outras adiantadas.
    for _ in 0..3 {
        let vitima =
            trabalhador(&fila, &livro, &["--demora", "10ms", "--adiantadas", "5"]);
        vitima.linha();
        drop(vitima);
    }
    let feitas = efeitos(&livro).len();
    assert!((3..30).contains(&feitas), "fez {feitas}");
    let falta = (30 - feitas).to_string();
    let ultimo = trabalhador(&fila, &livro, &["--demora", "1ms", "--tarefas", &falta]);
    let fim = ultimo.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let todas = (1..=30).map(|n| format!("somar_20_1-30-{n} 21")).collect();
    assert_eq!(efeitos(&livro), todas);
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn a_tarefa_que_nao_se_entende_vai_a_fila_morta_e_nao_para_as_outras() {
    let (_ligacao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    publicar(&fila, "somar dois", "1");
    publicar(&fila, "somar 2 2", "1");
    let fim = trabalhador(&fila, &livro, &["--tarefas", "2"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert!(
        fim.erro.contains("\"dois\" não é um número inteiro"),
        "{}",
        fim.erro
    );
    let (status, saida, erro) = rodar(MORTAS, &["--corretor", &url(), "--fila", &fila]);
    assert_eq!(status, Some(0), "{erro}");
    let esperada = format!("\"somar dois\", motivo rejected na fila {fila}, 1 vez(es)");
    assert!(saida.contains(&esperada), "{saida}");
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn sigterm_termina_a_tarefa_em_curso_e_devolve_as_adiantadas() {
    let (_ligacao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    publicar(&fila, "somar 1 1", "10");
    let primeiro =
        trabalhador(&fila, &livro, &["--demora", "50ms", "--adiantadas", "10"]);
    primeiro.linha();
    primeiro.pedir_fim();
    let fim = primeiro.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let falta = (10 - efeitos(&livro).len()).to_string();
    let fim = trabalhador(&fila, &livro, &["--demora", "1ms", "--tarefas", &falta])
        .esperar_fim();
    assert!(!fim.saida.contains("já estava no livro"), "{}", fim.saida);
    assert_eq!(efeitos(&livro).len(), 10);
}

/// O corretor morto por SIGKILL e religado com os mesmos dados.
#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn a_fila_duravel_com_mensagens_persistentes_sobrevive_a_morte_do_corretor() {
    let (ligacao, _canal, fila) = fila_nova().await;
    publicar(&fila, "somar 3 4", "200");
    drop(ligacao);
    matar_o_corretor();
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let resto = [
        "--demora",
        "1ms",
        "--adiantadas",
        "50",
        "--tarefas",
        "200",
        "--prazo",
        "60s",
    ];
    let (url, caminho) = (url(), livro.to_str().expect("é UTF-8"));
    let fixos = ["--corretor", &url, "--fila", &fila, "--livro", caminho];
    let programa = Programa::iniciar(TRABALHAR, &[&fixos[..], &resto].concat());
    let prazo = std::time::Instant::now() + PRAZO * 3;
    while fs::read_to_string(&livro).map_or(0, |t| t.lines().count()) < 200 {
        assert!(
            std::time::Instant::now() < prazo,
            "faltam tarefas depois da queda"
        );
        std::thread::yield_now();
    }
    assert_eq!(programa.esperar_fim().status.code(), Some(0));
    let todas = (1..=200).map(|n| format!("somar_3_4-200-{n} 7")).collect();
    assert_eq!(efeitos(&livro), todas);
}

/// Mata o corretor; quem o supervisiona o religa na mesma porta, com os dados.
fn matar_o_corretor() {
    let arquivo =
        env::var("AMQP_PID_ARQUIVO").expect("rode por cargo xtask servicos amqp -- …");
    let pid = fs::read_to_string(arquivo).expect("o supervisor grava o número");
    let pid = pid.trim().parse().expect("é um número de processo");
    kill(Pid::from_raw(pid), Signal::SIGKILL).expect("o corretor estava vivo");
}
