//! Uma trava que gira até entrar (*spin lock*), errada e certa.
//!
//! É didática: esperar girando gasta o processador que falta a quem está lá
//! dentro. Num programa, use `std::sync::Mutex`, que gira um pouco e dorme.

#![expect(
    unsafe_code,
    reason = "é o que a listagem ensina: o que a trava promete"
)]

use std::sync::atomic::Ordering;

use crate::sinc::{AtomicBool, UnsafeCell, com_o_valor, spin_loop};

// ANCHOR: tipo
/// Uma trava e o dado que ela guarda. `CERTA` escolhe entre duas ordens de
/// memória: só nelas as duas versões diferem.
pub struct Trava<T, const CERTA: bool> {
    fechada: AtomicBool,
    dado: UnsafeCell<T>,
}

/// Errada: ao abrir, não publica o que se escreveu dentro.
pub type Frouxa<T> = Trava<T, false>;
/// Certa: quem entra vê tudo o que fez quem saiu.
pub type Certa<T> = Trava<T, true>;

// SAFETY: só quem fechou a trava chega ao dado, e uma thread por vez a fecha;
// compartilhar a trava é só passar o dado de uma a outra, o que `T: Send` permite.
// (Na versão frouxa é mentira, e o teste com a loom mostra por quê.)
unsafe impl<T: Send, const CERTA: bool> Sync for Trava<T, CERTA> {}
// ANCHOR_END: tipo

impl<T, const CERTA: bool> Trava<T, CERTA> {
    pub fn nova(dado: T) -> Self {
        Self {
            fechada: AtomicBool::new(false),
            dado: UnsafeCell::new(dado),
        }
    }

    // ANCHOR: com
    /// Entra, usa o dado e sai.
    pub fn com<R>(&self, usar: impl FnOnce(&mut T) -> R) -> R {
        let (entrar, sair) = if CERTA {
            (Ordering::Acquire, Ordering::Release)
        } else {
            (Ordering::Relaxed, Ordering::Relaxed)
        };
        // Fecha se estava aberta. Olhar e fechar são um passo só.
        while self
            .fechada
            .compare_exchange(false, true, entrar, Ordering::Relaxed)
            .is_err()
        {
            spin_loop();
        }
        let _saida = Saida(&self.fechada, sair);
        com_o_valor(&self.dado, |dado| {
            // SAFETY: fechamos a trava; ninguém mais chega ao dado até abrirmos.
            usar(unsafe { &mut *dado })
        })
    }
    // ANCHOR_END: com
}

/// Abre a trava ao sair de cena: também se `usar` entrar em pânico.
struct Saida<'a>(&'a AtomicBool, Ordering);

impl Drop for Saida<'_> {
    fn drop(&mut self) {
        self.0.store(false, self.1);
    }
}
