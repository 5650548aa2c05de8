//! As medidas publicadas, e o gráfico que o capítulo tira delas.

use apoio::medida::ler;
use apoio::saida::{conferir, desta_crate};
use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Serie};

const VAZAO: &str = include_str!("../medidas/vazao.csv");
const LATENCIA: &str = include_str!("../medidas/latencia.csv");
const QUEM: [&str; 3] = ["produtor", "kafka-producer-perf-test", "kafka-python"];
const LOTES: [f64; 3] = [1024.0, 16_384.0, 262_144.0];

/// `lote;acks;quem;` e o primeiro número depois.
type Medida = (f64, String, String, f64);

fn medidas(texto: &str) -> Vec<Medida> {
    let ler = ler(texto, "lote;acks;quem;número", |campos| {
        let [lote, acks, quem, numero, ..] = campos else {
            return None;
        };
        let (lote, numero) = (lote.parse().ok()?, numero.parse().ok()?);
        Some((lote, (*acks).to_owned(), (*quem).to_owned(), numero))
    });
    ler.expect("o arquivo publicado se lê")
}

fn de(medidas: &[Medida], lote: f64, acks: &str, quem: &str) -> f64 {
    let mesma = |m: &&Medida| (m.0, m.1.as_str(), m.2.as_str()) == (lote, acks, quem);
    let achada = medidas.iter().find(mesma);
    achada
        .unwrap_or_else(|| panic!("falta {lote};{acks};{quem}"))
        .3
}

/// Como a legenda o chama: os nomes dos programas não são palavras do livro.
fn nome(quem: &str) -> &str {
    match quem {
        "kafka-producer-perf-test" => "medidor do Kafka",
        "kafka-python" => "cliente em Python",
        outro => outro,
    }
}

#[test]
fn as_medidas_cobrem_tres_lotes_tres_acks_e_tres_programas() {
    for texto in [VAZAO, LATENCIA] {
        let medidas = medidas(texto);
        assert_eq!(medidas.len(), 27);
        for lote in LOTES {
            for acks in ["0", "1", "all"] {
                assert!(QUEM.iter().all(|quem| de(&medidas, lote, acks, quem) > 0.0));
            }
        }
    }
}

/// O que o texto do capítulo diz das medidas. Se uma medida nova o desmente, o texto
/// muda junto.
#[test]
fn o_produtor_nao_fica_atras_do_medidor_do_kafka_e_o_lote_pequeno_iguala_todos() {
    let medidas = medidas(VAZAO);
    for lote in LOTES {
        for acks in ["0", "1", "all"] {
            let [nosso, kafka, python] = QUEM.map(|q| de(&medidas, lote, acks, q));
            assert!(
                nosso >= 0.9 * kafka,
                "{lote};{acks}: {nosso} contra {kafka}"
            );
            // Com dez registros por lote manda a ida e volta, não a linguagem.
            if lote > 1024.0 {
                assert!(
                    nosso >= 5.0 * python,
                    "{lote};{acks}: {nosso} contra {python}"
                );
            }
        }
    }
}

#[test]
fn o_grafico_do_capitulo_e_o_das_medidas_publicadas() {
    let medidas = medidas(VAZAO);
    let series = QUEM.iter().zip(Feicao::TODAS).map(|(quem, feicao)| {
        let pontos = LOTES.map(|lote| (lote, de(&medidas, lote, "all", quem) / 1e3));
        Serie::ligada(nome(quem), feicao, pontos)
    });
    let marcas = [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let grafico = Grafico {
        titulo: "Registros por segundo conforme o tamanho do lote".to_owned(),
        descricao: "O eixo x é o tamanho máximo do lote, de 1 a 256 kB; o y, quantos \
                    milhares de registros de 100 bytes por segundo, com a confirmação de todas as réplicas. As três \
                    curvas sobem com o lote; com 1 kB ficam próximas, e com 16 kB ou mais o \
                    produtor e o medidor do Kafka se afastam do cliente em Python."
            .to_owned(),
        x: Escala::logaritmica("tamanho do lote", &LOTES)
            .com_rotulos(&["1 kB", "16 kB", "256 kB"]),
        y: Escala::logaritmica("mil registros por segundo", &marcas),
        series: series.collect(),
        diagonal: None,
    };
    let figura = desta_crate("../../src/comunicacao/figuras/kafka-vazao.svg");
    conferir(&figura, &grafico.em_svg());
}
