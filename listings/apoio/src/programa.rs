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

use std::fmt::Display;
use std::io::{self, BufRead, ErrorKind, Write};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context;

pub use crate::argumentos::{ler as ler_argumentos, ler_de as ler_argumentos_de};
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
    escrever_em(&mut io::stdout().lock(), [linha])
}

/// Escreve as linhas, uma a uma, como [`escrever_linha`]: para na primeira que
/// ninguém lê, e então devolve `false`.
///
/// # Errors
/// Qualquer outra falha ao escrever.
pub fn escrever_linhas(
    linhas: impl IntoIterator<Item = impl Display>,
) -> io::Result<bool> {
    escrever_em(&mut io::stdout().lock(), linhas)
}

fn escrever_em(
    saida: &mut impl Write,
    linhas: impl IntoIterator<Item = impl Display>,
) -> io::Result<bool> {
    for linha in linhas {
        match writeln!(saida, "{linha}").and_then(|()| saida.flush()) {
            Ok(()) => {}
            Err(erro) if erro.kind() == ErrorKind::BrokenPipe => return Ok(false),
            Err(erro) => return Err(erro),
        }
    }
    Ok(true)
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

    /// Guarda até tantas linhas; depois falha deste jeito.
    struct Saida(usize, ErrorKind, String);

    impl Write for Saida {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.2.lines().count() == self.0 && self.2.ends_with('\n') {
                return Err(self.1.into());
            }
            self.2 += &String::from_utf8_lossy(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn as_linhas_param_na_primeira_que_ninguem_le_e_isso_nao_e_erro() {
        let mut saida = Saida(2, ErrorKind::BrokenPipe, String::new());
        let mut pedidas = 0;
        let linhas = ["um", "dois", "três", "quatro"];
        let linhas = linhas.into_iter().inspect(|_| pedidas += 1);
        assert!(!escrever_em(&mut saida, linhas).expect("não é um erro"));
        assert_eq!((saida.2.as_str(), pedidas), ("um\ndois\n", 3));
        let mut cabe = Saida(9, ErrorKind::BrokenPipe, String::new());
        assert!(escrever_em(&mut cabe, ["um"]).expect("cabe"));
    }

    #[test]
    fn o_disco_cheio_ao_escrever_e_um_erro() {
        let mut saida = Saida(1, ErrorKind::StorageFull, String::new());
        let erro = escrever_em(&mut saida, ["um", "dois"]).expect_err("está cheio");
        assert_eq!(erro.kind(), ErrorKind::StorageFull);
    }

    #[test]
    fn prazo_tem_unidade_e_nao_e_zero() {
        assert_eq!(duracao("300ms"), Ok(Duration::from_millis(300)));
        assert_eq!(duracao("5s"), Ok(Duration::from_secs(5)));
        for errado in ["5", "0s", "-1s", "s", "", "5m", "1.5s"] {
            assert!(duracao(errado).is_err(), "{errado:?} não devia ser aceito");
        }
    }
}
