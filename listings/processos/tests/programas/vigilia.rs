//! O programa `supervisor`: quem volta, quem não volta, e quando se desiste.
#![cfg(unix)]

use apoio::saida::conferir_sessao;
use apoio::teste::{Fim, Programa};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

const SUPERVISOR: &str = env!("CARGO_BIN_EXE_supervisor");

fn um_que_dorme_e_um_que_falha(opcoes: &[&str]) -> Fim {
    let comandos = ["--comando", "sleep 60", "--comando", "false"];
    Programa::iniciar(SUPERVISOR, &[&comandos, opcoes].concat()).esperar_fim()
}

#[test]
fn um_falha_e_o_outro_continua_ate_que_se_desista() {
    let fim = um_que_dorme_e_um_que_falha(&["--maximo", "3"]);
    assert_eq!(fim.status.code(), Some(1), "desistir é uma falha");
    let sessao = format!(
        "$ cargo run -q -p processos --bin supervisor -- --comando \"sleep 60\" \
         --comando false --maximo 3\n{}",
        fim.erro
    );
    conferir_sessao("supervisor.txt", &sessao);
}

#[test]
fn com_todos_a_queda_de_um_reinicia_o_outro() {
    let fim = um_que_dorme_e_um_que_falha(&["--maximo", "1", "--todos"]);
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
    let primeiro_pid = Pid::from_raw(primeiro.cast_signed());
    kill(primeiro_pid, Signal::SIGKILL).expect("está vivo");
    supervisor.esperar_no_diario("morto pelo sinal 9 (SIGKILL), status 137");
    let segundo = pid(supervisor.esperar_no_diario("filho 0: processo"));
    assert_ne!(primeiro, segundo);
    supervisor.pedir_fim();
    assert_eq!(supervisor.esperar_fim().status.code(), Some(0));
}
