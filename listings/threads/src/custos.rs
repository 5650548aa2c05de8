//! Quanto custa chamar uma função, trocar de thread, criar uma e criar um
//! processo.

use std::io;
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

/// Mede todos os custos, um por linha, em nanossegundos.
///
/// # Errors
/// Se o sistema recusar uma thread ou um processo.
pub fn medir(cabecalho: &str, argumento: &str) -> io::Result<String> {
    let linhas = [
        ("chamar uma função", chamar_funcao()?),
        ("ir ao kernel e voltar", ir_ao_kernel()?),
        ("passar a vez a outra thread e recebê-la", ir_e_voltar()?),
        ("criar uma thread e esperar por ela", criar_thread()?),
        (
            "criar um processo e esperar por ele",
            criar_processo(argumento)?,
        ),
    ];
    let linhas = linhas.map(|(nome, custo)| format!("{nome};{}\n", custo.as_nanos()));
    Ok(format!("{cabecalho}o que;nanossegundos\n") + &linhas.concat())
}

/// O tempo de uma repetição: a mediana de `amostras`, cada uma com `vezes`.
fn por_vez(
    amostras: usize,
    vezes: u32,
    mut acao: impl FnMut() -> io::Result<()>,
) -> io::Result<Duration> {
    let mut tempos = Vec::with_capacity(amostras);
    for _ in 0..amostras {
        let inicio = Instant::now();
        for _ in 0..vezes {
            acao()?;
        }
        tempos.push(inicio.elapsed() / vezes);
    }
    tempos.sort();
    Ok(tempos[amostras / 2])
}

/// Chamar uma função que o compilador não pode embutir nem prever.
///
/// # Errors
/// Nunca: tem a forma das outras.
fn chamar_funcao() -> io::Result<Duration> {
    #[inline(never)]
    fn somar_um(n: u64) -> u64 {
        n + 1
    }
    let funcao = std::hint::black_box(somar_um as fn(u64) -> u64);
    // Em lotes de mil: o relógio não distingue uma chamada só.
    let mil = por_vez(21, 1000, || {
        for n in 0..1000 {
            std::hint::black_box(funcao(n));
        }
        Ok(())
    })?;
    Ok(mil / 1000)
}

// ANCHOR: troca
/// Passar a vez a outra thread e recebê-la de volta: duas trocas, porque um
/// canal sem lugar só entrega quando o outro lado está ali para receber.
///
/// # Errors
/// Se o sistema não criar a outra thread.
fn ir_e_voltar() -> io::Result<Duration> {
    let (ida, recebe_ida) = sync_channel::<()>(0);
    let (volta, recebe_volta) = sync_channel(0);
    let outra = Builder::new().spawn(move || {
        while recebe_ida.recv().is_ok() && volta.send(()).is_ok() {}
    })?;
    let tempo = por_vez(11, 2000, || {
        ida.send(()).map_err(io::Error::other)?;
        recebe_volta.recv().map_err(io::Error::other)
    });
    // Sem quem mande, o `recv` da outra devolve erro e ela termina.
    drop(ida);
    outra.join().expect("a outra só repassa");
    tempo
}
// ANCHOR_END: troca

/// Criar uma thread que não faz nada e esperar que termine.
///
/// # Errors
/// Se o sistema não a criar.
fn criar_thread() -> io::Result<Duration> {
    por_vez(11, 200, || {
        Builder::new()
            .spawn(|| ())?
            .join()
            .map_err(|_| io::ErrorKind::Other.into())
    })
}

/// Criar um processo que termina logo e esperar por ele. O programa é este
/// mesmo, com o argumento dado.
///
/// # Errors
/// Se o sistema não o criar, ou se ele falhar.
fn criar_processo(argumento: &str) -> io::Result<Duration> {
    let este = std::env::current_exe()?;
    por_vez(5, 20, || {
        let fim = Command::new(&este)
            .arg(argumento)
            .stdout(Stdio::null())
            .status()?;
        fim.success()
            .then_some(())
            .ok_or_else(|| io::ErrorKind::Other.into())
    })
}

/// Deixar a vez sem que ninguém a queira: uma ida ao kernel e volta.
///
/// # Errors
/// Nunca: tem a forma das outras.
fn ir_ao_kernel() -> io::Result<Duration> {
    por_vez(11, 10_000, || {
        thread::yield_now();
        Ok(())
    })
}
