//! O arquivo da memória: escrito por `medir-esperas`, lido e desenhado aqui.
//!
//! ```text
//! # como, onde e quando se mediu
//! esperas;tarefas (KiB);threads (KiB)
//! 1000;424;17120
//! ```

use apoio::medida::{self, ErroDeMedida};
use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Serie};

/// As quantidades de esperas que se medem.
pub const ESPERAS: [usize; 4] = [1000, 2000, 5000, 10_000];

/// A memória a mais com tantas esperas, em KiB.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Medida {
    pub esperas: u32,
    pub tarefas: u32,
    pub threads: u32,
}

/// O que tem cada linha, para quando não tem.
pub const FORMA: &str = "três inteiros maiores que zero entre ponto e vírgula";

pub fn escrever(cabecalho: &str, medidas: &[Medida]) -> String {
    let linhas = medidas
        .iter()
        .map(|m| format!("{};{};{}\n", m.esperas, m.tarefas, m.threads));
    format!("{cabecalho}esperas;tarefas (KiB);threads (KiB)\n")
        + &linhas.collect::<String>()
}

/// # Errors
/// Se uma linha não tem a forma acima, ou se não há nenhuma.
pub fn ler(texto: &str) -> Result<Vec<Medida>, ErroDeMedida> {
    medida::ler(texto, FORMA, medida)
}

fn medida(campos: &[&str]) -> Option<Medida> {
    let numeros: Vec<u32> = campos
        .iter()
        .map(|campo| campo.parse().ok().filter(|n| *n > 0))
        .collect::<Option<_>>()?;
    let [esperas, tarefas, threads] = numeros[..] else {
        return None;
    };
    Some(Medida {
        esperas,
        tarefas,
        threads,
    })
}

/// A memória contra o número de esperas, nos dois eixos em escala logarítmica.
pub fn grafico(medidas: &[Medida]) -> Grafico {
    let serie = |nome: &str, feicao, kib: fn(&Medida) -> u32| {
        let ponto = |m: &Medida| (f64::from(m.esperas), f64::from(kib(m)) / 1024.0);
        Serie::ligada(nome, feicao, medidas.iter().map(ponto))
    };
    Grafico {
        titulo: "Memória de muitas esperas".to_owned(),
        descricao: "O eixo x é o número de esperas, de 1.000 a 10.000, e o y, a memória \
                    a mais, em MiB. As duas linhas sobem juntas, a das threads umas \
                    vinte vezes acima da das tarefas."
            .to_owned(),
        x: Escala::logaritmica("esperas", &ESPERAS.map(|n| n as f64)),
        y: Escala::logaritmica("MiB", &[0.1, 1.0, 10.0, 100.0]),
        series: vec![
            serie("tarefas", Feicao::A, |m| m.tarefas),
            serie("threads", Feicao::B, |m| m.threads),
        ],
        diagonal: None,
    }
}
