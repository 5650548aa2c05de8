//! O arquivo de medidas e a lei de Amdahl.

use paralelismo::amdahl::{fracao_sequencial, speedup};
use paralelismo::medidas::{ErroDeMedida, Medida, escrever, ler, speedups};
use proptest::prelude::*;

const ARQUIVO: &str = "# onde\ntrabalho;modo;threads;segundos\n\
                       ordenar;sequencial;1;2.000\nordenar;rayon;2;1.000\n";

#[test]
fn o_que_se_escreve_se_le() {
    let medidas = ler(ARQUIVO).expect("o arquivo está certo");
    assert_eq!(escrever("# onde\n", &medidas), ARQUIVO);
}

#[test]
fn o_speedup_e_sobre_o_sequencial() {
    let medidas = ler(ARQUIVO).expect("o arquivo está certo");
    assert_eq!(speedups(&medidas, "ordenar", "rayon"), Ok(vec![(2.0, 2.0)]));
    let falta = ErroDeMedida::Falta("contar".into(), "sequencial".into());
    assert_eq!(speedups(&medidas, "contar", "rayon"), Err(falta));
}

/// O arquivo que o capítulo mostra.
fn publicada(trabalho: &str, modo: &str, threads: usize) -> f64 {
    let medidas = ler(include_str!("../../medidas/speedup.csv")).expect("está certo");
    let pedida = |m: &&Medida| {
        (m.trabalho.as_str(), m.modo.as_str(), m.threads.get())
            == (trabalho, modo, threads)
    };
    let medida = medidas.iter().find(pedida);
    medida.expect("a medida está no arquivo").segundos
}

fn com_dois_nucleos(trabalho: &str, modo: &str) -> f64 {
    publicada(trabalho, "sequencial", 1) / publicada(trabalho, modo, 2)
}

/// O speedup do rayon com duas threads sobre ele mesmo com uma.
fn contra_si(trabalho: &str) -> f64 {
    publicada(trabalho, "rayon", 1) / publicada(trabalho, "rayon", 2)
}

/// O speedup da contagem, se só a junção ficasse em sequência.
fn previsto() -> f64 {
    let partes = publicada("contar", "só as partes", 1);
    let juntar = publicada("contar", "só juntar", 1);
    speedup(juntar / (partes + juntar), 2.0)
}

#[test]
fn as_medidas_publicadas_cumprem_o_prometido() {
    let ordenar = com_dois_nucleos("ordenar", "rayon");
    assert!(ordenar >= 1.7, "ordenar só chegou a {ordenar:.2}");
    let perda = publicada("ordenar", "rayon", 2) / publicada("ordenar", "par_sort", 2);
    assert!(perda <= 1.3, "a biblioteca é {perda:.2} vezes mais rápida");
    // O previsto parte de quem corta e junta numa thread: a base é o próprio rayon.
    let contar = contra_si("contar") / previsto();
    assert!(contar >= 0.8, "contar só chegou a {contar:.2} do previsto");
}

/// Quem medir de novo fica sabendo aqui o que mudar no texto.
#[test]
fn o_capitulo_diz_os_numeros_do_arquivo() {
    let ordenar = com_dois_nucleos("ordenar", "rayon");
    let contar = com_dois_nucleos("contar", "rayon");
    let (previsto, sobra) = (previsto(), |g| 100.0 * fracao_sequencial(g, 2.0));
    // No texto, a vírgula das fórmulas vem entre chaves.
    let capitulo = include_str!("../../../../src/concorrencia/paralelismo.md");
    let capitulo = capitulo.replace("{,}", ",");
    for dito in [
        format!("leva {:.3} s em vez de", publicada("ordenar", "rayon", 2)),
        format!("speedup de {ordenar:.2} numa máquina"),
        format!("chega a {:.2}:", com_dois_nucleos("ordenar", "threads")),
        format!("são {:.1}%: é a fração", sobra(ordenar)),
        format!("juntá-las, {:.3}", publicada("contar", "só juntar", 1)),
        format!("/2) = {previsto:.2}$"),
        format!(
            "o speedup é {:.2}, mais que o previsto",
            contra_si("contar")
        ),
        format!("é só {contar:.2}"),
        format!("lê nele {:.1}% em sequência", sobra(contar)),
    ] {
        let dito = dito.replace('.', ",");
        assert!(capitulo.contains(&dito), "o capítulo devia dizer: {dito}");
    }
}

#[test]
fn linha_errada_e_dita_pelo_numero() {
    for errada in ["a;b;1", "a;b;0;1", "a;b;1;0", "a;b;1;x", "a;b;1;2;3"] {
        assert_eq!(
            ler(&format!("# onde\n{errada}\n")),
            Err(ErroDeMedida::Linha(2))
        );
    }
}

#[test]
fn amdahl_nos_extremos() {
    assert_eq!(speedup(0.0, 8.0), 8.0, "nada em sequência: o speedup é p");
    assert_eq!(speedup(1.0, 8.0), 1.0, "tudo em sequência: não há speedup");
    let teto = speedup(0.05, 1e12);
    assert!(
        (teto - 20.0).abs() < 1e-6,
        "com 5% o teto é 20, e não {teto}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_fracao_e_o_inverso_do_speedup(f in 0.0..1.0_f64, p in 2.0..64.0_f64) {
        let volta = fracao_sequencial(speedup(f, p), p);
        prop_assert!((volta - f).abs() < 1e-9, "{} virou {}", f, volta);
    }
}
