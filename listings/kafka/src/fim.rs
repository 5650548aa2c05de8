//! O pedido de fim (Ctrl-C ou SIGTERM), que todo programa daqui drena.

use std::fmt::Display;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use anyhow::Result;
use apoio::entrada::{ErroDeEntrada, ler_linha};
use apoio::programa::{ao_pedir_fim, escrever_linha};

use crate::erro::ErroDeKafka;
use crate::registro::MAIOR_VALOR;

/// Um por processo, como os sinais: quem espera o broker em qualquer módulo o vê.
static PEDIDO: AtomicBool = AtomicBool::new(false);

/// Verdadeiro depois que alguém pede para o programa terminar.
///
/// # Errors
/// Se já há outro tratador de sinais.
pub fn pedido() -> Result<&'static AtomicBool> {
    ao_pedir_fim(|| PEDIDO.store(true, Ordering::Relaxed))?;
    Ok(&PEDIDO)
}

/// Se já pediram.
pub fn foi_pedido() -> bool {
    PEDIDO.load(Ordering::Relaxed)
}

/// Quem pede o fim antes que o Kafka responda não interrompe nada: não é falha.
///
/// # Errors
/// As outras falhas.
pub fn perdoar_interrompido(feito: Result<()>) -> Result<()> {
    match feito {
        Err(erro) if matches!(erro.downcast_ref(), Some(ErroDeKafka::Interrompido)) => {
            Ok(())
        }
        feito => feito,
    }
}

/// Ninguém lê mais a saída (`| head`): não há a quem mostrar o resto, e não é falha.
#[derive(Debug, thiserror::Error)]
#[error("ninguém lê mais a saída")]
struct SemLeitor;

/// Mostra a linha a quem lê a saída; sem leitor, é um erro, que interrompe o que se fazia.
///
/// # Errors
/// Se ninguém lê, e então [`perdoar_sem_leitor`] o perdoa; ou se escrever falha.
pub fn mostrar(linha: impl Display) -> Result<()> {
    match escrever_linha(linha)? {
        true => Ok(()),
        false => Err(SemLeitor.into()),
    }
}

/// Quem parou porque ninguém lê terminou bem.
///
/// # Errors
/// As outras falhas.
pub fn perdoar_sem_leitor(feito: Result<()>) -> Result<()> {
    feito.or_else(|erro| erro.downcast::<SemLeitor>().map(drop))
}

/// As linhas da entrada padrão, até ela acabar ou alguém pedir o fim.
///
/// Ler prende a thread até a próxima linha, e um sinal não a solta: por isso quem
/// lê é outra.
pub fn linhas(
    fim: &AtomicBool,
) -> impl Iterator<Item = Result<String, ErroDeEntrada>> + '_ {
    let recebidas = ler_entrada();
    std::iter::from_fn(move || {
        while !fim.load(Ordering::Relaxed) {
            match recebidas.recv_timeout(Duration::from_millis(100)) {
                Ok(linha) => return Some(linha),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        None
    })
}

fn ler_entrada() -> Receiver<Result<String, ErroDeEntrada>> {
    // O bastante para a leitura não esperar o envio a cada linha.
    let (envio, recebidas) = sync_channel(256);
    thread::spawn(move || {
        let mut entrada = io::stdin().lock();
        for numero in 1.. {
            let lida = ler_linha(&mut entrada, numero, MAIOR_VALOR).transpose();
            let Some(linha) = lida else { break };
            let acabou = linha.is_err();
            if envio.send(linha).is_err() || acabou {
                break;
            }
        }
    });
    recebidas
}
