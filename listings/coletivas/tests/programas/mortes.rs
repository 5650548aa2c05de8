//! Um processo que morre, trava ou é interrompido não deixa ninguém para trás.

#![cfg(target_os = "linux")] // os filhos de um processo se leem em /proc

use std::time::Instant;

use crate::comum::{LANCADOR, lancar, palavras};
use crate::processos::{esperar_congelar, filhos, nenhum_sobrou, sinal};
use apoio::teste::{Fim, PRAZO, Programa};
use nix::sys::signal::Signal;

const CINCO: [&str; 5] = ["broadcast", "scatter", "gather", "reduce", "allreduce"];

/// Um grupo de cinco em que o posto 2 trava antes de falar.
fn travado() -> (Programa, Vec<u32>) {
    let argumentos =
        "--processos 5 --defeito trava --no-posto 2 --prazo 30s allreduce 1 2 3 4 5";
    let programa = Programa::iniciar(LANCADOR, &palavras(argumentos));
    programa.esperar_no_diario("travou");
    let filhos = filhos(programa.pid());
    assert_eq!(filhos.len(), 5, "o lançador devia ter cinco filhos vivos");
    (programa, filhos)
}

/// Falhou com esta frase, e todos os postos saíram com erro.
#[track_caller]
fn todos_sairam_com_erro(fim: &Fim, frase: &str, n: usize) {
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(
        fim.erro.contains(frase),
        "faltou {frase:?} em: {}",
        fim.erro
    );
    assert_eq!(fim.saida, "", "uma coletiva incompleta não tem resultado");
    for posto in 0..n {
        let dele = format!("posto {posto}: ");
        let linha = fim.erro.lines().find(|l| l.starts_with(&dele));
        let linha = linha.unwrap_or_else(|| panic!("sem {dele:?}: {}", fim.erro));
        assert!(!linha.contains("status 0"), "{linha}");
    }
}

#[test]
fn a_morte_de_qualquer_posto_em_qualquer_coletiva_encerra_todos() {
    for coletiva in CINCO {
        for posto in ["0", "1", "2", "3", "4"] {
            let argumentos = format!(
                "--processos 5 --raiz 1 --defeito morre --no-posto {posto} {coletiva} 1 2 3 4 5"
            );
            let fim = lancar(&palavras(&argumentos));
            let frase = format!("erro: o posto {posto} morreu pelo sinal 6");
            todos_sairam_com_erro(&fim, &frase, 5);
        }
    }
}

#[test]
fn matar_um_processo_de_fora_encerra_o_grupo_sem_esperar_o_prazo() {
    let (programa, filhos) = travado();
    let inicio = Instant::now();
    // O posto 3 espera pelo travado, no meio da coletiva.
    sinal(filhos[3], Signal::SIGKILL);
    let fim = programa.esperar_fim();
    todos_sairam_com_erro(&fim, "morreu pelo sinal 9, e os outros", 5);
    assert!(inicio.elapsed() < PRAZO, "o prazo dos postos é de 30 s");
    nenhum_sobrou(&filhos);
}

#[test]
fn sigterm_e_sigint_no_lancador_encerram_os_filhos() {
    for pedido in [Signal::SIGTERM, Signal::SIGINT] {
        let (programa, filhos) = travado();
        sinal(programa.pid(), pedido);
        let fim = programa.esperar_fim();
        todos_sairam_com_erro(&fim, "erro: interrompido a pedido", 5);
        nenhum_sobrou(&filhos);
    }
}

#[test]
fn sem_lancador_os_postos_saem_sozinhos() {
    let (programa, filhos) = travado();
    sinal(programa.pid(), Signal::SIGKILL);
    let fim = programa.esperar_fim();
    for posto in 0..5 {
        let frase = format!("erro: posto {posto}: perdi o lançador");
        assert!(fim.erro.contains(&frase), "faltou {frase:?}: {}", fim.erro);
    }
    nenhum_sobrou(&filhos);
}

#[test]
fn posto_vivo_e_calado_vence_o_prazo() {
    let fim = lancar(&palavras(
        "--processos 4 --defeito trava --no-posto 3 --prazo 200ms gather 1 2 3 4",
    ));
    // Qual dos que esperam reclama primeiro é sorte: 0 espera por 2, que espera por 3.
    todos_sairam_com_erro(&fim, "o prazo venceu; todos foram encerrados", 4);
}

#[test]
fn posto_que_nem_obedece_e_morto_pelo_lancador() {
    let (programa, filhos) = travado();
    // Congelado pelo sistema, nem a thread que ouve o lançador responde.
    sinal(filhos[4], Signal::SIGSTOP);
    esperar_congelar(filhos[4]);
    sinal(programa.pid(), Signal::SIGTERM);
    let fim = programa.esperar_fim();
    assert!(fim.erro.contains("morreu pelo sinal 9"), "{}", fim.erro);
    nenhum_sobrou(&filhos);
}
