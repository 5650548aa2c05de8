//! As figuras do capítulo que saem de contas e de medidas.

use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Ponto, Serie};

use crate::ajuste::{Ajuste, Medida};
use crate::barras::{Barra, Painel, desenhar as desenhar_barras};
use crate::leis::{amdahl, gustafson};
use crate::medidas::{ALVOS, ErroDeMedidas, Medidas, mediana};

/// Quantos trechos formam cada curva: um a cada 6 unidades do desenho.
const TRECHOS: u32 = 60;

/// A lei de Amdahl para três frações paralelas.
pub fn de_amdahl() -> Grafico {
    let x = Escala::logaritmica("processadores", &[1.0, 4.0, 16.0, 64.0, 256.0, 1024.0]);
    let casos = [
        (0.99, Feicao::A, "99% se reparte: teto de 100"),
        (0.95, Feicao::B, "95% se reparte: teto de 20"),
        (0.80, Feicao::C, "80% se reparte: teto de 5"),
    ];
    let series = casos.map(|(f, feicao, nome)| Serie {
        nome: nome.to_owned(),
        feicao,
        curva: amostrar(&x, |p| amdahl(f, p)),
        pontos: vec![],
    });
    Grafico {
        titulo: "A lei de Amdahl".to_owned(),
        descricao: "Quantas vezes mais depressa o trabalho termina, de 1 a 1.024 \
            processadores. As três curvas sobem e se achatam: com 99% do trabalho \
            repartido, chega a 91; com 95%, a 20; com 80%, a 5."
            .to_owned(),
        x,
        y: Escala::linear("vezes mais depressa", &[0.0, 25.0, 50.0, 75.0, 100.0]),
        series: series.to_vec(),
        diagonal: None,
    }
}

/// Amdahl e Gustafson com a mesma fração.
pub fn das_duas_perguntas() -> Grafico {
    // De zero, e não de um: só assim a diagonal é a reta em que S = p.
    let x = Escala::linear("processadores", &[0.0, 16.0, 32.0, 48.0, 64.0]);
    let serie = |nome: &str, feicao, f: &dyn Fn(f64) -> f64| Serie {
        nome: nome.to_owned(),
        feicao,
        curva: amostrar(&x, f),
        pontos: vec![],
    };
    let series = vec![
        serie("Gustafson: mais trabalho no mesmo tempo", Feicao::A, &|p| {
            gustafson(0.95, p)
        }),
        serie("Amdahl: o mesmo trabalho em menos tempo", Feicao::B, &|p| {
            amdahl(0.95, p)
        }),
    ];
    Grafico {
        titulo: "A mesma fração, duas perguntas".to_owned(),
        descricao: "Com 95% em paralelo e 64 processadores, Gustafson dá 60,9 vezes \
            mais trabalho no mesmo tempo; Amdahl, o mesmo trabalho 15,4 vezes mais \
            depressa. A reta linear dá 64."
            .to_owned(),
        x,
        y: Escala::linear("speedup", &[0.0, 16.0, 32.0, 48.0, 64.0]),
        series,
        diagonal: Some("linear: cada um rende por um".to_owned()),
    }
}

/// A lei universal ajustada às medidas, com o pico e o que ela seria sem a
/// coerência.
pub fn da_universal(medidas: &[Medida], ajuste: Ajuste) -> Grafico {
    let x = Escala::linear("máquinas", &[1.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    let sem = Ajuste {
        kappa: 0.0,
        ..ajuste
    };
    let serie = |nome: &str, feicao, ajuste: Ajuste, pontos| Serie {
        nome: nome.to_owned(),
        feicao,
        curva: amostrar(&x, |p| ajuste.preve(p)),
        pontos,
    };
    let ponto = |x, y| Ponto { x, y, faixa: None };
    let no_pico = ajuste.pico().map(|p| ponto(p, ajuste.preve(p)));
    let medidas = medidas.iter().map(|m| ponto(m.p, m.vazao)).collect();
    let series = vec![
        serie(
            "lei universal ajustada às medidas",
            Feicao::A,
            ajuste,
            medidas,
        ),
        serie("a mesma, sem coerência", Feicao::B, sem, vec![]),
        Serie {
            nome: "pico".to_owned(),
            feicao: Feicao::C,
            curva: vec![],
            pontos: no_pico.into_iter().collect(),
        },
    ];
    Grafico {
        titulo: "A lei universal".to_owned(),
        descricao: "A vazão conforme o número de máquinas. Sem coerência, sobe \
            sempre, cada vez menos. Com coerência, sobe até o pico e depois desce: \
            cem máquinas rendem menos do que trinta. As medidas ficam sobre a curva."
            .to_owned(),
        x,
        y: Escala::linear("pedidos por segundo", &[0.0, 500.0, 1000.0, 1500.0, 2000.0]),
        series,
        diagonal: None,
    }
}

/// Os pontos de uma função ao longo do eixo x, de um processador em diante.
fn amostrar(x: &Escala, f: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    (0..=TRECHOS)
        .map(|i| x.valor(f64::from(i) / f64::from(TRECHOS)).max(1.0))
        .map(|x| (x, f(x)))
        .collect()
}

/// As medidas de vazão, em barras.
///
/// # Errors
/// Se falta alguma série.
pub fn da_vazao(medidas: &Medidas) -> Result<String, ErroDeMedidas> {
    let titulos = [
        ("curtas", "64 bytes: milhares de trocas por segundo"),
        ("longas", "256 KiB: megabytes por segundo, cada sentido"),
    ];
    let nomes = ["direto ao servidor", "pelo balanceador", "pelo HAProxy"];
    let mut paineis = Vec::new();
    for (carga, titulo) in titulos {
        let mut barras = Vec::new();
        for (alvo, nome) in ALVOS.into_iter().zip(nomes) {
            let valores = medidas.serie(carga, alvo)?;
            barras.push(Barra {
                nome: nome.to_owned(),
                mediana: mediana(valores),
                de: valores.iter().copied().fold(f64::INFINITY, f64::min),
                ate: valores.iter().copied().fold(0.0, f64::max),
            });
        }
        paineis.push(Painel {
            titulo: titulo.to_owned(),
            barras,
        });
    }
    let descricao = "Barras da vazão mediana de uma conexão direta, do balanceador e \
        do HAProxy, com 64 conexões, em trocas de 64 bytes e de 256 KiB. Um traço sobre \
        cada barra vai do menor ao maior valor medido.";
    Ok(desenhar_barras("A vazão medida", descricao, &paineis))
}
