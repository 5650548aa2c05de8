//! Um número que todas as threads deste processo veem, e nenhum outro processo.

use std::sync::atomic::{AtomicU32, Ordering};

// ANCHOR: placar
/// Vive no espaço de endereçamento do processo, fora de qualquer pilha.
static PLACAR: AtomicU32 = AtomicU32::new(1);

pub fn ler() -> u32 {
    PLACAR.load(Ordering::SeqCst)
}

pub fn escrever(valor: u32) {
    PLACAR.store(valor, Ordering::SeqCst);
}
// ANCHOR_END: placar
