//! A equipe: quem não sai quando se pede, sai quando o prazo vence.
#![cfg(unix)]

use std::process::Command;
use std::time::{Duration, Instant};

use apoio::teste::PRAZO;
use processos::canal::Canal;
use processos::equipe::Equipe;
use processos::evento::Evento;
use processos::fim::Fim;

/// Põe na equipe um filho que avisa, com um quadro vazio, que já está preparado.
fn com_filho(roteiro: &str, canal: Canal) -> Equipe {
    let mut equipe = Equipe::nova(1);
    let mut comando = Command::new("sh");
    comando.args(["-c", roteiro]);
    equipe
        .iniciar(0, &mut comando, Some(canal))
        .expect("há um sh");
    let aviso = equipe.esperar(None);
    assert!(matches!(aviso, Some(Evento::Disse(0, _))), "{aviso:?}");
    equipe
}

fn encerrar(mut equipe: Equipe, prazo: Duration) -> Vec<(usize, Fim)> {
    let mut fins = Vec::new();
    equipe.pedir(0);
    equipe.encerrar(prazo, |posto, fim| fins.push((posto, fim)));
    fins
}

#[test]
fn quem_ignora_o_sigterm_leva_o_sigkill_quando_o_prazo_vence() {
    let surdo = com_filho(
        r"trap '' TERM; printf '\0\0\0\0'; exec sleep 60",
        Canal::Pipe,
    );
    let fins = encerrar(surdo, Duration::from_millis(20));
    assert_eq!(fins, [(0, Fim::Sinal(9))]);
}

#[test]
fn quem_obedece_ao_sigterm_nao_espera_o_prazo() {
    let educado = com_filho(r"printf '\0\0\0\0'; exec sleep 60", Canal::Pipe);
    // O prazo é maior que o do teste: se fosse preciso esperá-lo, ele falharia.
    let fins = encerrar(educado, Duration::from_secs(3600));
    assert_eq!(fins, [(0, Fim::Sinal(15))]);
}

#[test]
fn quem_termina_quando_a_entrada_acaba_sai_com_zero_por_pipe_e_por_socket() {
    for canal in [Canal::Pipe, Canal::Socket] {
        let roteiro = r"trap '' TERM; printf '\0\0\0\0'; cat > /dev/null";
        let fins = encerrar(com_filho(roteiro, canal), PRAZO);
        assert_eq!(
            fins,
            [(0, Fim::Status(0))],
            "por {canal:?}, a entrada não fechou"
        );
    }
}

#[test]
fn o_fim_do_filho_se_ve_mesmo_que_o_comando_ainda_exista() {
    let mut equipe = Equipe::nova(1);
    let mut comando = Command::new("true");
    let iniciado = equipe.iniciar(0, &mut comando, Some(Canal::Socket));
    iniciado.expect("há um true");
    let fim = equipe.esperar(Some(Instant::now() + PRAZO));
    assert!(
        matches!(fim, Some(Evento::Terminou(0, Fim::Status(0), None))),
        "o comando devia ter soltado a ponta do filho: {fim:?}"
    );
    drop(comando);
}
