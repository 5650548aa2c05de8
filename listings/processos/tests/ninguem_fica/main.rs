//! Saia-se do mestre por onde se sair, nenhum filho fica, nem vivo nem zumbi.
//!
//! Um executável só seu, e um teste só: `waitpid(-1)` fala de todos os filhos
//! do processo.
#![cfg(unix)]

#[path = "../comum/mod.rs"]
mod comum;

use std::panic::{AssertUnwindSafe, catch_unwind};

use comum::{DEPRESSA, Ensaio, trabalhador};
use nix::errno::Errno;
use nix::sys::wait::{WaitPidFlag, waitpid};
use nix::unistd::Pid;
use processos::aviso::{Aviso, Erro};
use processos::canal::Canal;
use processos::primos;

/// Faixas que não acabam durante o teste: quem as tem está ocupado quando se desiste.
fn interminavel() -> Ensaio {
    Ensaio {
        faixas: primos::faixas(primos::MAIOR, primos::MAIOR / 4),
        postos: 3,
        canal: Canal::Pipe,
        politica: DEPRESSA,
    }
}

#[track_caller]
fn ninguem(quando: &str) {
    let filhos = waitpid(None::<Pid>, Some(WaitPidFlag::WNOHANG));
    assert_eq!(
        filhos,
        Err(Errno::ECHILD),
        "ficou um filho depois de {quando}"
    );
}

#[test]
fn desistir_ou_entrar_em_panico_nao_deixa_filho_nem_zumbi() {
    let mut so_o_primeiro_cai = |posto| {
        let mut comando = trabalhador();
        if posto == 0 {
            comando.args(["--morre", "10"]);
        }
        comando
    };
    let fim = interminavel().rodar(&mut so_o_primeiro_cai, &mut |_| {});
    assert!(
        matches!(fim, Err(Erro::Desisti { posto: 0, .. })),
        "{fim:?}"
    );
    ninguem("desistir");

    let mut entrar_em_panico = |aviso| {
        let ultima = matches!(aviso, Aviso::Entregue { posto: 2, .. });
        assert!(!ultima, "pânico de propósito, com os três ocupados");
    };
    let mut fabrica = |_posto| trabalhador();
    let rodar = || interminavel().rodar(&mut fabrica, &mut entrar_em_panico);
    let fim = catch_unwind(AssertUnwindSafe(rodar));
    assert!(fim.is_err(), "o pânico devia passar por aqui");
    ninguem("entrar em pânico");
}
