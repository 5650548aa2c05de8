//! Duas tarefas que demoram o mesmo sozinhas: uma calcula, a outra espera.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::num::NonZero;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use crate::medidas::{Medida, THREADS, escrever};

/// Quanto o servidor demora a responder: a ida a um banco de dados na mesma
/// cidade, com folga.
pub const DEMORA: Duration = Duration::from_millis(20);

const TAREFAS: u32 = 16;

/// Mede as duas tarefas com cada quantidade de threads.
///
/// # Errors
/// Se o sistema recusar uma thread ou uma conexão.
pub fn medir(cabecalho: &str) -> io::Result<String> {
    let voltas = calibrar();
    let servidor = servidor_demorado()?;
    let calculo = || {
        std::hint::black_box(calcular(voltas));
        Ok(())
    };
    let mut medidas = Vec::new();
    for threads in THREADS.into_iter().filter_map(NonZero::new) {
        medidas.push(Medida {
            threads,
            calcular: mediana(|| repartir(TAREFAS, threads, calculo))?,
            esperar: mediana(|| repartir(TAREFAS, threads, || pedir(servidor)))?,
        });
    }
    Ok(escrever(cabecalho, &medidas))
}

/// A mediana de cinco rodadas, em milissegundos.
fn mediana(rodada: impl Fn() -> io::Result<Duration>) -> io::Result<f64> {
    let mut tempos = (0..5).map(|_| rodada()).collect::<io::Result<Vec<_>>>()?;
    tempos.sort();
    Ok(tempos[2].as_secs_f64() * 1000.0)
}

// ANCHOR: repartir
/// Faz `quantas` tarefas iguais com `threads` threads, cada uma pegando a
/// próxima quando acaba a sua. Devolve o tempo até a última terminar.
///
/// # Errors
/// O primeiro erro de uma tarefa, ou se o sistema não criar as threads.
pub fn repartir(
    quantas: u32,
    threads: NonZero<usize>,
    tarefa: impl Fn() -> io::Result<()> + Sync,
) -> io::Result<Duration> {
    let proxima = AtomicU32::new(0);
    let trabalhar = || -> io::Result<()> {
        while proxima.fetch_add(1, Ordering::Relaxed) < quantas {
            tarefa()?;
        }
        Ok(())
    };
    let inicio = Instant::now();
    thread::scope(|escopo| {
        let mut equipe = Vec::new();
        for _ in 0..threads.get() {
            equipe.push(Builder::new().spawn_scoped(escopo, trabalhar)?);
        }
        let mut fins = equipe.into_iter();
        fins.try_for_each(|t| t.join().expect("a tarefa não entra em pânico"))
    })?;
    Ok(inicio.elapsed())
}
// ANCHOR_END: repartir

/// Uma conta que ocupa o processador: `voltas` passos de um gerador congruente.
fn calcular(voltas: u64) -> u64 {
    (0..voltas).fold(1, |x, _| {
        std::hint::black_box(x)
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1)
    })
}

/// Quantas voltas de [`calcular`] duram [`DEMORA`] nesta máquina, sozinhas.
fn calibrar() -> u64 {
    const AMOSTRA: u64 = 2_000_000;
    let tempos = (0..5).map(|_| {
        let inicio = Instant::now();
        std::hint::black_box(calcular(AMOSTRA));
        inicio.elapsed()
    });
    // O menor: os outros pagaram também por quem mais usava o processador.
    let tempo = tempos.min().expect("são cinco amostras");
    (AMOSTRA as f64 * DEMORA.as_secs_f64() / tempo.as_secs_f64()) as u64
}

/// Um servidor que lê um byte, demora [`DEMORA`] e o devolve. Vive até o fim do
/// programa.
///
/// # Errors
/// Se não houver porta livre.
pub fn servidor_demorado() -> io::Result<SocketAddr> {
    let escuta = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let endereco = escuta.local_addr()?;
    Builder::new().spawn(move || {
        for conexao in escuta.incoming().flatten() {
            thread::spawn(move || responder(conexao));
        }
    })?;
    Ok(endereco)
}

fn responder(mut conexao: TcpStream) -> io::Result<()> {
    let mut pedido = [0];
    conexao.read_exact(&mut pedido)?;
    thread::sleep(DEMORA);
    conexao.write_all(&pedido)
}

/// Pede e espera: enquanto a resposta não vem, o processador está livre.
///
/// # Errors
/// O que a conexão disser.
pub fn pedir(servidor: SocketAddr) -> io::Result<()> {
    let mut conexao = TcpStream::connect(servidor)?;
    conexao.write_all(&[7])?;
    conexao.read_exact(&mut [0])
}
