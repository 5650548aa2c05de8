//! A soma repartida é a soma.

use std::num::NonZero;

use proptest::prelude::*;
use threads::soma::{com_escopo, com_posse, partes, sequencial};

fn threads() -> impl Strategy<Value = NonZero<usize>> {
    (1..=16_usize).prop_map(|t| NonZero::new(t).expect("começa em um"))
}

proptest! {
    // Sem gravar a falha num arquivo: o capítulo manda quebrar a soma e desfazer.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn em_threads_a_soma_e_a_mesma(
        numeros in prop::collection::vec(any::<u64>(), 0..200),
        threads in threads(),
    ) {
        let esperada = sequencial(&numeros);
        let escopo = com_escopo(&numeros, threads).expect("há threads");
        prop_assert_eq!(escopo, esperada, "com escopo, {} threads", threads);
        let posse = com_posse(numeros, threads).expect("há threads");
        prop_assert_eq!(posse, esperada, "com posse, {} threads", threads);
    }

    #[test]
    fn as_partes_cobrem_tudo_sem_sobreposicao_e_por_igual(
        total in 0..500_usize,
        threads in threads(),
    ) {
        let faixas: Vec<_> = partes(total, threads).collect();
        let juntas: Vec<usize> = faixas.iter().cloned().flatten().collect();
        prop_assert_eq!(juntas, (0..total).collect::<Vec<_>>());
        let tamanhos = || faixas.iter().map(ExactSizeIterator::len);
        let (menor, maior) = (tamanhos().min(), tamanhos().max());
        prop_assert!(menor != Some(0), "faixa vazia em {:?}", faixas);
        prop_assert!(maior.unwrap_or(0) - menor.unwrap_or(0) <= 1, "{:?}", faixas);
        prop_assert!(faixas.len() == threads.get().min(total), "{:?}", faixas);
    }
}

#[test]
fn a_soma_dos_maiores_numeros_nao_estoura() {
    let numeros = vec![u64::MAX; 1000];
    let esperada = u128::from(u64::MAX) * 1000;
    let quatro = NonZero::new(4).expect("quatro não é zero");
    assert_eq!(com_escopo(&numeros, quatro).expect("há threads"), esperada);
}
