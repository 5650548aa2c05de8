//! Os dois gráficos do capítulo: a curva da fórmula e os pontos sorteados.

use rand::Rng;

use crate::formula::{alguma_parada, disponibilidade};
use crate::grupo::{Exigencia, Impossivel};
use crate::intervalo::{Z_95, wilson};
use crate::probabilidade::Probabilidade;
use crate::simulacao::{Cenario, Contagem, SorteiosDemais, caber};
use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Ponto, Serie};

/// Quantos pontos formam cada curva: um a cada 3 unidades do desenho.
const PASSOS: u32 = 114;

/// Os tamanhos sorteados: dois por década, igualmente espaçados no desenho.
const TAMANHOS: [u32; 9] = [1, 3, 10, 32, 100, 316, 1000, 3162, 10_000];

/// Por que um gráfico não pôde ser feito.
#[derive(Debug, thiserror::Error)]
pub enum Recusa {
    #[error(transparent)]
    Grupo(#[from] Impossivel),
    #[error(transparent)]
    Simulacao(#[from] SorteiosDemais),
    #[error("cabem de 1 a 3 curvas no gráfico, e foram pedidas {0}")]
    Curvas(usize),
}

/// A chance de haver alguma parada, de 1 a 10.000 máquinas.
///
/// # Errors
/// Se as curvas não cabem, ou a simulação é grande demais.
pub fn por_maquinas(
    paradas: &[Probabilidade],
    rodadas: u32,
    sorte: &mut impl Rng,
) -> Result<Grafico, Recusa> {
    if paradas.is_empty() || paradas.len() > Feicao::TODAS.len() {
        return Err(Recusa::Curvas(paradas.len()));
    }
    caber(paradas.iter().flat_map(|_| TAMANHOS), rodadas)?;
    let x = Escala::decadas("número de máquinas, n", 4);
    let mut series = Vec::new();
    for (&p, feicao) in paradas.iter().zip(Feicao::TODAS) {
        let curva = (0..=PASSOS).map(|i| x.valor(f64::from(i) / f64::from(PASSOS)));
        // A fórmula pede um n inteiro; entre dois deles o desenho liga os pontos.
        let curva = curva.map(|n| (n.round(), alguma_parada(p, n.round() as u32)));
        let curva = curva.collect();
        let mut pontos = Vec::new();
        for n in TAMANHOS {
            let grupo = Exigencia::Todas.em(n)?;
            let contagem = Cenario::independente(grupo, p).contar(rodadas, sorte)?;
            pontos.push(ponto(f64::from(n), contagem));
        }
        let nome = format!("p = {}", p.valor()).replace('.', ",");
        series.push(Serie {
            nome,
            feicao,
            curva,
            pontos,
        });
    }
    Ok(Grafico {
        titulo: "A chance de alguma máquina estar parada".to_owned(),
        descricao: descrever_maquinas(&series),
        x,
        y: Escala::de_probabilidade("chance de alguma parada"),
        series,
        diagonal: None,
    })
}

/// A disponibilidade de um grupo de `n`, conforme a de cada máquina.
///
/// # Errors
/// Se `n` não forma um grupo, ou a simulação é grande demais.
pub fn por_disponibilidade(
    n: u32,
    rodadas: u32,
    sorte: &mut impl Rng,
) -> Result<Grafico, Recusa> {
    // Três curvas de nove pontos. Antes do sorteio, para que o grupo que não
    // existe seja o primeiro a ser dito.
    Exigencia::Todas.em(n)?;
    caber([n; 27], rodadas)?;
    let exigencias = [Exigencia::Uma, Exigencia::Maioria, Exigencia::Todas];
    let mut series = Vec::new();
    for (exigencia, feicao) in exigencias.into_iter().zip(Feicao::TODAS) {
        let grupo = exigencia.em(n)?;
        let curva = (0..=PASSOS).map(|i| fracao(i, PASSOS));
        let curva = curva
            .map(|a| (a.valor(), disponibilidade(grupo, a)))
            .collect();
        let mut pontos = Vec::new();
        for i in 1..10 {
            let a = fracao(i, 10);
            let cenario = Cenario::independente(grupo, a.complemento());
            let contagem = cenario.contar(rodadas, sorte)?.complemento();
            pontos.push(ponto(a.valor(), contagem));
        }
        let nome = match grupo.necessarias() {
            1 => format!("basta 1 de {n}"),
            k if k == n => format!("precisa das {n}"),
            k => format!("precisa de {k} de {n}"),
        };
        series.push(Serie {
            nome,
            feicao,
            curva,
            pontos,
        });
    }
    Ok(Grafico {
        titulo: format!("A disponibilidade de um grupo de {n} máquinas"),
        descricao: format!(
            "No eixo x, a disponibilidade de cada máquina; no y, a do grupo de {n}. A curva de \
             uma só fica acima da diagonal; a de todas, abaixo; a da maioria cruza a diagonal \
             no meio. Os pontos da simulação ficam sobre as curvas."
        ),
        x: Escala::de_probabilidade("disponibilidade de cada máquina"),
        y: Escala::de_probabilidade("disponibilidade do grupo"),
        series,
        diagonal: Some("uma máquina sozinha".to_owned()),
    })
}

fn ponto(x: f64, contagem: Contagem) -> Ponto {
    let faixa = wilson(contagem, Z_95);
    Ponto {
        x,
        y: contagem.frequencia(),
        faixa: Some((faixa.de, faixa.ate)),
    }
}

fn fracao(parte: u32, todo: u32) -> Probabilidade {
    Probabilidade::nova(f64::from(parte) / f64::from(todo)).expect("a parte cabe no todo")
}

fn descrever_maquinas(series: &[Serie]) -> String {
    let nomes: Vec<_> = series.iter().map(|s| s.nome.as_str()).collect();
    format!(
        "No eixo x, o número de máquinas, de 1 a 10.000, em escala logarítmica; no y, a chance de \
         haver alguma parada. Curvas para {}. Cada uma sobe de p até 1, com os pontos da \
         simulação em cima.",
        nomes.join("; ")
    )
}
