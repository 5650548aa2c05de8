//! O pânico de uma thread chega a quem espera por ela, e a mais ninguém.

use std::any::Any;
use std::thread;

// ANCHOR: conferir
/// Roda cada tarefa numa thread e devolve o que cada uma deu: o resultado, ou o
/// motivo do pânico.
///
/// # Panics
/// Se o sistema não criar uma thread.
pub fn rodar<T: Send>(
    tarefas: Vec<Box<dyn FnOnce() -> T + Send + '_>>,
) -> Vec<Result<T, String>> {
    thread::scope(|escopo| {
        let threads: Vec<_> = tarefas.into_iter().map(|t| escopo.spawn(t)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().map_err(|panico| motivo(&*panico)))
            .collect()
    })
}
// ANCHOR_END: conferir

/// O texto do pânico, quando é texto: `panic!` dá um `&str` ou uma `String`.
fn motivo(panico: &(dyn Any + Send)) -> String {
    let texto = panico.downcast_ref::<&str>().map(|t| (*t).to_owned());
    texto
        .or_else(|| panico.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "pânico sem texto".to_owned())
}
