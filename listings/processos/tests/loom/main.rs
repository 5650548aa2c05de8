//! O anel com os atômicos da `loom`: em nenhuma ordem que a memória permita se vê um
//! item pela metade.

#[allow(dead_code, reason = "a loom usa só parte do módulo")]
#[path = "../../src/anel.rs"]
mod anel;

mod sinc {
    pub use loom::sync::atomic::AtomicU64;
}

use anel::{Consumidor, Produtor, exemplo, tamanho};
use loom::thread;
use sinc::AtomicU64;

/// Dois itens por um anel de um lugar: o segundo reusa o lugar do primeiro.
#[test]
fn o_consumidor_so_ve_itens_inteiros_e_em_ordem_em_toda_intercalacao() {
    let mut modelo = loom::model::Builder::new();
    // O que muda de ordem são as escritas; três trocas de vez já mostram o defeito.
    modelo.preemption_bound = Some(3);
    modelo.check(|| {
        let memoria: Vec<_> = (0..tamanho(1)).map(|_| AtomicU64::new(0)).collect();
        let memoria: &'static [AtomicU64] = Box::leak(memoria.into());
        let produtor = thread::spawn(move || {
            let mut produtor = Produtor::novo(memoria);
            for numero in 0..2 {
                while !produtor.por(&exemplo(numero), || {}) {
                    thread::yield_now();
                }
            }
        });
        let mut consumidor = Consumidor::novo(memoria);
        for numero in 0..2 {
            let item = loop {
                match consumidor.tirar() {
                    Some(item) => break item,
                    None => thread::yield_now(),
                }
            };
            assert_eq!(item, exemplo(numero), "o item {numero} veio pela metade");
        }
        produtor.join().expect("não entra em pânico");
    });
}
