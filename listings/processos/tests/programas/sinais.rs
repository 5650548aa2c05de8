//! Pedir o fim, matar de longe, e dizer como cada um terminou.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use apoio::teste::Programa;
use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::Pid;
use processos::fim::Fim;

const PRIMOS: &str = env!("CARGO_BIN_EXE_primos");

fn mandar(sinal: Signal, pid: u32) {
    kill(Pid::from_raw(pid.cast_signed()), sinal).expect("o processo está vivo");
}

/// Um trabalho que não acaba durante o teste.
const LONGO: [&str; 6] = [
    "--ate",
    "1000000000",
    "--faixa",
    "20000",
    "--diario",
    "--canal=pipe",
];

#[test]
fn o_fim_diz_o_status_ou_o_sinal_com_o_numero_que_o_shell_mostra() {
    let casos = [
        ("exit 0", Fim::Status(0), 0, "terminou com status 0"),
        ("exit 2", Fim::Status(2), 2, "terminou com status 2"),
        (
            "kill -9 $$",
            Fim::Sinal(9),
            137,
            "morto pelo sinal 9 (SIGKILL), status 137",
        ),
        (
            "kill -15 $$",
            Fim::Sinal(15),
            143,
            "morto pelo sinal 15 (SIGTERM), status 143",
        ),
    ];
    for (comando, esperado, codigo, texto) in casos {
        let status = Command::new("sh").args(["-c", comando]).status();
        let fim = Fim::from(status.expect("há um sh"));
        assert_eq!(fim, esperado, "{comando}");
        assert_eq!((fim.codigo(), fim.to_string().as_str()), (codigo, texto));
    }
}

#[test]
fn sigterm_termina_as_faixas_entregues_e_sai_com_zero() {
    let primos = Programa::iniciar(PRIMOS, &LONGO);
    primos.esperar_no_diario("fez a faixa");
    primos.pedir_fim();
    let fim = primos.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert!(fim.saida.starts_with("interrompido: "), "{}", fim.saida);
    // O que o teste já leu do diário: a faixa feita que ele esperou, e as entregas
    // dela e da outra. O resto tem de fechar: entregue é feito.
    let feitas: usize = fim
        .saida
        .split(' ')
        .nth(1)
        .and_then(|n| n.parse().ok())
        .expect("n");
    let ultima = |verbo: &str| {
        let linhas = fim.erro.lines().filter(|linha| linha.contains(verbo));
        linhas
            .filter_map(|l| l.rsplit(' ').next()?.parse::<usize>().ok())
            .max()
    };
    let entregue = ultima("recebe a faixa").unwrap_or(1);
    assert_eq!(
        feitas,
        entregue + 1,
        "toda faixa entregue devia ser feita:\n{}",
        fim.erro
    );
}

/// O Ctrl-C do terminal vai a todo o grupo em primeiro plano.
#[test]
fn ctrl_c_no_grupo_so_chega_ao_mestre_e_nenhuma_faixa_se_refaz() {
    let mut primos = Command::new(PRIMOS)
        .args(LONGO)
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("o programa existe");
    let mut diario = BufReader::new(primos.stderr.take().expect("é um pipe"));
    let mut linha = String::new();
    while !linha.contains("fez a faixa") {
        linha.clear();
        assert_ne!(
            diario.read_line(&mut linha).expect("é texto"),
            0,
            "acabou cedo"
        );
    }
    let grupo = Pid::from_raw(primos.id().cast_signed());
    killpg(grupo, Signal::SIGINT).expect("o grupo existe");
    let mut resto = String::new();
    diario.read_to_string(&mut resto).expect("é texto");
    let fim = primos.wait_with_output().expect("é nosso filho");
    assert_eq!(Fim::from(fim.status), Fim::Status(0), "{resto}");
    assert!(
        !resto.contains("morto pelo sinal"),
        "um trabalhador ouviu: {resto}"
    );
}

#[test]
fn morto_o_mestre_os_trabalhadores_acabam_sozinhos() {
    let primos = Programa::iniciar(PRIMOS, &LONGO);
    primos.esperar_no_diario("fez a faixa");
    mandar(Signal::SIGKILL, primos.pid());
    // A saída de erro é dos trabalhadores também: só acaba quando o último acaba, e
    // `esperar_fim` tem prazo.
    let fim = primos.esperar_fim();
    assert_eq!(Fim::from(fim.status), Fim::Sinal(9));
}
