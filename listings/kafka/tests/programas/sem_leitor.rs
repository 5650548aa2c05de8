//! A saída que ninguém lê, ou que não cabe no disco.

use std::io::{self, BufRead, BufReader, PipeReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use apoio::teste::no_shell;
use apoio::teste::rodar;

#[cfg(target_os = "linux")]
use crate::PRODUTOR;
use crate::comum::{broker, escrever_na, ligar, numeros};
use crate::{CONSUMIDOR, endereco};

/// O programa com a saída num pipe, que se pode deixar de ler.
fn iniciar(programa: &str, argumentos: &[&str]) -> (Child, PipeReader) {
    let (leitor, escritor) = io::pipe().expect("o sistema dá um pipe");
    let filho = Command::new(programa)
        .args(argumentos)
        .stdin(Stdio::null())
        .stdout(escritor)
        .stderr(Stdio::piped())
        .spawn();
    (filho.expect("o programa inicia"), leitor)
}

#[test]
fn registro_que_ninguem_viu_nao_se_confirma_e_o_visto_antes_sim() {
    let broker = broker("t", 1);
    let onde = endereco(&broker);
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..1));
    let alvo = ["--endereco", &onde, "--topico", "t", "--sessao", "1500ms"];
    let como = ["--confirmar-em", "60s", "--ate", "2"];
    let (consumidor, leitor) = iniciar(CONSUMIDOR, &[&alvo[..], &como].concat());
    let mut vista = String::new();
    let mut leitor = BufReader::new(leitor);
    leitor.read_line(&mut vista).expect("o primeiro é mostrado");
    assert_eq!(vista, "partição 0, offset 0: 0\n");
    drop(leitor);
    escrever_na(&ligar(&broker), "t", 0, &numeros(1..2));
    let fim = consumidor.wait_with_output().expect("termina");
    let erro = String::from_utf8_lossy(&fim.stderr);
    assert_eq!(fim.status.code(), Some(0), "{erro}");
    assert!(erro.contains("1 lido"), "{erro}");

    let (status, saida, erro) =
        rodar(CONSUMIDOR, &[&alvo[..], &["--ate-o-fim"]].concat());
    assert_eq!(
        (status, saida.as_str()),
        (Some(0), "partição 0, offset 1: 1\n"),
        "{erro}"
    );
}

#[test]
fn a_demo_para_quando_ninguem_mais_le() {
    // Inteira, espera duas vezes os três segundos de um grupo que se forma.
    const LIMITE: Duration = Duration::from_secs(4);
    let inicio = Instant::now();
    let (demo, leitor) = iniciar(env!("CARGO_BIN_EXE_demo"), &[]);
    drop(leitor);
    let fim = demo.wait_with_output().expect("termina");
    let levou = inicio.elapsed();
    let erro = String::from_utf8_lossy(&fim.stderr);
    assert_eq!((fim.status.code(), &*erro), (Some(0), ""));
    assert!(levou < LIMITE, "levou {levou:?}");
}

#[cfg(target_os = "linux")] // /dev/full
#[test]
fn a_saida_sem_espaco_nao_esconde_o_que_foi_entregue() {
    let broker = broker("t", 1);
    let roteiro = r#""$@" > /dev/full"#;
    let onde = endereco(&broker);
    let como = ["--endereco", &onde, "--topico", "t", "--numerados", "3"];
    let fim = no_shell(roteiro, &[&[PRODUTOR], &como[..]].concat()).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    for dito in ["3 entregues, 0 com falha", "erro: "] {
        assert!(fim.erro.contains(dito), "faltou {dito:?}: {}", fim.erro);
    }
}
