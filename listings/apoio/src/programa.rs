//! O que todo programa do curso faz igual.
//!
//! Convenções: a primeira linha da saída padrão de um servidor é
//! `escutando em HOST:PORTA`; o diário e os erros vão à saída de erro; o
//! status é 0 quando deu certo, 1 quando falhou ao rodar e 2 quando os
//! argumentos estão errados.
//!
//! Quem lia a saída pode ir embora (`programa | head -1`): é um pedido para parar,
//! e o programa termina calado, com 0. O sinal que mataria por isso (SIGPIPE) segue
//! ignorado, como a biblioteca padrão o deixa: um servidor não pode morrer porque o
//! diário dele perdeu o leitor, nem porque um cliente desligou no meio de uma
//! escrita em vários pedaços, a `writev`, que não aceita o aviso de calar o sinal.
//! Por isso ninguém usa `println!`, e sim [`escrever_linha`].

use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

pub use crate::argumentos::{ler as ler_argumentos, ler_de as ler_argumentos_de};
use crate::entrada::ler_linha;
use crate::erro::com_causas;
pub use crate::escrita::{escrever_linha, escrever_linhas, registrar};
pub use crate::valores::{conexoes, duracao, endereco, quantidade, quantidade_ate};

/// Roda o programa e traduz o resultado em status de saída: 0 ou 1.
///
/// O erro aparece em uma linha, com suas causas: `erro: isto: por aquilo`.
pub fn executar(principal: impl FnOnce() -> anyhow::Result<()>) -> ExitCode {
    match principal() {
        Ok(()) => ExitCode::SUCCESS,
        Err(erro) => {
            registrar(format_args!("erro: {}", com_causas(&erro)));
            ExitCode::FAILURE
        }
    }
}

/// Diz, na primeira linha da saída padrão, que o servidor já aceita conexões.
pub fn anunciar(endereco: SocketAddr) {
    // Quem nos iniciou pode já ter fechado a saída; o servidor segue servindo.
    let _ = escrever_linha(format_args!("escutando em {endereco}"));
}

/// Passa cada linha da entrada padrão, de até `limite` bytes, a `responder` e
/// escreve o que ela devolve, até a entrada acabar ou ninguém mais ler a saída.
///
/// # Errors
/// O que `responder` devolver, uma linha longa demais, ou uma falha ao ler ou
/// escrever.
pub fn responder_linhas(
    limite: usize,
    mut responder: impl FnMut(&str) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    let mut entrada = io::stdin().lock();
    for numero in 1.. {
        let Some(linha) = ler_linha(&mut entrada, numero, limite)? else {
            break;
        };
        if !escrever_linha(responder(&linha)?)? {
            break;
        }
    }
    Ok(())
}

// ANCHOR: sinais
/// Chama `acao` quando alguém pede para o programa terminar: Ctrl-C (SIGINT)
/// ou SIGTERM; no Windows, Ctrl-C e o fechamento do console.
///
/// O segundo pedido termina na hora, com status 1: quem tem pressa manda.
///
/// # Errors
/// Se já houver outro tratador de sinais neste programa.
pub fn ao_pedir_fim(acao: impl Fn() + Send + 'static) -> anyhow::Result<()> {
    let ja_pediu = AtomicBool::new(false);
    ctrlc::set_handler(move || {
        if ja_pediu.swap(true, Ordering::Relaxed) {
            std::process::exit(1);
        }
        acao();
    })
    .map_err(|_| anyhow::anyhow!("já há outro tratador de sinais neste programa"))
}
// ANCHOR_END: sinais
