//! No Kafka de verdade: o kcat, cliente que não escrevemos, e os nossos programas.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use crate::comum::{de_verdade, topico_novo};

/// Roda até o fim com esta entrada.
fn rodar(programa: &str, argumentos: &[&str], entrada: &str) -> Output {
    let filho = Command::new(programa)
        .args(argumentos)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut filho = filho
        .unwrap_or_else(|e| panic!("{programa} não inicia ({e}): apt-get install kcat"));
    let mut pipe = filho.stdin.take().expect("é um pipe");
    pipe.write_all(entrada.as_bytes())
        .expect("o programa lê a entrada");
    drop(pipe);
    let fim = filho.wait_with_output().expect("é nosso filho");
    assert!(
        fim.status.success(),
        "{programa}: {}",
        String::from_utf8_lossy(&fim.stderr)
    );
    fim
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn o_kcat_le_o_que_o_produtor_escreveu_com_chaves_cabecalhos_e_ordem() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "para-kcat", 3);
    let onde = ["--endereco", &ligacao.endereco, "--topico", &topico];
    let linhas: Vec<_> = (0..30)
        .map(|n| format!("k{}:valor {n} ção", n % 7))
        .collect();
    let como = [
        "--separador",
        ":",
        "--cabecalho",
        "origem=curso",
        "--cabecalho",
        "v=2",
    ];
    let programa = crate::PRODUTOR;
    let recibos = rodar(programa, &[&onde[..], &como].concat(), &linhas.join("\n"));

    let formato = "#%k|%h|partição %p, offset %o|%s\n";
    let alvo = [
        "-C",
        "-b",
        &ligacao.endereco,
        "-t",
        &topico,
        "-o",
        "beginning",
        "-e",
        "-q",
    ];
    let lido = rodar("kcat", &[&alvo[..], &["-f", formato]].concat(), "");
    let lido = String::from_utf8(lido.stdout).expect("escrevemos texto");
    let mut do_kcat: Vec<_> = lido.lines().map(str::to_owned).collect();
    let recibos = String::from_utf8(recibos.stdout).expect("é texto");
    let mut nossos: Vec<_> = recibos
        .lines()
        .map(|recibo| {
            let (n, onde) = recibo[1..]
                .split_once(" confirmado: ")
                .expect("é um recibo");
            let n: usize = n.parse().expect("é um número");
            let (chave, valor) = linhas[n - 1].split_once(':').expect("tem chave");
            format!("#{chave}|origem=curso,v=2|{onde}|{valor}")
        })
        .collect();
    for particao in 0..3 {
        let desta = |linhas: &[String]| -> Vec<String> {
            let marca = format!("|partição {particao},");
            linhas
                .iter()
                .filter(|l| l.contains(&marca))
                .cloned()
                .collect()
        };
        assert_eq!(
            desta(&do_kcat),
            desta(&nossos),
            "a ordem na partição {particao}"
        );
    }
    do_kcat.sort_unstable();
    nossos.sort_unstable();
    assert_eq!(do_kcat, nossos);
    assert_eq!(do_kcat.len(), 30);
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn o_consumidor_le_o_que_o_kcat_escreveu_com_chaves_cabecalhos_e_ordem() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "do-kcat", 1);
    let linhas: Vec<_> = (0..20)
        .map(|n| format!("k{}:valor {n} ção", n % 7))
        .collect();
    let alvo = ["-P", "-b", &ligacao.endereco, "-t", &topico, "-K", ":"];
    let como = ["-H", "origem=kcat", "-H", "v=3"];
    rodar("kcat", &[&alvo[..], &como].concat(), &linhas.join("\n"));

    let onde = ["--endereco", &ligacao.endereco, "--topico", &topico];
    let como = ["--grupo", &topico, "--ate-o-fim"];
    let lido = rodar(crate::CONSUMIDOR, &[&onde[..], &como].concat(), "");
    let lido = String::from_utf8(lido.stdout).expect("é texto");
    let esperado: Vec<_> = linhas
        .iter()
        .enumerate()
        .map(|(n, linha)| {
            let (chave, valor) = linha.split_once(':').expect("tem chave");
            format!("partição 0, offset {n}, chave {chave}, origem=kcat, v=3: {valor}")
        })
        .collect();
    assert_eq!(lido.lines().collect::<Vec<_>>(), esperado);
}
