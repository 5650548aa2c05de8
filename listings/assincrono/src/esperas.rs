//! Muitas esperas ao mesmo tempo: em tarefas de uma thread, ou uma thread cada.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, RwLock};
use std::thread::Builder;

use clap::ValueEnum;
use tokio::runtime;
use tokio::sync::Notify;
use tokio::task::{JoinSet, yield_now};

use crate::memoria::{Uso, uso};

/// O que espera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Modo {
    Tarefas,
    Threads,
}

impl Modo {
    /// Põe `quantas` à espera, olha, e as solta.
    ///
    /// # Errors
    /// Se o sistema não as criar todas.
    pub fn esperar(self, quantas: usize) -> io::Result<Esperas> {
        match self {
            Self::Tarefas => em_tarefas(quantas),
            Self::Threads => em_threads(quantas),
        }
    }
}

/// O que se viu com todas esperando.
#[derive(Debug, Clone, Copy)]
pub struct Esperas {
    pub terminaram: usize,
    pub antes: Option<Uso>,
    pub durante: Option<Uso>,
}

impl Esperas {
    /// A memória a mais com todas esperando, em KiB.
    pub fn memoria(&self) -> Option<u64> {
        Some(
            self.durante?
                .residente
                .saturating_sub(self.antes?.residente),
        )
    }
}

/// Põe `quantas` tarefas à espera do mesmo aviso, olha, e dá o aviso.
///
/// # Errors
/// Se o tokio não puder começar.
pub fn em_tarefas(quantas: usize) -> io::Result<Esperas> {
    let tokio = runtime::Builder::new_current_thread().build()?;
    let antes = uso();
    tokio.block_on(async {
        let (chegaram, aviso) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let mut grupo = JoinSet::new();
        for _ in 0..quantas {
            let (chegaram, aviso) = (Arc::clone(&chegaram), Arc::clone(&aviso));
            grupo.spawn(async move {
                chegaram.fetch_add(1, Ordering::Relaxed);
                aviso.notified().await;
            });
        }
        while chegaram.load(Ordering::Relaxed) < quantas {
            yield_now().await;
        }
        let durante = uso();
        aviso.notify_waiters();
        let terminaram = grupo.join_all().await.len();
        Ok(Esperas {
            terminaram,
            antes,
            durante,
        })
    })
}

/// Cada thread toma uns quatro trechos de memória, e o Linux dá 65.530 a um
/// processo. Passado o limite a biblioteca aborta, em vez de devolver um erro.
const MAIS_THREADS: usize = 12_000;

/// O mesmo, com uma thread para cada espera.
///
/// # Errors
/// Se são threads demais, ou se o sistema recusar uma; as que já existem terminam.
pub fn em_threads(quantas: usize) -> io::Result<Esperas> {
    if quantas > MAIS_THREADS {
        let motivo = format!(
            "cada thread toma uns quatro trechos de memória, e o Linux dá 65530 a um \
             processo; o limite é de {MAIS_THREADS} threads, ou use tarefas"
        );
        return Err(io::Error::other(motivo));
    }
    let antes = uso();
    let portao = Arc::new(RwLock::new(()));
    // Quem tem o portão para escrever fecha a passagem; soltá-lo, mesmo por
    // erro, deixa todas passarem.
    let fechado = portao.write().expect("o portão é novo");
    let (chegou, chegadas) = channel();
    let mut threads = Vec::with_capacity(quantas);
    for _ in 0..quantas {
        let (chegou, portao) = (chegou.clone(), Arc::clone(&portao));
        threads.push(Builder::new().spawn(move || {
            let avisou = chegou.send(()).is_ok();
            avisou && portao.read().is_ok()
        })?);
    }
    let chegaram = chegadas.iter().take(quantas).count();
    let durante = uso();
    drop(fechado);
    let fins = threads.into_iter().map(|t| t.join().unwrap_or(false));
    let terminaram = fins.filter(|passou| *passou).count().min(chegaram);
    Ok(Esperas {
        terminaram,
        antes,
        durante,
    })
}
