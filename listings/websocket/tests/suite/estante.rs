//! As salas que cabem: a que está parada dá lugar, e volta como outra.

use websocket::fecho::Fecho;
use websocket::limites::Limites;
use websocket::lugar::{Fala, Lugar, Pagina, Quem, Visto};
use websocket::registro::Registro;
use websocket::salas::Salas;

use crate::comum::bytes::registro;

fn cabem_duas(registros: Vec<Registro>) -> Salas {
    let limites = Limites {
        salas: 2,
        ..Limites::default()
    };
    Salas::novas(limites, "historia".to_owned(), registros)
}

fn entra(salas: &mut Salas, sala: &str, visto: &Visto) -> Result<Pagina, Fecho> {
    let quem = Quem {
        sala: sala.to_owned(),
        nome: "ana".to_owned(),
        cliente: "cliente-de-teste-ana".to_owned(),
    };
    salas.entrar(&quem, visto)
}

fn lugar(salas: &mut Salas, sala: &str) -> Lugar {
    let pagina = entra(salas, sala, &Visto::default()).expect("cabe");
    pagina.lugar.expect("é uma página só")
}

/// As salas de que se guarda alguma coisa.
fn ficaram(salas: &Salas) -> Vec<String> {
    let (_, guardados) = salas.guardados();
    let mut ficaram: Vec<_> = guardados.map(|r| r.sala.clone()).collect();
    ficaram.sort();
    ficaram
}

fn fala(sala: &str, sessao: u64) -> Fala {
    Fala {
        sala: sala.to_owned(),
        sessao,
        numero: 1,
        texto: "oi".to_owned(),
    }
}

/// Entra, diz uma fala e sai; devolve até onde viu.
fn passa(salas: &mut Salas, sala: &str) -> Visto {
    let pagina = entra(salas, sala, &Visto::default()).expect("cabe");
    let sessao = pagina.lugar.as_ref().expect("é uma página só").sessao;
    let registro = salas.numerar(fala(sala, sessao)).expect("é nova");
    let ate = registro.evento.n;
    salas.publicar(vec![registro]);
    salas.sair(sala, sessao);
    let historia = pagina.visto.historia;
    Visto { historia, ate }
}

#[test]
fn a_sala_calada_ha_mais_tempo_da_lugar_a_nova() {
    let mut salas = cabem_duas(Vec::new());
    for sala in ["a", "b", "c"] {
        passa(&mut salas, sala);
    }
    assert_eq!(ficaram(&salas), ["b", "c"]);
}

#[test]
fn tambem_ao_recomecar_as_salas_antigas_dao_lugar() {
    let antigas = ["a", "b", "c"].map(|sala| registro(sala, 0, 1));
    let mut salas = cabem_duas(antigas.to_vec());
    passa(&mut salas, "d");
    assert_eq!(ficaram(&salas), ["c", "d"]);
}

#[test]
fn ao_recomecar_a_sala_calada_espera_por_quem_volta() {
    let antigas = ["a", "b", "c"].map(|sala| registro(sala, 0, 1));
    let mut salas = cabem_duas(antigas.to_vec());
    entra(&mut salas, "a", &Visto::default()).expect("já existe");
    passa(&mut salas, "d");
    assert_eq!(ficaram(&salas), ["a", "d"]);
}

#[test]
fn quem_so_entra_nao_apaga_o_que_se_disse() {
    let mut salas = cabem_duas(Vec::new());
    passa(&mut salas, "a");
    for sala in ["c", "d", "e"] {
        entra(&mut salas, sala, &Visto::default()).expect("uma sala muda não conta");
    }
    // São duas com falas, e cabem, ainda que haja cinco.
    passa(&mut salas, "b");
    assert_eq!(ficaram(&salas), ["a", "b"]);
}

#[test]
fn a_sala_com_gente_nao_da_lugar() {
    let mut salas = cabem_duas(Vec::new());
    let mut calado = lugar(&mut salas, "c");
    let _presentes = ["a", "b"].map(|sala| {
        let lugar = lugar(&mut salas, sala);
        let registro = salas.numerar(fala(sala, lugar.sessao)).expect("é nova");
        salas.publicar(vec![registro]);
        lugar
    });
    let nao_cabem = Fecho::Depois("não cabem mais salas".to_owned());
    let recusa = entra(&mut salas, "d", &Visto::default()).expect_err("não cabe");
    assert_eq!(recusa, nao_cabem);
    // Quem já estava numa sala muda sabe ao falar.
    assert_eq!(salas.numerar(fala("c", calado.sessao)), None);
    assert_eq!(calado.corte.try_recv(), Ok(nao_cabem));
    assert_eq!(ficaram(&salas), ["a", "b"]);
}

#[test]
fn a_sala_que_renasce_tem_outro_nome_e_quem_a_conhecia_ve_o_que_ha_nela() {
    let mut salas = cabem_duas(Vec::new());
    let antes = passa(&mut salas, "a");
    for sala in ["b", "c"] {
        passa(&mut salas, sala);
    }
    let outra = passa(&mut salas, "a");
    assert_ne!(outra.historia, antes.historia);
    // O evento 1 de agora não é o 1 que ele já viu.
    let pagina = entra(&mut salas, "a", &antes).expect("cabe");
    assert_eq!(pagina.eventos.len(), 1, "a fala nova se perdeu");
}

#[test]
fn no_arquivo_a_vida_nova_de_uma_sala_apaga_a_antiga() {
    let renascida = [registro("a", 1, 7), registro("a", 2, 1)];
    let salas = cabem_duas(renascida.to_vec());
    let (_, guardados) = salas.guardados();
    assert!(guardados.eq(&renascida[1..]));
}
