//! Pedir o fim, matar de longe, e dizer como cada um terminou.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use apoio::saida::conferir;
use apoio::teste::Programa;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use processos::fim::Fim;

const PRIMOS: &str = env!("CARGO_BIN_EXE_primos");
const SUPERVISOR: &str = env!("CARGO_BIN_EXE_supervisor");

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

#[test]
fn um_falha_e_o_outro_continua_ate_que_se_desista() {
    let comandos = [
        "--comando",
        "sleep 60",
        "--comando",
        "false",
        "--maximo",
        "3",
    ];
    let fim = Programa::iniciar(SUPERVISOR, &comandos).esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "desistir é uma falha");
    let sessao = format!(
        "$ cargo run -q -p processos --bin supervisor -- --comando \"sleep 60\" \
         --comando false --maximo 3\n{}",
        fim.erro
    );
    let saidas = Path::new(env!("CARGO_MANIFEST_DIR")).join("saidas");
    conferir(&saidas.join("supervisor.txt"), &sessao);
}

#[test]
fn com_todos_a_queda_de_um_reinicia_o_outro() {
    let comandos = [
        "--comando",
        "sleep 60",
        "--comando",
        "false",
        "--maximo",
        "1",
        "--todos",
    ];
    let fim = Programa::iniciar(SUPERVISOR, &comandos).esperar_fim();
    let mortes = fim.erro.matches("filho 0: morto pelo sinal 9").count();
    assert_eq!(
        mortes, 1,
        "o que estava bem também devia reiniciar:\n{}",
        fim.erro
    );
}

#[test]
fn quem_acaba_bem_nao_volta_e_o_supervisor_sai_com_zero() {
    let fim = Programa::iniciar(SUPERVISOR, &["--comando", "true"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(0));
    assert_eq!(fim.erro, "filho 0: terminou com status 0\n");
}

#[test]
fn sigterm_no_supervisor_passa_aos_filhos_e_ele_sai_com_zero() {
    let comandos = ["--comando", "sleep 60", "--comando", "cat", "--diario"];
    let supervisor = Programa::iniciar(SUPERVISOR, &comandos);
    supervisor.esperar_no_diario("filho 1: processo");
    supervisor.pedir_fim();
    let fim = supervisor.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert!(
        fim.erro.contains("filho 0: morto pelo sinal 15"),
        "{}",
        fim.erro
    );
}

#[test]
fn morto_por_fora_o_filho_volta_com_outro_numero() {
    let comandos = ["--comando", "sleep 60", "--diario"];
    let supervisor = Programa::iniciar(SUPERVISOR, &comandos);
    let pid = |linha: String| {
        let ultimo = linha.rsplit(' ').next().and_then(|n| n.parse::<u32>().ok());
        ultimo.expect("a linha termina no número do processo")
    };
    let primeiro = pid(supervisor.esperar_no_diario("filho 0: processo"));
    mandar(Signal::SIGKILL, primeiro);
    supervisor.esperar_no_diario("morto pelo sinal 9 (SIGKILL), status 137");
    let segundo = pid(supervisor.esperar_no_diario("filho 0: processo"));
    assert_ne!(primeiro, segundo);
    supervisor.pedir_fim();
    assert_eq!(supervisor.esperar_fim().status.code(), Some(0));
}
