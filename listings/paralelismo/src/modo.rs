//! Os três modos de fazer o mesmo trabalho.

use std::num::NonZero;

/// Como repartir.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Modo {
    /// Uma thread só
    Sequencial,
    /// Uma parte fixa para cada thread
    Threads,
    /// Tarefas que se roubam
    Rayon,
}

impl Modo {
    pub const TODOS: [Self; 3] = [Self::Sequencial, Self::Threads, Self::Rayon];
}

/// Roda `acao` com o rayon limitado a `threads` threads.
///
/// # Errors
/// Se o sistema não criar as threads.
pub fn com_threads<R: Send>(
    threads: NonZero<usize>,
    acao: impl FnOnce() -> R + Send,
) -> Result<R, rayon::ThreadPoolBuildError> {
    let thread_pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
    Ok(thread_pool.build()?.install(acao))
}
