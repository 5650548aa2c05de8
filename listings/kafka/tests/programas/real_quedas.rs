//! No Kafka de verdade: o broker morto com SIGKILL no meio da produção.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::comum::{PRAZO, de_verdade_so_meu, topico_novo};
use kafka::conferencia::{contar, numero};
use kafka::leitura::ler_tudo;
use kafka::ligacao::Isolamento;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

const REGISTROS: usize = 100_000;

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn cem_mil_registros_sobrevivem_a_duas_mortes_do_broker() {
    let ligacao = de_verdade_so_meu();
    let topico = topico_novo(&ligacao, "numerados", 4);
    let mut produtor = Command::new(crate::PRODUTOR)
        .args(["--numerados", &REGISTROS.to_string(), "--topico", &topico])
        // Uma fila curta: a produção anda no passo em que se leem os recibos, e há
        // certeza de que as mortes a pegam no meio.
        .args(["--chaves", "40", "--fila", "5000", "--acks", "all"])
        .args(["--endereco", &ligacao.endereco])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("o produtor inicia");
    let saida = BufReader::new(produtor.stdout.take().expect("é um pipe"));
    let mut recibos = HashMap::new();
    for linha in saida.lines() {
        let (n, onde) = recibo(&linha.expect("é texto"));
        assert_eq!(
            recibos.insert(n, onde),
            None,
            "dois recibos do registro {n}"
        );
        if matches!(recibos.len(), 20_000 | 60_000) {
            matar_o_broker();
        }
    }
    let status = produtor.wait().expect("é nosso filho");
    assert!(status.success(), "o produtor terminou com {status}");
    assert_eq!(recibos.len(), REGISTROS, "um recibo por registro");

    let lidos = ler_tudo(&ligacao, &topico, Isolamento::Confirmado).expect("responde");
    let conta = contar(&lidos);
    assert_eq!(conta.repetidos, [0; 0], "registros duplicados");
    assert_eq!(
        conta.fora_de_ordem, [""; 0],
        "registros fora de ordem na partição"
    );
    assert_eq!((lidos.len(), conta.distintos), (REGISTROS, REGISTROS));
    for lido in &lidos {
        let n = numero(lido.valor.as_deref().unwrap_or_default()).expect("numerado");
        assert_eq!(
            recibos[&n],
            lido.posicao.to_string(),
            "o recibo de {n} mentiu"
        );
    }
}

/// `#12 confirmado: partição 0, offset 3` → 12 e o resto.
fn recibo(linha: &str) -> (usize, String) {
    let partes = linha
        .strip_prefix('#')
        .and_then(|l| l.split_once(" confirmado: "));
    let (n, onde) = partes.unwrap_or_else(|| panic!("não é um recibo: {linha:?}"));
    (n.parse().expect("é um número"), onde.to_owned())
}

/// Mata o broker e espera que o supervisor ponha outro no lugar.
fn matar_o_broker() {
    let arquivo = std::env::var("KAFKA_PID_ARQUIVO").expect(
        "falta KAFKA_PID_ARQUIVO, que o cargo xtask servicos kafka dá: sem ele não há o que matar",
    );
    let ler =
        || -> Option<i32> { fs::read_to_string(&arquivo).ok()?.trim().parse().ok() };
    let pid = ler().expect("o arquivo traz o número do processo");
    kill(Pid::from_raw(pid), Signal::SIGKILL).expect("o broker estava vivo");
    let vence = Instant::now() + PRAZO;
    while ler().is_none_or(|novo| novo == pid) {
        assert!(
            Instant::now() < vence,
            "ninguém reiniciou o broker em {PRAZO:?}"
        );
        std::thread::park_timeout(Duration::from_millis(20));
    }
}
