//! O tempo de entrega conforme o tamanho, em escalas logarítmicas.

use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Ponto, Serie};

use crate::entrega::Caminho;
use crate::entrega::tabela::bytes;

/// Quantos pontos formam cada curva: um a cada 3 unidades do desenho.
const PASSOS: u32 = 114;
const LATENCIA: f64 = 0.05;
/// Mesma latência, vazões diferentes.
const VAZOES: [(&str, f64); 3] =
    [("10 Mbit/s", 1e7), ("100 Mbit/s", 1e8), ("1 Gbit/s", 1e9)];

/// Desenha T em função de n, com latência de 50 ms; a marca de cada curva é o
/// empate, n = L · B.
pub fn tempo() -> String {
    let x = Escala::logaritmica("tamanho da carga, n", &[1e2, 1e4, 1e6, 1e8])
        .com_rotulos(&["100 B", "10 kB", "1 MB", "100 MB"]);
    let y =
        Escala::logaritmica("segundos até o último bit", &[0.01, 0.1, 1.0, 10.0, 100.0])
            .com_rotulos(&["0,01", "0,1", "1", "10", "100"]);
    let series = VAZOES.into_iter().zip(Feicao::TODAS);
    let series = series.map(|((nome, vazao), feicao)| serie(&x, nome, vazao, feicao));
    let grafico = Grafico {
        titulo: "O tempo de entrega conforme o tamanho".to_owned(),
        descricao: DESCRICAO.to_owned(),
        series: series.collect(),
        x,
        y,
        diagonal: None,
    };
    grafico.em_svg()
}

fn serie(x: &Escala, nome: &str, vazao: f64, feicao: Feicao) -> Serie {
    let caminho = Caminho {
        latencia: LATENCIA,
        vazao,
    };
    let tamanhos = (0..=PASSOS).map(|i| x.valor(f64::from(i) / f64::from(PASSOS)));
    let curva = tamanhos.map(|n| (n, caminho.tempo(n))).collect();
    let n = caminho.produto();
    let empate = Ponto {
        x: n,
        y: caminho.tempo(n),
        faixa: None,
    };
    Serie {
        nome: format!("{nome}: empate em {}", bytes(n)),
        feicao,
        curva,
        pontos: vec![empate],
    }
}

const DESCRICAO: &str = "No eixo x, a carga, de 100 bytes a 100 megabytes; no y, o tempo, de \
     10 ms a 100 s; os dois em escala logarítmica. As três curvas partem juntas de 50 ms, \
     deitadas. A de 10 megabits por segundo começa a subir primeiro, perto de 62,5 kB; a \
     de 100, perto de 625 kB; a de 1 gigabit, perto de 6,25 MB. Depois sobem paralelas, \
     dez vezes uma da outra.";
