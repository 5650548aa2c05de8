//! As medidas publicadas, e o gráfico que o capítulo tira delas.

use apoio::medida::ler;
use apoio::saida::{conferir, desta_crate};
use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Serie};

const VAZAO: &str = include_str!("../../medidas/vazao.csv");
const LATENCIA: &str = include_str!("../../medidas/latencia.csv");
const QUEM: [&str; 3] = ["produtor", "kafka-producer-perf-test", "kafka-python"];
const LOTES: [f64; 3] = [1024.0, 16_384.0, 262_144.0];

/// Lote, acks e um número de cada programa, na ordem de [`QUEM`].
type Medida = (f64, String, [f64; 3]);

/// Lê as medidas; de cada programa há `colunas`, e fica a primeira.
fn medidas(texto: &str, colunas: usize) -> Vec<Medida> {
    let ler = ler(
        texto,
        "lote;acks; e as medidas dos três programas",
        |campos| {
            let (lote, resto) = campos.split_first()?;
            let (acks, numeros) = resto.split_first()?;
            let numeros: Vec<f64> = numeros
                .iter()
                .map(|n| n.parse().ok())
                .collect::<Option<_>>()?;
            let primeiros: Vec<f64> = numeros.chunks(colunas).map(|c| c[0]).collect();
            let certos = numeros.len() == QUEM.len() * colunas;
            let primeiros = primeiros.try_into().ok().filter(|_| certos)?;
            Some((lote.parse().ok()?, (*acks).to_owned(), primeiros))
        },
    );
    ler.expect("o arquivo publicado se lê")
}

fn de(medidas: &[Medida], lote: f64, acks: &str) -> [f64; 3] {
    let mesma = |m: &&Medida| (m.0, m.1.as_str()) == (lote, acks);
    let achada = medidas.iter().find(mesma);
    achada.unwrap_or_else(|| panic!("falta {lote};{acks}")).2
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
    for (texto, colunas) in [(VAZAO, 1), (LATENCIA, 2)] {
        for quem in QUEM {
            assert!(
                texto.contains(&format!(";{quem}")),
                "falta a coluna de {quem}"
            );
        }
        let medidas = medidas(texto, colunas);
        assert_eq!(medidas.len(), 9);
        for lote in LOTES {
            for acks in ["0", "1", "all"] {
                assert!(de(&medidas, lote, acks).iter().all(|numero| *numero > 0.0));
            }
        }
    }
}

/// O que o texto do capítulo diz das medidas. Se uma medida nova o desmente, o texto
/// muda junto.
#[test]
fn o_produtor_nao_fica_atras_do_medidor_do_kafka_e_o_lote_pequeno_iguala_todos() {
    let medidas = medidas(VAZAO, 1);
    for lote in LOTES {
        for acks in ["0", "1", "all"] {
            let [nosso, kafka, python] = de(&medidas, lote, acks);
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

/// Quem medir de novo fica sabendo aqui o que mudar no texto.
#[test]
fn o_capitulo_diz_os_numeros_do_arquivo() {
    let medidas = medidas(VAZAO, 1);
    let grandes = medidas.iter().filter(|(lote, ..)| *lote > 1024.0);
    let razoes = |outro: usize| grandes.clone().map(move |m| m.2[0] / m.2[outro]);
    let (pior, melhor) = (f64::min, f64::max);
    let [kafka, python] = [1, 2].map(|outro| {
        let menor = razoes(outro).fold(f64::INFINITY, pior);
        (menor, razoes(outro).fold(0.0, melhor))
    });
    let pequeno = de(&medidas, 1024.0, "all");
    let sem_esperar = ["1", "0"].map(|acks| de(&medidas, 1024.0, acks));
    let [um, zero] = sem_esperar.map(|m| m[0] / m[1]);
    let capitulo = include_str!("../../../../src/comunicacao/kafka.md");
    for dito in [
        format!("fica em {:.0}% do medidor", 100.0 * pequeno[0] / pequeno[1]),
        format!("faz {um:.1} e {zero:.1} vezes o medidor"),
        format!(
            "de {:.1} a {:.1} vezes o que faz o medidor",
            kafka.0, kafka.1
        ),
        format!(
            "de {:.1} a {:.0} vezes o que faz o kafka-python",
            python.0, python.1
        ),
    ] {
        let dito = dito.replace('.', ",");
        assert!(capitulo.contains(&dito), "o capítulo devia dizer: {dito}");
    }
}

#[test]
fn o_grafico_do_capitulo_e_o_das_medidas_publicadas() {
    let medidas = medidas(VAZAO, 1);
    let quens = QUEM.iter().zip(Feicao::TODAS).enumerate();
    let series = quens.map(|(i, (quem, feicao))| {
        let pontos = LOTES.map(|lote| (lote, de(&medidas, lote, "all")[i] / 1e3));
        Serie::ligada(nome(quem), feicao, pontos)
    });
    let marcas = [20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0];
    let grafico = Grafico {
        titulo: "Registros por segundo conforme o tamanho do lote".to_owned(),
        descricao: "O eixo x é o tamanho máximo do lote, de 1 a 256 KiB; o y, quantos \
                    milhares de registros de 100 bytes por segundo, com a confirmação de todas as réplicas. As três \
                    curvas sobem com o lote; com 1 KiB ficam próximas, e com 16 KiB ou mais o \
                    produtor e o medidor do Kafka se afastam do cliente em Python."
            .to_owned(),
        x: Escala::logaritmica("tamanho do lote", &LOTES)
            .com_rotulos(&["1 KiB", "16 KiB", "256 KiB"]),
        y: Escala::logaritmica("mil registros por segundo", &marcas),
        series: series.collect(),
        diagonal: None,
    };
    let figura = desta_crate("../../src/comunicacao/figuras/kafka-vazao.svg");
    conferir(&figura, &grafico.em_svg());
}
