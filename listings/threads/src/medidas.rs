//! O arquivo das medidas: escrito por `medir`, mostrado e desenhado no capítulo.
//!
//! ```text
//! # como, onde e quando se mediu
//! threads;calcular (ms);esperar (ms)
//! 1;322.1;325.8
//! ```

use std::num::NonZero;

use apoio::medida::{self, ErroDeMedida};
use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Serie};

/// As quantidades de threads que se medem.
pub const THREADS: [usize; 5] = [1, 2, 4, 8, 16];

/// O tempo das mesmas tarefas com um número de threads, em milissegundos.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Medida {
    pub threads: NonZero<usize>,
    pub calcular: f64,
    pub esperar: f64,
}

/// O que tem cada linha, para quando não tem.
pub const FORMA: &str = "três números separados por ponto e vírgula";

pub fn escrever(cabecalho: &str, medidas: &[Medida]) -> String {
    let linhas = medidas
        .iter()
        .map(|m| format!("{};{:.1};{:.1}\n", m.threads, m.calcular, m.esperar));
    format!("{cabecalho}threads;calcular (ms);esperar (ms)\n")
        + &linhas.collect::<String>()
}

/// # Errors
/// Se uma linha não tem a forma acima, ou se não há nenhuma.
pub fn ler(texto: &str) -> Result<Vec<Medida>, ErroDeMedida> {
    medida::ler(texto, FORMA, medida)
}

fn medida(campos: &[&str]) -> Option<Medida> {
    let [threads, calcular, esperar] = campos else {
        return None;
    };
    Some(Medida {
        threads: threads.parse().ok()?,
        calcular: calcular.parse().ok()?,
        esperar: esperar.parse().ok()?,
    })
}

/// Quantas vezes mais rápido que com uma thread, nas duas tarefas.
///
/// # Errors
/// Se não há medida com uma thread.
pub fn grafico(medidas: &[Medida]) -> Result<Grafico, ErroDeMedida> {
    let uma = medidas.iter().find(|m| m.threads.get() == 1);
    let uma = *uma.ok_or(ErroDeMedida::Vazio)?;
    let serie = |nome: &str, feicao, tempo: fn(&Medida) -> f64| {
        let ponto = |m: &Medida| (m.threads.get() as f64, tempo(&uma) / tempo(m));
        Serie::ligada(nome, feicao, medidas.iter().map(ponto))
    };
    let marcas = THREADS.map(|t| t as f64);
    Ok(Grafico {
        titulo: "Calcular e esperar com mais threads".to_owned(),
        descricao:
            "O eixo x é o número de threads, de 1 a 16, e o y, quantas vezes mais \
                    depressa que com uma. Esperar fica quase na diagonal: 16 threads, 16 \
                    vezes. Calcular sobe até 2, o número de núcleos, e não passa daí."
                .to_owned(),
        x: Escala::logaritmica("threads", &marcas),
        y: Escala::logaritmica("vezes mais rápido", &[0.5, 1.0, 2.0, 4.0, 8.0, 16.0]),
        series: vec![
            serie("calcular", Feicao::A, |m| m.calcular),
            serie("esperar", Feicao::B, |m| m.esperar),
        ],
        diagonal: None,
    })
}
