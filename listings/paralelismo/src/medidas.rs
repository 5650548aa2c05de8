//! O arquivo das medidas, e o gráfico que se tira dele.
//!
//! ```text
//! # como, onde e quando se mediu
//! trabalho;modo;threads;segundos
//! ordenar;rayon;2;0.512
//! ```

use std::num::NonZero;

use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Ponto, Serie};

use crate::amdahl::{fracao_sequencial, speedup};

/// Uma linha do arquivo. O tempo é a mediana, em segundos.
#[derive(Debug, Clone, PartialEq)]
pub struct Medida {
    pub trabalho: String,
    pub modo: String,
    pub threads: NonZero<usize>,
    pub segundos: f64,
}

/// O que há de errado num arquivo de medidas.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ErroDeMedida {
    #[error("a linha {0} não tem a forma trabalho;modo;threads;segundos")]
    Linha(usize),
    #[error("falta a medida de {0} no modo {1}")]
    Falta(String, String),
}

pub fn escrever(cabecalho: &str, medidas: &[Medida]) -> String {
    let linhas = medidas.iter().map(|m| {
        let Medida {
            trabalho,
            modo,
            threads,
            segundos,
        } = m;
        format!("{trabalho};{modo};{threads};{segundos:.3}\n")
    });
    format!("{cabecalho}trabalho;modo;threads;segundos\n") + &linhas.collect::<String>()
}

/// # Errors
/// Se uma linha não tem a forma acima.
pub fn ler(texto: &str) -> Result<Vec<Medida>, ErroDeMedida> {
    let linhas = texto.lines().enumerate();
    linhas
        .filter(|(_, l)| !l.starts_with('#') && !l.starts_with("trabalho;"))
        .map(|(i, linha)| medida(linha).ok_or(ErroDeMedida::Linha(i + 1)))
        .collect()
}

fn medida(linha: &str) -> Option<Medida> {
    let campos: Vec<&str> = linha.split(';').collect();
    let [trabalho, modo, threads, segundos] = campos[..] else {
        return None;
    };
    let segundos = segundos.parse().ok().filter(|s: &f64| *s > 0.0)?;
    Some(Medida {
        trabalho: trabalho.to_owned(),
        modo: modo.to_owned(),
        threads: threads.parse().ok()?,
        segundos,
    })
}

/// Os speedups de um trabalho sobre o modo sequencial: (threads, vezes mais rápido).
///
/// # Errors
/// Se falta a medida sequencial, ou a do modo pedido.
pub fn speedups(
    medidas: &[Medida],
    trabalho: &str,
    modo: &str,
) -> Result<Vec<(f64, f64)>, ErroDeMedida> {
    let de = |modo: &str| -> Vec<&Medida> {
        let do_modo = medidas.iter();
        do_modo
            .filter(|m| m.trabalho == trabalho && m.modo == modo)
            .collect()
    };
    let falta = |modo: &str| ErroDeMedida::Falta(trabalho.to_owned(), modo.to_owned());
    let base = de("sequencial")
        .first()
        .ok_or_else(|| falta("sequencial"))?
        .segundos;
    let speedups: Vec<_> = de(modo)
        .iter()
        .map(|m| (m.threads.get() as f64, base / m.segundos))
        .collect();
    if speedups.is_empty() {
        Err(falta(modo))
    } else {
        Ok(speedups)
    }
}

/// Os speedups medidos de um trabalho, e a curva de Amdahl que passa pelo do rayon
/// com mais threads do que a fração sequencial que ele revela.
///
/// # Errors
/// Se falta uma medida.
pub fn grafico(
    medidas: &[Medida],
    trabalho: &str,
    titulo: &str,
    nucleos: f64,
) -> Result<Grafico, ErroDeMedida> {
    let mut series = Vec::new();
    for (modo, feicao) in [("threads", Feicao::A), ("rayon", Feicao::B)] {
        let pontos = speedups(medidas, trabalho, modo)?;
        let pontos = pontos.into_iter().map(|(x, y)| Ponto { x, y, faixa: None });
        series.push(Serie {
            nome: modo.to_owned(),
            feicao,
            curva: Vec::new(),
            pontos: pontos.collect(),
        });
    }
    let do_rayon = speedups(medidas, trabalho, "rayon")?;
    let nos_nucleos = do_rayon.iter().find(|(p, _)| *p == nucleos);
    let &(p, visto) = nos_nucleos
        .ok_or_else(|| ErroDeMedida::Falta(trabalho.to_owned(), "rayon".to_owned()))?;
    let fracao = fracao_sequencial(visto, p).max(0.0);
    let passos = (0..=40).map(|i| 1.0 + f64::from(i) * (nucleos - 1.0) / 40.0);
    series.push(Serie {
        nome: format!("Amdahl, {:.1}% em sequência", 100.0 * fracao).replace('.', ","),
        feicao: Feicao::C,
        curva: passos.map(|p| (p, speedup(fracao, p))).collect(),
        pontos: Vec::new(),
    });
    let maior = do_rayon.iter().map(|(p, _)| *p).fold(nucleos, f64::max);
    let threads: Vec<f64> = (0..)
        .map(|i| 2_f64.powi(i))
        .take_while(|p| *p <= maior)
        .collect();
    Ok(Grafico {
        titulo: titulo.to_owned(),
        descricao: format!(
            "O eixo x é o número de threads e o y, quantas vezes mais depressa que no modo \
             sequencial. Com {nucleos} threads, o número de núcleos, o rayon chega a {visto:.2}; \
             com mais, não melhora. A curva de Amdahl passa por esse ponto."
        ),
        x: Escala::logaritmica("threads", &threads),
        y: Escala::linear("vezes mais rápido", &[0.0, 0.5, 1.0, 1.5, 2.0, 2.5]),
        series,
        diagonal: None,
    })
}
