//! A confirmação diz que a fala está no disco: nunca antes, nem quando não está.

use tokio_tungstenite::tungstenite::Utf8Bytes;
use websocket::fecho::Fecho;
use websocket::limites::Limites;
use websocket::lugar::{Fala, Lugar, Quem, Visto};
use websocket::registro::Registro;
use websocket::salas::Salas;

const ACEITA: &str = r#"{"tipo":"aceita","numero":1}"#;
const EVENTO: &str = r#"{"tipo":"evento","n":1,"autor":"ana","texto":"oi"}"#;

fn casa() -> Salas {
    Salas::novas(Limites::default(), "historia".to_owned(), Vec::new())
}

fn ana_entra(salas: &mut Salas) -> Lugar {
    let quem = Quem {
        sala: "geral".to_owned(),
        nome: "ana".to_owned(),
        cliente: "cliente-de-teste-ana".to_owned(),
    };
    let pagina = salas.entrar(&quem, &Visto::default()).expect("cabe");
    pagina.lugar.expect("a história é de uma página só")
}

fn diz(salas: &mut Salas, lugar: &Lugar, numero: u64) -> Option<Registro> {
    salas.numerar(Fala {
        sala: "geral".to_owned(),
        sessao: lugar.sessao,
        numero,
        texto: "oi".to_owned(),
    })
}

fn ouve(lugar: &mut Lugar) -> Vec<Utf8Bytes> {
    std::iter::from_fn(|| lugar.eventos.try_recv().ok()).collect()
}

#[test]
fn a_repetida_no_mesmo_lote_so_se_confirma_depois_de_gravada() {
    let mut salas = casa();
    let mut ana = ana_entra(&mut salas);
    let registro = diz(&mut salas, &ana, 1).expect("é nova");
    assert_eq!(diz(&mut salas, &ana, 1), None, "repetida, não ganha número");
    assert!(
        ouve(&mut ana).is_empty(),
        "confirmou uma fala que o disco ainda não tem"
    );
    salas.publicar(vec![registro]);
    assert_eq!(ouve(&mut ana), [EVENTO, ACEITA]);
    assert_eq!(diz(&mut salas, &ana, 1), None);
    assert_eq!(ouve(&mut ana), [ACEITA], "gravada, confirma-se outra vez");
}

#[test]
fn a_repetida_de_um_lote_que_nao_se_gravou_fica_por_dizer() {
    let mut salas = casa();
    let mut ana = ana_entra(&mut salas);
    let registro = diz(&mut salas, &ana, 1).expect("é nova");
    assert_eq!(diz(&mut salas, &ana, 1), None);
    salas.desfazer(&[registro]);
    assert!(ouve(&mut ana).is_empty(), "confirmou o que não se gravou");
    assert!(matches!(ana.corte.try_recv(), Ok(Fecho::Falha(_))));
    // De volta, repete: agora é nova, e o número que não se gastou é dela.
    let ana = ana_entra(&mut salas);
    let registro = diz(&mut salas, &ana, 1).expect("nunca foi gravada");
    assert_eq!(registro.evento.n, 1);
}

#[test]
fn a_de_numero_zero_e_uma_fala_como_as_outras() {
    let mut salas = casa();
    let mut ana = ana_entra(&mut salas);
    assert!(diz(&mut salas, &ana, 0).is_some(), "nunca foi dita");
    assert!(ouve(&mut ana).is_empty());
}
