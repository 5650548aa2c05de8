//! A máquina escrita à mão e a que o compilador faz não se distinguem por fora.

use std::sync::Arc;
use std::task::Poll;

use assincrono::maquina::{Apresentar, Correio, Passo, apresentar, percorrer};
use proptest::prelude::*;

fn passo() -> impl Strategy<Value = Passo> {
    prop_oneof![Just(Passo::Perguntar), "[a-z]{1,3}".prop_map(Passo::Chega),]
}

proptest! {
    #[test]
    fn a_maquina_a_mao_e_a_async_dao_o_mesmo_em_cada_passo(
        passos in prop::collection::vec(passo(), 0..12),
    ) {
        let a_mao = percorrer(|correio| Apresentar::EsperaNome { correio }, &passos);
        prop_assert_eq!(a_mao, percorrer(apresentar, &passos));
    }
}

#[test]
fn quem_pausa_guarda_o_que_ja_leu_e_retoma_dali() {
    let passos = [
        Passo::Chega("Ana".to_owned()),
        Passo::Perguntar,
        Passo::Perguntar,
        Passo::Chega("Recife".to_owned()),
        Passo::Perguntar,
    ];
    let visto = percorrer(apresentar, &passos);
    let esperado = [
        "avisos: 0",
        "pendente",
        "pendente",
        "avisos: 1",
        "pronto: Ana, de Recife",
    ];
    assert_eq!(visto, esperado, "só há aviso se alguém esperava");
}

#[test]
fn chamar_uma_funcao_async_nao_a_comeca() {
    let correio = Correio::default();
    correio.por("Ana".to_owned());
    let futuro = apresentar(Arc::clone(&correio));
    drop(futuro);
    let contexto = &mut std::task::Context::from_waker(std::task::Waker::noop());
    let carta = correio.poll_tirar(contexto);
    assert_eq!(carta, Poll::Ready("Ana".to_owned()), "ninguém a tirou");
}
