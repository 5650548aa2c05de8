//! O gráfico pronto: o que há nele, e o que ele se recusa a desenhar.

use grafico::Grafico;
use grafico::escala::Escala;
use grafico::serie::{Feicao, Ponto, Serie};
use proptest::prelude::*;
use roxmltree::Document;

fn com(serie: Serie) -> Grafico {
    Grafico {
        titulo: "Tempo & tamanho".to_owned(),
        descricao: "Cresce.".to_owned(),
        x: Escala::logaritmica("bytes", &[1.0, 1000.0]),
        y: Escala::linear("tempo", &[0.0, 5.0, 10.0]).com_rotulos(&["0", "5 s", "10 s"]),
        series: vec![serie],
        diagonal: None,
    }
}

fn serie(curva: &[(f64, f64)], pontos: &[(f64, f64)]) -> Serie {
    Serie {
        nome: "medida".to_owned(),
        feicao: Feicao::A,
        curva: curva.to_vec(),
        pontos: pontos
            .iter()
            .map(|&(x, y)| Ponto { x, y, faixa: None })
            .collect(),
    }
}

fn contar(svg: &str, atributo: &str) -> usize {
    let documento = Document::parse(svg).expect("o SVG devia ser XML válido");
    let todos = documento.descendants();
    todos.filter(|no| no.attribute(atributo).is_some()).count()
}

#[test]
fn serie_so_de_pontos_nao_tem_traco_nem_na_legenda() {
    let svg = com(serie(&[], &[(1.0, 0.0), (1000.0, 10.0)])).em_svg();
    assert_eq!(contar(&svg, "stroke-dasharray"), 0, "{svg}");
    assert_eq!(
        svg.matches("a4 4 0 1 0 8 0").count(),
        3,
        "dois pontos e a legenda"
    );
}

#[test]
fn serie_ligada_tem_cada_ponto_e_a_linha_que_passa_por_eles() {
    let lugares = [(1.0, 0.0), (10.0, 2.0), (1000.0, 10.0)];
    let ligada = Serie::ligada("medida", Feicao::A, lugares);
    assert_eq!(
        com(ligada).em_svg(),
        com(serie(&lugares, &lugares)).em_svg()
    );
}

#[test]
fn serie_so_de_curva_nao_tem_marca_nem_na_legenda() {
    let svg = com(serie(&[(1.0, 0.0), (1000.0, 10.0)], &[])).em_svg();
    assert_eq!(
        contar(&svg, "stroke-dasharray"),
        2,
        "a curva e a legenda: {svg}"
    );
    assert!(!svg.contains("a4 4 0 1 0 8 0"), "{svg}");
}

#[test]
fn rotulos_e_titulo_chegam_ao_desenho() {
    let svg = com(serie(&[(1.0, 0.0)], &[])).em_svg();
    let documento = Document::parse(&svg).expect("o SVG devia ser XML válido");
    let textos: Vec<_> = documento.descendants().filter_map(|n| n.text()).collect();
    for esperado in [
        "Tempo & tamanho",
        "Cresce.",
        "10 s",
        "1.000",
        "bytes",
        "medida",
    ] {
        assert!(
            textos.contains(&esperado),
            "falta {esperado:?} em {textos:?}"
        );
    }
}

#[test]
#[should_panic(expected = "11 não cabe no eixo “tempo”")]
fn valor_fora_do_eixo_e_recusado() {
    com(serie(&[], &[(10.0, 11.0)])).em_svg();
}

#[test]
#[should_panic(expected = "um eixo tem ao menos duas marcas, em ordem")]
fn eixo_de_tras_para_a_frente_e_recusado() {
    Escala::linear("tempo", &[5.0, 1.0]);
}

proptest! {
    #[test]
    fn valor_e_posicao_sao_inversos(posicao in 0.0..=1.0_f64, logaritmica: bool) {
        let marcas = [2.0, 50.0, 800.0];
        let eixo = if logaritmica {
            Escala::logaritmica("x", &marcas)
        } else {
            Escala::linear("x", &marcas)
        };
        let volta = eixo.posicao(eixo.valor(posicao));
        prop_assert!((volta - posicao).abs() < 1e-9, "{posicao} virou {volta}");
    }
}
