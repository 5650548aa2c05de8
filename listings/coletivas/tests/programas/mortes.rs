//! Um processo que morre, trava ou é interrompido não deixa ninguém para trás.

#![cfg(target_os = "linux")] // os filhos de um processo se leem em /proc

use std::fs;
use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::Instant;

use apoio::teste::{Fim, PRAZO, Programa};
use coletivas::encontro::Vaga;
use coletivas::filhos::VARIAVEL;
use nix::sys::signal::Signal;

use crate::comum::{LANCADOR, lancar, palavras};
use crate::processos::{esperar_congelar, filhos, nenhum_sobrou, sinal};

const CINCO: [&str; 5] = ["broadcast", "scatter", "gather", "reduce", "allreduce"];

/// Um grupo de cinco em que o rank 2 trava antes de falar.
fn travado() -> (Programa, Vec<u32>) {
    let argumentos =
        "--processos 5 --defeito trava --no-rank 2 --prazo 30s allreduce 1 2 3 4 5";
    let programa = Programa::iniciar(LANCADOR, &palavras(argumentos));
    programa.esperar_no_diario("travou");
    let filhos = filhos(programa.pid());
    assert_eq!(filhos.len(), 5, "o lançador devia ter cinco filhos vivos");
    (programa, filhos)
}

/// Falhou com esta frase, e todos os ranks saíram com erro.
#[track_caller]
fn todos_sairam_com_erro(fim: &Fim, frase: &str, n: usize) {
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(
        fim.erro.contains(frase),
        "faltou {frase:?} em: {}",
        fim.erro
    );
    assert_eq!(fim.saida, "", "uma coletiva incompleta não tem resultado");
    for rank in 0..n {
        let dele = format!("rank {rank}: ");
        let linha = fim.erro.lines().find(|l| l.starts_with(&dele));
        let linha = linha.unwrap_or_else(|| panic!("sem {dele:?}: {}", fim.erro));
        assert!(!linha.contains("status 0"), "{linha}");
    }
}

#[test]
fn a_morte_de_qualquer_rank_em_qualquer_coletiva_encerra_todos() {
    for coletiva in CINCO {
        for rank in ["0", "1", "2", "3", "4"] {
            let argumentos = format!(
                "--processos 5 --raiz 1 --defeito morre --no-rank {rank} {coletiva} 1 2 3 4 5"
            );
            let fim = lancar(&palavras(&argumentos));
            let frase = format!("erro: o rank {rank} morreu pelo sinal 6");
            todos_sairam_com_erro(&fim, &frase, 5);
        }
    }
}

#[test]
fn matar_um_processo_de_fora_encerra_o_grupo_sem_esperar_o_prazo() {
    let (programa, filhos) = travado();
    let inicio = Instant::now();
    // O rank 3 espera pelo travado, no meio da coletiva.
    sinal(filhos[3], Signal::SIGKILL);
    let fim = programa.esperar_fim();
    todos_sairam_com_erro(&fim, "morreu pelo sinal 9, e os outros", 5);
    assert!(inicio.elapsed() < PRAZO, "o prazo dos ranks é de 30 s");
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
fn sem_lancador_os_ranks_saem_sozinhos() {
    let (programa, filhos) = travado();
    sinal(programa.pid(), Signal::SIGKILL);
    let fim = programa.esperar_fim();
    for rank in 0..5 {
        let frase = format!("erro: rank {rank}: perdi o lançador");
        assert!(fim.erro.contains(&frase), "faltou {frase:?}: {}", fim.erro);
    }
    nenhum_sobrou(&filhos);
}

#[test]
fn rank_vivo_e_calado_vence_o_prazo() {
    let fim = lancar(&palavras(
        "--processos 4 --defeito trava --no-rank 3 --prazo 200ms gather 1 2 3 4",
    ));
    // Qual dos que esperam reclama primeiro é sorte: 0 espera por 2, que espera por 3.
    todos_sairam_com_erro(&fim, "o prazo venceu; todos foram encerrados", 4);
}

#[test]
fn rank_que_nem_obedece_e_morto_pelo_lancador() {
    let (programa, filhos) = travado();
    // Congelado pelo sistema, nem a thread que ouve o lançador responde.
    sinal(filhos[4], Signal::SIGSTOP);
    esperar_congelar(filhos[4]);
    sinal(programa.pid(), Signal::SIGTERM);
    let fim = programa.esperar_fim();
    assert!(fim.erro.contains("morreu pelo sinal 9"), "{}", fim.erro);
    nenhum_sobrou(&filhos);
}

/// Onde o lançador espera os ranks: está no ambiente de cada um.
fn encontro(rank: u32) -> Vaga {
    let ambiente = fs::read(format!("/proc/{rank}/environ")).unwrap();
    let ambiente = String::from_utf8(ambiente).unwrap();
    let nome = format!("{VARIAVEL}=");
    let vaga = ambiente.split('\0').find_map(|v| v.strip_prefix(&nome));
    serde_json::from_str(vaga.expect("todo rank tem a sua vaga")).unwrap()
}

#[test]
fn estranhos_na_porta_do_lancador_nao_ganham_uma_thread_cada() {
    let (programa, filhos) = travado();
    let onde = encontro(filhos[0]).encontro;
    let threads = || {
        let tarefas = format!("/proc/{}/task", programa.pid());
        fs::read_dir(tarefas).unwrap().count()
    };
    let bater = |_| TcpStream::connect(onde).unwrap();
    let estranhos: Vec<_> = (0..150).map(bater).collect();
    let (inicio, mut mais) = (Instant::now(), 0);
    for mut estranho in estranhos {
        estranho.set_nonblocking(true).unwrap();
        // Calados, todos são despedidos: o prazo de se apresentar é de 1 s.
        while let Err(erro) = estranho.read(&mut [0]) {
            assert_eq!(erro.kind(), ErrorKind::WouldBlock);
            assert!(inicio.elapsed() < PRAZO, "um estranho ficou na porta");
            mais = mais.max(threads());
            std::thread::yield_now();
        }
    }
    assert!(
        mais < 100,
        "150 estranhos, e o lançador chegou a {mais} threads"
    );
}
