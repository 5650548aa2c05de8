//! Os três modos dão o mesmo, e o pânico de uma tarefa chega a quem chamou.

use std::collections::HashMap;
use std::num::NonZero;
use std::panic::catch_unwind;

use paralelismo::contagem::{contar, juntar, pedacos};
use paralelismo::mandelbrot::{Quadro, calcular};
use paralelismo::modo::{Modo, com_threads};
use paralelismo::ordenacao::ordenar;
use proptest::prelude::*;
use rayon::prelude::*;

fn threads() -> impl Strategy<Value = NonZero<usize>> {
    (1..=9_usize).prop_map(|t| NonZero::new(t).expect("começa em um"))
}

/// Vetores com tamanhos dos dois lados do grão, e muitos números repetidos.
fn numeros() -> impl Strategy<Value = Vec<u64>> {
    prop_oneof![
        prop::collection::vec(any::<u64>(), 0..100),
        (20_000..50_000_usize, any::<u64>(), 1..2000_u64).prop_map(|(n, semente, d)| {
            paralelismo::medicao::numeros(n, semente)
                .iter()
                .map(|x| x % d)
                .collect()
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 64,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn os_tres_modos_ordenam_como_a_biblioteca(
        numeros in numeros(),
        threads in threads(),
    ) {
        let mut esperado = numeros.clone();
        esperado.sort_unstable();
        for modo in Modo::TODOS {
            let mut ordenado = numeros.clone();
            let vetor = &mut ordenado;
            com_threads(threads, || ordenar(vetor, modo, threads)).expect("há threads");
            prop_assert!(ordenado == esperado, "{modo:?} com {threads} threads");
        }
    }

    #[test]
    fn os_tres_modos_contam_o_mesmo(
        texto in "(ação|a|bc|ção|€| |\n|\t){0,300}",
        threads in threads(),
    ) {
        let mut esperada: HashMap<&str, u64> = HashMap::new();
        for palavra in texto.split_ascii_whitespace() {
            *esperada.entry(palavra).or_default() += 1;
        }
        for modo in Modo::TODOS {
            prop_assert_eq!(&contar(&texto, modo, threads), &esperada, "{:?}", modo);
        }
    }

    #[test]
    fn os_pedacos_juntos_sao_o_texto_e_nao_cortam_palavra(
        texto in "(ação|a|bc|€| |\n){0,200}",
        tamanho in 1..40_usize,
    ) {
        let partes: Vec<&str> = pedacos(&texto, tamanho).collect();
        prop_assert_eq!(partes.concat(), texto.as_str());
        let das_partes: Vec<&str> =
            partes.iter().flat_map(|p| p.split_ascii_whitespace()).collect();
        let do_texto: Vec<&str> = texto.split_ascii_whitespace().collect();
        prop_assert_eq!(das_partes, do_texto);
    }

    #[test]
    fn juntar_nao_depende_da_ordem(a in 0..50_u64, b in 0..50_u64) {
        let uma = HashMap::from([("x", a), ("y", 1)]);
        let outra = HashMap::from([("x", b), ("z", 2)]);
        prop_assert_eq!(juntar(uma.clone(), outra.clone()), juntar(outra, uma));
    }

    #[test]
    fn os_tres_modos_desenham_o_mesmo(
        colunas in 1..40_u32,
        linhas in 1..40_u32,
        threads in threads(),
    ) {
        let quadro = Quadro { colunas, linhas, voltas: 50 };
        let esperado = calcular(quadro, Modo::Sequencial, threads);
        prop_assert_eq!(esperado.len(), linhas as usize);
        for modo in [Modo::Threads, Modo::Rayon] {
            prop_assert_eq!(&calcular(quadro, modo, threads), &esperado, "{:?}", modo);
        }
    }
}

#[test]
fn um_texto_maior_que_muitos_pedacos_conta_igual() {
    // Quatro pedaços de 4 MiB, o último incompleto: mais que isso só demora.
    let texto = paralelismo::medicao::texto(12_600_000, 7);
    let quatro = NonZero::new(4).expect("quatro não é zero");
    let sequencial = contar(&texto, Modo::Sequencial, quatro);
    for modo in [Modo::Rayon, Modo::Threads] {
        // Sem assert_eq: a falha mostraria cinquenta mil palavras.
        assert!(
            contar(&texto, modo, quatro) == sequencial,
            "{modo:?} difere"
        );
    }
}

#[test]
fn o_panico_de_uma_tarefa_do_rayon_chega_a_quem_a_pediu() {
    let fim = catch_unwind(|| {
        (0..1000)
            .into_par_iter()
            .for_each(|n| assert!(n != 777, "a tarefa {n} falhou"));
    });
    let panico = fim.expect_err("o pânico devia chegar aqui");
    let texto = panico.downcast_ref::<String>().expect("é um texto");
    assert_eq!(texto, "a tarefa 777 falhou");
    // E as outras threads do thread pool continuam a servir.
    assert_eq!((0..1000_u32).into_par_iter().sum::<u32>(), 499_500);
}
