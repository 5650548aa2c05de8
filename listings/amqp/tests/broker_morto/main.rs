//! O broker morto por SIGKILL e religado com os mesmos dados. Tem um
//! executável só seu: estragaria os testes vizinhos, que são do mesmo broker.

#![cfg(unix)]

#[path = "../comum/mod.rs"]
mod comum;

use std::collections::BTreeSet;
use std::time::Duration;
use std::{env, fs};

use amqp::conexao::conectar;
use apoio::teste::{PRAZO, Programa, rodar};
use comum::{broker, fila_nova, url};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

const PUBLICAR: &str = env!("CARGO_BIN_EXE_tarefa-publicar");
const TRABALHAR: &str = env!("CARGO_BIN_EXE_tarefa-trabalhar");
/// O RabbitMQ leva uns dez segundos para voltar.
const VOLTA: Duration = PRAZO.saturating_mul(3);

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn a_fila_duravel_com_mensagens_persistentes_sobrevive_a_morte_do_broker() {
    let (_conexao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let (url, caminho) = (url(), livro.to_str().expect("é UTF-8"));
    let comuns = ["--broker", &url, "--fila", &fila];
    let publicar = ["--tarefa", "somar 3 4", "--vezes", "200", "--lote", "t"];
    let (status, _, erro) = rodar(PUBLICAR, &[&comuns[..], &publicar].concat());
    assert_eq!(status, Some(0), "{erro}");
    // Um trabalhador está no meio do caminho quando o broker morre: volta só.
    let trabalhar = [
        "--livro",
        caminho,
        "--demora",
        "5ms",
        "--adiantadas",
        "20",
        "--prazo",
        "60s",
    ];
    let trabalhador = Programa::iniciar(TRABALHAR, &[&comuns[..], &trabalhar].concat());
    trabalhador.linha();
    trabalhador.linha();
    matar_o_broker();
    trabalhador.esperar_no_diario("caiu");
    // Quando nós conseguimos ligar, ele também consegue, e continua.
    conectar(&broker(), VOLTA).await.expect("o broker volta");
    while feitas(caminho).len() < 200 {
        trabalhador.linha();
    }
    trabalhador.pedir_fim();
    assert_eq!(trabalhador.esperar_fim().status.code(), Some(0));
    let todas: BTreeSet<_> = (1..=200).map(|n| format!("t-{n} 7")).collect();
    let linhas = feitas(caminho);
    assert_eq!(linhas.len(), 200, "um efeito se repetiu");
    assert_eq!(linhas.into_iter().collect::<BTreeSet<_>>(), todas);
}

/// As linhas inteiras do livro, menos o cabeçalho: a última pode estar sendo escrita.
fn feitas(livro: &str) -> Vec<String> {
    let texto = fs::read_to_string(livro).unwrap_or_default();
    let inteiras = texto.rfind('\n').map_or(0, |fim| fim + 1);
    texto[..inteiras]
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect()
}

/// Mata o broker; quem o supervisiona o religa na mesma porta, com os dados.
fn matar_o_broker() {
    let arquivo =
        env::var("AMQP_PID_ARQUIVO").expect("rode por cargo xtask servicos amqp -- …");
    let pid = fs::read_to_string(arquivo).expect("o supervisor grava o número");
    let pid = pid.trim().parse().expect("é um número de processo");
    kill(Pid::from_raw(pid), Signal::SIGKILL).expect("o broker estava vivo");
}
