//! O que um rastro aceita, recusa, conta e guarda.

use proptest::prelude::*;
use rastro::{Incoerente, Rastro, desenhar};
use roxmltree::Document;

fn dois() -> Rastro {
    Rastro::novo(["Ana", "Bia"]).unwrap()
}

#[test]
fn um_rastro_conta_o_que_houve_na_ordem_em_que_houve() {
    let mut r = dois();
    let oi = r.enviar(0, 1, "oi").unwrap();
    r.receber(oi).unwrap();
    let tchau = r.enviar(1, 0, "tchau").unwrap();
    r.perder(tchau).unwrap();
    r.local(0, "espera").unwrap();
    assert_eq!(
        r.linhas(),
        [
            "Ana envia a Bia: oi",
            "Bia recebe de Ana: oi",
            "Bia envia a Ana: tchau",
            "perde-se a caminho de Ana, vinda de Bia: tchau",
            "Ana: espera",
        ]
    );
}

#[test]
fn o_que_nao_pode_ter_acontecido_e_recusado_e_nao_entra() {
    let mut r = dois();
    let perdida = r.enviar(0, 1, "a").unwrap();
    r.perder(perdida).unwrap();
    let recebida = r.enviar(0, 1, "b").unwrap();
    r.receber(recebida).unwrap();
    let antes = r.clone();
    assert_eq!(r.receber(perdida), Err(Incoerente::JaPerdida(0)));
    assert_eq!(r.perder(perdida), Err(Incoerente::JaPerdida(0)));
    assert_eq!(r.perder(recebida), Err(Incoerente::JaRecebida(1)));
    assert_eq!(r.local(2, "x"), Err(Incoerente::SemProcesso(2, 2)));
    assert_eq!(r.enviar(0, 7, "x"), Err(Incoerente::SemProcesso(7, 2)));
    let de_outro = Rastro::novo(["A"]).unwrap();
    assert_eq!(
        de_outro.mensagem(recebida),
        Err(Incoerente::NaoEnviada(1)),
        "a mensagem é de outro rastro"
    );
    assert_eq!(r, antes, "um evento recusado não deixa marca");
}

#[test]
fn sem_processos_nao_ha_execucao() {
    assert_eq!(Rastro::novo::<&str>([]), Err(Incoerente::SemProcessos));
}

#[test]
fn a_rede_pode_duplicar_uma_mensagem() {
    let mut r = dois();
    let m = r.enviar(0, 1, "oi").unwrap();
    r.receber(m).unwrap();
    assert_eq!(r.receber(m), Ok(()));
}

#[test]
fn um_arquivo_que_conta_o_impossivel_nao_se_le() {
    let casos = [
        (
            r#"{"processos":["A"],"eventos":[{"processo":0,"recepcao":{"mensagem":0}}]}"#,
            "a mensagem 0 não foi enviada",
        ),
        (
            r#"{"processos":[],"eventos":[]}"#,
            "um rastro precisa de ao menos um processo",
        ),
        (
            r#"{"processos":["A","B"],"eventos":[
                {"processo":0,"envio":{"para":1,"texto":"x"}},
                {"processo":0,"perda":{"mensagem":0}}]}"#,
            "ia para o processo 1, e não para o 0",
        ),
    ];
    for (json, motivo) in casos {
        let erro = serde_json::from_str::<Rastro>(json).unwrap_err();
        assert!(erro.to_string().contains(motivo), "{erro}");
    }
}

#[test]
fn o_desenho_diz_a_perda_sem_depender_de_cor() {
    let mut r = dois();
    let m = r.enviar(0, 1, "oi").unwrap();
    r.perder(m).unwrap();
    let svg = desenhar(&r, "Uma perda");
    assert!(svg.contains("oi (perdida)"), "{svg}");
    assert!(svg.contains("stroke-dasharray"), "{svg}");
}

#[test]
fn o_desenho_escapa_o_que_seria_marcacao() {
    let mut r = Rastro::novo(["<A>"]).unwrap();
    r.local(0, "x < 1 & y").unwrap();
    let svg = desenhar(&r, "a & b");
    let lido = Document::parse(&svg).expect("o SVG devia ser XML válido");
    let textos: String = lido.descendants().filter_map(|n| n.text()).collect();
    assert!(
        textos.contains("x < 1 & y") && textos.contains("<A>"),
        "{textos}"
    );
}

/// Um rastro qualquer: cada número escolhe, com folga, o próximo evento.
fn qualquer() -> impl Strategy<Value = Rastro> {
    (
        1..6usize,
        prop::collection::vec((0..4u8, 0..6usize, 0..6usize), 0..30),
    )
        .prop_map(|(n, passos)| {
            let mut r = Rastro::novo((0..n).map(|i| format!("p{i}"))).unwrap();
            let mut enviadas = Vec::new();
            for (tipo, a, b) in passos {
                let alguma = enviadas.get(a * 6 + b).or(enviadas.last()).copied();
                match (tipo, alguma) {
                    (0, _) => enviadas.push(r.enviar(a % n, b % n, "m").unwrap()),
                    // O que for incoerente é recusado, e o rastro segue igual.
                    (1, Some(m)) => drop(r.receber(m)),
                    (2, Some(m)) => drop(r.perder(m)),
                    _ => r.local(a % n, "faz").unwrap(),
                }
            }
            r
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ida_e_volta_por_json_devolve_o_mesmo_rastro(r in qualquer()) {
        let json = serde_json::to_string(&r).unwrap();
        prop_assert_eq!(serde_json::from_str::<Rastro>(&json).unwrap(), r);
    }

    #[test]
    fn todo_desenho_e_xml_com_titulo_descricao_e_cores_do_tema(r in qualquer()) {
        let svg = desenhar(&r, "Título");
        let lido = Document::parse(&svg).expect("o SVG devia ser XML válido");
        let filhos: Vec<_> = lido.root_element().children()
            .filter(|n| n.is_element()).map(|n| n.tag_name().name()).collect();
        prop_assert_eq!(filhos, ["title", "desc", "g"]);
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
        let setas = lido.descendants()
            .filter_map(|n| n.attribute("d"))
            .filter(|d| d.contains('L') && !d.ends_with('Z'));
        for d in setas {
            let y = |ponto: &str| ponto.split(' ').next_back().unwrap().parse::<f64>().unwrap();
            let (de, ate) = d[1..].split_once('L').unwrap();
            prop_assert!(y(de) < y(ate), "a seta {} sobe", d);
        }
    }
}
