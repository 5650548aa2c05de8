//! O diagrama: o que se vê, e o que não depende de cor nem de máquina.

use proptest::prelude::*;
use rastro::{Rastro, desenhar};
use roxmltree::Document;

#[test]
fn perda_copia_queda_e_prazo_se_veem_sem_depender_de_cor() {
    let mut r = Rastro::novo(["Ana", "Bia"]).unwrap();
    let m = r.enviar(0, 1, "oi").unwrap();
    let copia = r.duplicar(m).unwrap();
    r.perder(m).unwrap();
    r.vencer(0, "desistir").unwrap();
    r.cair(1).unwrap();
    r.voltar(1).unwrap();
    r.receber(copia).unwrap();
    let svg = desenhar(&r, "De tudo um pouco");
    for palavra in [
        ">cópia: oi<",
        ">perdida<",
        ">prazo: desistir<",
        ">cai<",
        ">volta<",
    ] {
        assert!(
            svg.contains(palavra),
            "{palavra} devia estar escrito: {svg}"
        );
    }
    let tracejados = svg.matches("stroke-dasharray").count();
    assert_eq!(
        tracejados, 3,
        "a cópia, a perda e a ausência de quem caiu: {svg}"
    );
}

#[test]
fn o_que_ainda_viaja_aparece_a_caminho() {
    let mut r = Rastro::novo(["Ana", "Bia"]).unwrap();
    r.enviar(0, 1, "oi").unwrap();
    let so_enviada = desenhar(&r, "A caminho");
    assert!(
        so_enviada.contains("stroke-dasharray=\"2 5\""),
        "{so_enviada}"
    );
}

#[test]
fn o_relogio_fica_ao_lado_do_evento() {
    let mut r = Rastro::novo(["Ana", "Bia"]).unwrap();
    let m = r.enviar(0, 1, "oi").unwrap();
    r.relogio("(1,0)");
    r.receber(m).unwrap();
    r.relogio("(1,1)");
    r.local(1, "ri").unwrap();
    r.relogio("(1,2)");
    let svg = desenhar(&r, "Relógios");
    for marca in [">(1,0)<", ">(1,1)<", ">ri · (1,2)<"] {
        assert!(svg.contains(marca), "{marca}: {svg}");
    }
}

#[test]
fn o_desenho_escapa_o_que_seria_marcacao() {
    let mut r = Rastro::novo(["<A>"]).unwrap();
    r.local(0, "x < 1 & \"y\"").unwrap();
    let svg = desenhar(&r, "a & b");
    let lido = Document::parse(&svg).expect("o SVG devia ser XML válido");
    let textos: String = lido.descendants().filter_map(|n| n.text()).collect();
    assert!(
        textos.contains("x < 1 & \"y\"") && textos.contains("<A>"),
        "{textos}"
    );
}

#[test]
fn cada_evento_e_um_grupo_com_a_sua_frase() {
    let mut r = Rastro::novo(["A", "B"]).unwrap();
    let m = r.enviar(0, 1, "oi").unwrap();
    r.receber(m).unwrap();
    let svg = desenhar(&r, "Frases");
    let lido = Document::parse(&svg).expect("o SVG devia ser XML válido");
    let frases: Vec<_> = lido
        .descendants()
        .filter_map(|n| n.attribute("data-frase"))
        .collect();
    assert_eq!(frases, r.linhas());
}

/// Um rastro qualquer: cada número escolhe, com folga, o próximo evento.
pub fn qualquer() -> impl Strategy<Value = Rastro> {
    let passo = (0..9u8, 0..6usize, 0..6usize);
    (1..6usize, prop::collection::vec(passo, 0..30)).prop_map(|(n, passos)| {
        let mut r = Rastro::novo((0..n).map(|i| format!("p{i}"))).unwrap();
        let mut viajam = Vec::new();
        for (tipo, a, b) in passos {
            let alguma = viajam.get(a * 6 + b).or(viajam.last()).copied();
            // O que for incoerente é recusado, e o rastro segue igual.
            match (tipo, alguma) {
                (0..=1, _) => viajam.extend(r.enviar(a % n, b % n, "m")),
                (2..=3, Some(m)) => drop(r.receber(m)),
                (4, Some(m)) => drop(r.perder(m)),
                (5, Some(m)) => viajam.extend(r.duplicar(m)),
                (6, _) => drop(r.vencer(a % n, "tarde")),
                (7, _) => drop(r.cair(a % n).or_else(|_| r.voltar(a % n))),
                _ => drop(r.local(a % n, "faz")),
            }
            if b == 0 {
                r.relogio(format!("({a},{b})"));
            }
        }
        r
    })
}

fn numeros(atributo: &str) -> Vec<i32> {
    let partes = atributo.split(|c: char| !c.is_ascii_digit() && c != '-');
    partes.filter_map(|p| p.parse().ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn todo_desenho_e_xml_com_titulo_descricao_e_cores_do_tema(r in qualquer()) {
        let svg = desenhar(&r, "Título");
        let lido = Document::parse(&svg).expect("o SVG devia ser XML válido");
        let filhos: Vec<_> = lido.root_element().children()
            .filter(|n| n.is_element()).map(|n| n.tag_name().name()).collect();
        prop_assert_eq!(filhos, ["title", "desc", "defs", "g"]);
        let cores = lido.descendants()
            .flat_map(|n| ["fill", "stroke"].map(|a| n.attribute(a))).flatten();
        for cor in cores {
            prop_assert!(cor == "none" || cor == "currentColor" || cor.starts_with("var(--"));
        }
    }

    #[test]
    fn o_tempo_so_desce(r in qualquer()) {
        let svg = desenhar(&r, "Título");
        let lido = Document::parse(&svg).unwrap();
        let setas = lido.descendants().filter(|n| n.attribute("marker-end").is_some());
        for d in setas.filter_map(|n| n.attribute("d")) {
            let pontos = numeros(d);
            prop_assert!(pontos[1] < pontos[pontos.len() - 1], "a seta {} sobe", d);
        }
    }

    #[test]
    fn nada_sai_do_desenho(r in qualquer()) {
        let svg = desenhar(&r, "Título");
        let lido = Document::parse(&svg).unwrap();
        let altura = numeros(lido.root_element().attribute("viewBox").unwrap())[3];
        for n in lido.descendants().filter(|n| !n.ancestors().any(|a| a.has_tag_name("marker"))) {
            let x = ["x", "cx"].iter().find_map(|a| n.attribute(*a));
            let y = ["y", "cy"].iter().find_map(|a| n.attribute(*a));
            prop_assert!(x.is_none_or(|x| (0..=400).contains(&numeros(x)[0])), "{:?}", x);
            prop_assert!(y.is_none_or(|y| (0..=altura).contains(&numeros(y)[0])), "{:?}", y);
        }
    }
}
