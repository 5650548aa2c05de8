//! O pipe cheio: a versão ingênua trava, e este arquivo espera que ela trave.

use std::process::Command;

use processos::conversa::{certa, iniciar};
use processos::fim::Fim;
use processos::protocolo::{Faixa, Feita};
use processos::quadro;

#[cfg(unix)]
use {
    processos::conversa::ingenua,
    std::sync::mpsc::{RecvTimeoutError, channel},
    std::thread,
    std::time::Duration,
};

const PRIMOS: &str = env!("CARGO_BIN_EXE_primos");

fn trabalhador() -> Command {
    let mut comando = Command::new(PRIMOS);
    comando.arg("--trabalhador");
    comando
}

/// Ida e volta, 28 bytes por faixa: 560 kB, muito mais que os dois pipes juntos.
const FAIXAS: u64 = 20_000;

fn pedidos() -> Vec<u8> {
    let mut fluxo = Vec::new();
    for numero in 0..FAIXAS {
        let faixa = Faixa {
            numero,
            de: numero,
            ate: numero + 1,
        };
        quadro::escrever(&mut fluxo, &faixa.em_bytes()).expect("cabe");
    }
    fluxo
}

fn somar(mut saida: &[u8]) -> (u64, u64) {
    let (mut respostas, mut primos) = (0, 0);
    while let Some(carga) = quadro::ler(&mut saida).expect("a saída é de quadros") {
        respostas += 1;
        primos += Feita::de_bytes(&carga).expect("é uma feita").quantos;
    }
    (respostas, primos)
}

// ANCHOR: trava
#[cfg(unix)]
#[test]
fn quem_escreve_tudo_antes_de_ler_trava() {
    let mut filho = iniciar(&mut trabalhador()).expect("o programa existe");
    let pid = nix::unistd::Pid::from_raw(filho.id().cast_signed());
    let (avisar, avisos) = channel();
    let conversa = thread::spawn(move || {
        let saida = ingenua(&mut filho, &pedidos());
        let _ = avisar.send(());
        filho.wait().expect("é nosso filho");
        saida
    });
    // Quem está certo leva centésimos; este não acabaria nunca.
    let aviso = avisos.recv_timeout(Duration::from_secs(1));
    assert_eq!(aviso, Err(RecvTimeoutError::Timeout), "devia estar travado");

    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL).expect("vive");
    let saida = conversa.join().expect("sem pânico");
    assert!(saida.is_err(), "morto o filho, a escrita falha");
}
// ANCHOR_END: trava

#[test]
fn com_uma_thread_por_pipe_nao_trava_nem_com_o_erro_cheio() {
    let filho = iniciar(trabalhador().arg("--tagarela")).expect("o programa existe");
    let resposta = certa(filho, &pedidos()).expect("a conversa acaba");
    assert_eq!(
        somar(&resposta.saida),
        (FAIXAS, 2262),
        "há 2262 primos até 20000"
    );
    assert!(resposta.erro.len() > 200_000, "o erro também se leu todo");
    assert_eq!(resposta.fim, Fim::Status(0));
}

#[test]
fn o_trabalhador_que_recebe_um_quadro_cortado_termina_com_status_1() {
    let filho = iniciar(&mut trabalhador()).expect("o programa existe");
    let resposta = certa(filho, &pedidos()[..30]).expect("a conversa acaba");
    assert_eq!(resposta.fim, Fim::Status(1));
    assert_eq!(
        somar(&resposta.saida),
        (1, 0),
        "o quadro inteiro foi respondido"
    );
    let erro = String::from_utf8_lossy(&resposta.erro).into_owned();
    assert_eq!(erro, "erro: o fluxo acabou no meio de um quadro\n");
}

#[test]
fn opcao_desconhecida_termina_com_status_2() {
    let filho = iniciar(Command::new(PRIMOS).arg("--nada")).expect("existe");
    assert_eq!(certa(filho, &[]).expect("acaba").fim, Fim::Status(2));
}
