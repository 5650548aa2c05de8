//! Os avisos do mdBook, que ele publica assim mesmo; aqui um aviso interrompe a construção.

use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// Roda `construir` e devolve os avisos e erros que o mdBook registrou enquanto isso.
pub fn durante<T>(construir: impl FnOnce() -> T) -> (T, Vec<String>) {
    let coleta = Coleta::default();
    let assinante = tracing_subscriber::registry().with(coleta.clone());
    let feito = tracing::subscriber::with_default(assinante, construir);
    (feito, std::mem::take(&mut *coleta.avisos()))
}

#[derive(Debug, Default, Clone)]
struct Coleta(Arc<Mutex<Vec<String>>>);

impl Coleta {
    fn avisos(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Subscriber> Layer<S> for Coleta {
    fn on_event(&self, evento: &Event<'_>, _: Context<'_, S>) {
        let meta = evento.metadata();
        if *meta.level() > Level::WARN || !meta.target().starts_with("mdbook") {
            return;
        }
        let mut mensagem = Mensagem(String::new());
        evento.record(&mut mensagem);
        self.avisos().push(mensagem.0);
    }
}

struct Mensagem(String);

impl Visit for Mensagem {
    fn record_debug(&mut self, campo: &Field, valor: &dyn Debug) {
        if campo.name() == "message" {
            write!(self.0, "{valor:?}").ok();
        }
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn avisos_e_erros_do_mdbook_sao_colhidos_e_o_resto_nao() {
        let (feito, avisos) = durante(|| {
            tracing::warn!(target: "mdbook_html::html", "marca <x> não fecha");
            tracing::info!(target: "mdbook_html::html", "livro escrito");
            tracing::warn!(target: "outra_crate", "não é do livro");
            7
        });
        assert_eq!((feito, avisos), (7, vec!["marca <x> não fecha".to_owned()]));
    }
}
