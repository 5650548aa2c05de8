//! O trabalhador que morre, o que encerra e o que recusa: nada se perde, e nenhum
//! efeito se repete.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::comum::{fila_nova, url};
use apoio::teste::{PRAZO, Programa, rodar};
use std::time::Instant;

const PUBLICAR: &str = env!("CARGO_BIN_EXE_tarefa-publicar");
const TRABALHAR: &str = env!("CARGO_BIN_EXE_tarefa-trabalhar");
const MORTAS: &str = env!("CARGO_BIN_EXE_tarefa-mortas");

fn trabalhador(fila: &str, livro: &Path, resto: &[&str]) -> Programa {
    let (url, livro) = (url(), livro.to_str().expect("é UTF-8"));
    let fixos = ["--broker", &url, "--fila", fila, "--livro", livro];
    let programa = Programa::iniciar(TRABALHAR, &[&fixos[..], resto].concat());
    assert_eq!(programa.linha(), format!("esperando tarefas em {fila}"));
    programa
}

fn publicar(fila: &str, tarefa: &str, vezes: &str) {
    let (url, lote) = (url(), format!("{tarefa}-{vezes}").replace(' ', "_"));
    let argumentos = ["--broker", &url, "--fila", fila, "--tarefa", tarefa];
    let argumentos = [&argumentos[..], &["--vezes", vezes, "--lote", &lote]].concat();
    let (status, _, erro) = rodar(PUBLICAR, &argumentos);
    assert_eq!(status, Some(0), "{erro}");
}

/// As linhas do livro, menos o cabeçalho; falha se um identificador se repete.
fn efeitos(livro: &Path) -> BTreeSet<String> {
    let texto = fs::read_to_string(livro).expect("o livro existe");
    let linhas: BTreeSet<_> = texto.lines().skip(1).map(str::to_owned).collect();
    assert_eq!(
        linhas.len(),
        texto.lines().skip(1).count(),
        "efeito repetido:\n{texto}"
    );
    linhas
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn a_confirmacao_so_vai_depois_do_efeito() {
    let (_conexao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    publicar(&fila, "somar 5 5", "1");
    let vitima = trabalhador(&fila, &livro, &["--demora", "60s"]);
    vitima.esperar_no_diario("começo");
    // Uma conexão inteira, de ida e volta: uma confirmação cedo demais já teria ido.
    crate::comum::ligado().await;
    drop(vitima);
    assert!(efeitos(&livro).is_empty(), "morreu antes do efeito");
    let fim = trabalhador(&fila, &livro, &["--tarefas", "1"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert_eq!(efeitos(&livro).len(), 1, "a tarefa se perdeu");
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn o_trabalhador_morto_no_meio_nao_perde_tarefa_nem_repete_efeito() {
    let (_conexao, _canal, fila) = fila_nova().await;
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
    let (_conexao, _canal, fila) = fila_nova().await;
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
    let esperada = format!("\"somar dois\", motivo rejected na fila {fila}, vezes: 1");
    // A recusada muda de fila depois de recusada: o broker não diz quando.
    let vence = Instant::now() + PRAZO;
    loop {
        let (status, saida, erro) = rodar(MORTAS, &["--broker", &url(), "--fila", &fila]);
        assert_eq!(status, Some(0), "{erro}");
        if saida.contains(&esperada) {
            break;
        }
        assert!(Instant::now() < vence, "a fila morta só tem: {saida}");
    }
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn o_trabalhador_lento_so_segura_as_adiantadas_que_pediu() {
    let (_conexao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    publicar(&fila, "somar 1 2", "5");
    let do_lento = pasta.path().join("lento.txt");
    let preso = ["--demora", "60s", "--adiantadas", "2"];
    let lento = trabalhador(&fila, &do_lento, &preso);
    lento.esperar_no_diario("começo");
    let livro = pasta.path().join("livro.txt");
    let resto = ["--demora", "1ms", "--tarefas", "3"];
    let fim = trabalhador(&fila, &livro, &resto).esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let feitas = (3..=5).map(|n| format!("somar_1_2-5-{n} 3")).collect();
    assert_eq!(efeitos(&livro), feitas);
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn sigterm_termina_a_tarefa_em_curso_e_devolve_as_adiantadas() {
    let (_conexao, _canal, fila) = fila_nova().await;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    publicar(&fila, "somar 1 1", "10");
    let primeiro = trabalhador(&fila, &livro, &["--demora", "1s", "--adiantadas", "10"]);
    primeiro.esperar_no_diario("começo somar_1_1-10-2");
    primeiro.pedir_fim();
    let fim = primeiro.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    // A segunda estava em curso: acaba-se. A terceira nem começa.
    let feitas = ["somar_1_1-10-1 2", "somar_1_1-10-2 2"].map(str::to_owned);
    assert_eq!(efeitos(&livro), BTreeSet::from(feitas), "{}", fim.erro);
    let falta = (10 - efeitos(&livro).len()).to_string();
    let fim = trabalhador(&fila, &livro, &["--demora", "1ms", "--tarefas", &falta])
        .esperar_fim();
    assert!(!fim.saida.contains("já estava no livro"), "{}", fim.saida);
    assert_eq!(efeitos(&livro).len(), 10);
}
