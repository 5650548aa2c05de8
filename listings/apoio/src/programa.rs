//! O que todo programa do curso faz igual.
//!
//! Convenções: a primeira linha da saída padrão de um servidor é
//! `escutando em HOST:PORTA`; o diário e os erros vão à saída de erro; o
//! status é 0 quando deu certo, 1 quando falhou ao rodar e 2 quando os
//! argumentos estão errados.

use std::fmt::Display;
use std::io::{self, BufRead, ErrorKind, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;

pub use crate::argumentos::ler as ler_argumentos;
use crate::erro::com_causas;

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

/// Escreve uma linha no diário, a saída de erro.
pub fn registrar(linha: impl Display) {
    // `eprintln!` entraria em pânico se a saída de erro estivesse fechada. A linha
    // vai numa escrita só: processos que dividem a saída não se misturam nela.
    let _ = io::stderr().write_all(format!("{linha}\n").as_bytes());
}

/// Escreve uma linha na saída padrão e a despacha na hora.
///
/// Devolve `false` quando ninguém mais lê a saída (`programa | head -1`): não
/// é um erro, é um pedido para parar. `println!` entraria em pânico.
///
/// # Errors
/// Qualquer outra falha ao escrever.
pub fn escrever_linha(linha: impl Display) -> io::Result<bool> {
    let mut saida = io::stdout().lock();
    match writeln!(saida, "{linha}").and_then(|()| saida.flush()) {
        Ok(()) => Ok(true),
        Err(erro) if erro.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(erro) => Err(erro),
    }
}

/// Passa cada linha da entrada padrão a `responder` e escreve o que ela devolve,
/// até a entrada acabar ou ninguém mais ler a saída.
///
/// # Errors
/// O que `responder` devolver, ou uma falha ao ler ou escrever.
pub fn responder_linhas(
    mut responder: impl FnMut(&str) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    for linha in io::stdin().lock().lines() {
        let linha = linha.context("a entrada não é texto UTF-8")?;
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

/// Entende um prazo escrito como `300ms` ou `5s`; zero não é prazo.
///
/// # Errors
/// Uma frase que diz o formato esperado, para a mensagem de erro do programa.
pub fn duracao(texto: &str) -> Result<Duration, String> {
    let (numero, por_unidade) = match (texto.strip_suffix("ms"), texto.strip_suffix('s'))
    {
        (Some(numero), _) => (numero, 1),
        (None, Some(numero)) => (numero, 1000),
        (None, None) => (texto, 0),
    };
    match numero.parse::<u32>() {
        Ok(n) if n > 0 && por_unidade > 0 => {
            Ok(Duration::from_millis(u64::from(n) * por_unidade))
        }
        _ => Err("escreva um número e a unidade, como 300ms ou 5s".to_owned()),
    }
}

/// Entende uma quantidade: inteiro maior que zero.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn quantidade(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n) if n > 0 => Ok(n),
        _ => Err("escreva um número inteiro maior que zero".to_owned()),
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn prazo_tem_unidade_e_nao_e_zero() {
        assert_eq!(duracao("300ms"), Ok(Duration::from_millis(300)));
        assert_eq!(duracao("5s"), Ok(Duration::from_secs(5)));
        for errado in ["5", "0s", "-1s", "s", "", "5m", "1.5s"] {
            assert!(duracao(errado).is_err(), "{errado:?} não devia ser aceito");
        }
    }
}
