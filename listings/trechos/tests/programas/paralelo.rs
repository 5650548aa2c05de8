//! As mesmas provas em todos os programas, várias ao mesmo tempo.

use std::fmt::Debug;
use std::sync::{LazyLock, Mutex};
use std::thread;

use crate::caso::Excecao;
use crate::lista::{Binario, todos};
use crate::tabela::caso;

static BINARIOS: LazyLock<Vec<Binario>> = LazyLock::new(|| {
    let mut binarios = todos();
    binarios.retain(|binario| caso(&binario.nome).excecao != Excecao::DaFerramenta);
    binarios
});

/// Pergunta as `provas` de cada programa, aplica cada uma, e falha com o que
/// `provar` achou de errado em todas.
///
/// A unidade é a prova, e não o programa: o que espera muito não segura os outros.
#[track_caller]
pub fn provar_todos<P: Debug + Sync + Send>(
    provas: impl Fn(&Binario) -> Vec<P> + Sync,
    provar: impl Fn(&Binario, &P) -> Option<String> + Sync,
) {
    let programas = BINARIOS.iter().collect();
    let todas = ao_mesmo_tempo(programas, |binario| {
        let provas = provas(binario).into_iter();
        provas.map(|prova| (binario, prova)).collect()
    });
    let faltas = ao_mesmo_tempo(todas, |(binario, prova)| {
        let falta = provar(binario, &prova).into_iter();
        let dita = |falta| format!("{} {prova:?}: {falta}", binario.nome);
        falta.map(dita).collect::<Vec<_>>()
    });
    assert!(
        faltas.is_empty(),
        "faltas: {}\n{}",
        faltas.len(),
        faltas.join("\n")
    );
}

fn ao_mesmo_tempo<T: Send, R: Send>(
    lista: Vec<T>,
    fazer: impl Fn(T) -> Vec<R> + Sync,
) -> Vec<R> {
    let fila = Mutex::new(lista.into_iter());
    let feitos = Mutex::new(Vec::new());
    // Quase todo o tempo é espera: mais do que os núcleos os mantém ocupados.
    let quantas = 4 * thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|escopo| {
        for _ in 0..quantas {
            escopo.spawn(|| {
                let proximo = || fila.lock().expect("ninguém falhou").next();
                while let Some(um) = proximo() {
                    let feito = fazer(um);
                    feitos.lock().expect("ninguém falhou").extend(feito);
                }
            });
        }
    });
    feitos.into_inner().expect("ninguém falhou")
}
