//! Quanto custa passar a vez: de tarefa a tarefa, e de thread a thread.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread::Builder;
use std::time::{Duration, Instant};

use tokio::runtime;
use tokio::sync::mpsc;

use crate::executor::s3_fila::Executor;
use crate::travado::ceder;

const VEZES: u32 = 20_000;
const AMOSTRAS: usize = 11;

/// Mede as três trocas, uma por linha, em nanossegundos.
///
/// # Errors
/// Se o sistema recusar uma thread, ou o tokio não puder começar.
pub fn medir(cabecalho: &str) -> io::Result<String> {
    let linhas = [
        ("de tarefa a tarefa, no executor à mão", no_executor()?),
        (
            "de tarefa a tarefa e de volta, por canal do tokio",
            no_tokio()?,
        ),
        ("de thread a thread e de volta, por canal", em_threads()?),
    ];
    let linhas = linhas.map(|(nome, custo)| format!("{nome};{}\n", custo.as_nanos()));
    Ok(format!("{cabecalho}o que;nanossegundos\n") + &linhas.concat())
}

/// O tempo de uma vez: a mediana de várias amostras de muitas vezes.
fn mediana(mut amostra: impl FnMut() -> io::Result<Duration>) -> io::Result<Duration> {
    let mut tempos: Vec<_> =
        (0..AMOSTRAS).map(|_| amostra()).collect::<Result<_, _>>()?;
    tempos.sort();
    Ok(tempos[AMOSTRAS / 2])
}

/// Duas tarefas que só devolvem a vez uma à outra.
fn no_executor() -> io::Result<Duration> {
    mediana(|| {
        let mut executor = Executor::default();
        for _ in 0..2 {
            executor.lancar(async {
                for _ in 0..VEZES {
                    ceder().await;
                }
            });
        }
        let inicio = Instant::now();
        executor.rodar();
        Ok(inicio.elapsed() / (2 * VEZES))
    })
}

fn no_tokio() -> io::Result<Duration> {
    let tokio = runtime::Builder::new_current_thread().build()?;
    mediana(|| {
        let (ida, mut recebe_ida) = mpsc::channel::<()>(1);
        let (volta, mut recebe_volta) = mpsc::channel::<()>(1);
        tokio.spawn(async move {
            while recebe_ida.recv().await.is_some() && volta.send(()).await.is_ok() {}
        });
        // A outra ponta também é tarefa: `block_on` tem uma vez só dele.
        let conversa = tokio.spawn(async move {
            let inicio = Instant::now();
            for _ in 0..VEZES {
                ida.send(()).await.map_err(io::Error::other)?;
                recebe_volta.recv().await;
            }
            Ok(inicio.elapsed() / VEZES)
        });
        tokio.block_on(conversa).map_err(io::Error::other)?
    })
}

fn em_threads() -> io::Result<Duration> {
    let (ida, recebe_ida) = sync_channel::<()>(0);
    let (volta, recebe_volta) = sync_channel::<()>(0);
    let outra = Builder::new().spawn(move || {
        while recebe_ida.recv().is_ok() && volta.send(()).is_ok() {}
    })?;
    let vezes = VEZES / 20; // cada uma é muitas vezes mais cara
    let tempo = mediana(|| {
        let inicio = Instant::now();
        for _ in 0..vezes {
            ida.send(()).map_err(io::Error::other)?;
            recebe_volta.recv().map_err(io::Error::other)?;
        }
        Ok(inicio.elapsed() / vezes)
    });
    drop(ida); // sem quem mande, a outra termina
    outra
        .join()
        .map_err(|_| io::Error::other("a outra thread entrou em pânico"))?;
    tempo
}
