//! As regras das salas: ordem, presença, limites e o cliente que não lê.

use crate::comum::bytes::fala;
use crate::comum::{Cru, Servidor};
use websocket::limites::Limites;

fn evento(texto: &str) -> Option<(u64, String)> {
    let json: serde_json::Value = serde_json::from_str(texto).unwrap();
    let texto = json["texto"].as_str()?.to_owned();
    Some((json["n"].as_u64()?, texto))
}

#[test]
fn todos_veem_os_mesmos_eventos_na_mesma_ordem() {
    let servidor = Servidor::salas(Limites::default());
    let nomes = ["ana", "bia", "caio"];
    let mut todos = nomes.map(|n| Cru::na_sala(servidor.endereco, "geral", n));
    for numero in 1..=5 {
        for (cru, nome) in todos.iter_mut().zip(nomes) {
            cru.dizer(&fala(numero, nome));
        }
    }
    let vistos = todos.each_mut().map(|cru| {
        let mut vistos = Vec::new();
        while vistos.len() < 15 {
            vistos.extend(evento(&cru.ate(|t| t.contains(r#""tipo":"evento""#))));
        }
        vistos
    });
    assert_eq!(vistos[0], vistos[1]);
    assert_eq!(vistos[1], vistos[2]);
    let numeros: Vec<_> = vistos[0].iter().map(|(n, _)| *n).collect();
    assert_eq!(numeros, (1..=15).collect::<Vec<_>>(), "sem buracos");
}

#[test]
fn a_fala_repetida_tem_um_so_efeito_e_duas_confirmacoes() {
    let servidor = Servidor::salas(Limites::default());
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    let mut ditos = Vec::new();
    // Repete depois da confirmação: antes, a mesma valeria pelas duas.
    for (numero, texto) in [(1, "oi"), (1, "oi"), (2, "fim")] {
        ana.dizer(&fala(numero, texto));
        loop {
            let texto = ana.ler().unwrap().texto().to_owned();
            ditos.extend(evento(&texto).map(|(_, t)| t));
            if texto.contains("aceita") {
                break;
            }
        }
    }
    assert_eq!(ditos, ["oi", "fim"]);
}

#[test]
fn a_presenca_conta_quem_chega_e_quem_sai_e_nao_atravessa_salas() {
    let servidor = Servidor::salas(Limites::default());
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    let _outra = Cru::na_sala(servidor.endereco, "outra", "eva");
    let bia = Cru::na_sala(servidor.endereco, "geral", "bia");
    assert_eq!(
        ana.ler().unwrap().texto(),
        r#"{"tipo":"chegou","nome":"bia"}"#
    );
    drop(bia); // o TCP fecha sem Close: quem some também sai
    assert_eq!(
        ana.ler().unwrap().texto(),
        r#"{"tipo":"saiu","nome":"bia"}"#
    );
}

#[test]
fn a_conexao_nova_do_mesmo_cliente_substitui_a_antiga_com_4000() {
    let servidor = Servidor::salas(Limites::default());
    let antiga = Cru::na_sala(servidor.endereco, "geral", "ana");
    let _nova = Cru::na_sala(servidor.endereco, "geral", "ana");
    assert_eq!(antiga.fecho().0, 4000);
}

#[test]
fn regra_quebrada_fecha_com_1008_e_a_frase_diz_qual() {
    let servidor = Servidor::salas(Limites::default());
    let _ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    let entrar = |sala: &str, nome: &str, cliente: &str| {
        let mut cru = Cru::abrir(servidor.endereco);
        cru.entrar(sala, nome, cliente, 0);
        cru.fecho()
    };
    let outro = "outro-cliente-de-teste";
    let longo = "a".repeat(33);
    for (fecho, trecho) in [
        (entrar("geral", "ana", outro), "já está em uso"),
        (entrar("", "bia", outro), "a sala"),
        (entrar("geral", &longo, outro), "o nome"),
        (entrar("geral", "\u{1b}[2J", outro), "o nome"),
        (entrar("geral", "bia", "curto"), "o cliente"),
    ] {
        assert_eq!(fecho.0, 1008, "{}", fecho.1);
        assert!(
            fecho.1.contains(trecho),
            "{:?} devia falar de {trecho:?}",
            fecho.1
        );
    }
    for primeira in [
        "isto não é JSON",
        r#"{"tipo":"dizer","numero":1,"texto":"oi"}"#,
    ] {
        let mut cru = Cru::abrir(servidor.endereco);
        cru.dizer(primeira);
        assert_eq!(cru.fecho().0, 1008);
    }
}

#[test]
fn quem_fala_demais_e_desligado_com_1008_depois_da_rajada() {
    let limites = Limites {
        rajada: 5,
        por_segundo: 1,
        ..Limites::default()
    };
    let servidor = Servidor::salas(limites);
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    for numero in 1..=20 {
        ana.dizer(&fala(numero, "spam"));
    }
    let (codigo, frase) = ana.fecho();
    assert_eq!(
        (codigo, frase.as_str()),
        (1008, "mais de 1 fala por segundo")
    );
}

#[test]
fn sala_cheia_fecha_com_1013() {
    let limites = Limites {
        por_sala: 1,
        salas: 1,
        ..Limites::default()
    };
    let servidor = Servidor::salas(limites);
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    ana.dizer(&fala(1, "oi"));
    ana.ate(|t| t.contains("aceita"));
    for (sala, motivo) in [
        ("geral", "a sala está cheia"),
        ("outra", "não cabem mais salas"),
    ] {
        let mut bia = Cru::abrir(servidor.endereco);
        bia.entrar(sala, "bia", "cliente-de-teste-bia", 0);
        assert_eq!(bia.fecho(), (1013, motivo.to_owned()));
    }
}

#[test]
fn quem_volta_recebe_so_o_que_falta_mesmo_de_uma_historia_longa() {
    let limites = Limites {
        rajada: 1000,
        historia: 150,
        ..Limites::default()
    };
    let servidor = Servidor::salas(limites);
    let mut ana = Cru::na_sala(servidor.endereco, "geral", "ana");
    for numero in 1..=200 {
        ana.dizer(&fala(numero, "x"));
        ana.ate(|t| t.contains("aceita"));
    }
    let mut bia = Cru::abrir(servidor.endereco);
    bia.entrar("geral", "bia", "cliente-de-teste-bia", 0);
    let historia = bia.ler().unwrap().texto().to_owned();
    assert!(
        historia.contains(r#""primeiro":51,"proximo":201"#),
        "{historia}"
    );
    for n in 51..=200 {
        let texto = bia.ler().unwrap().texto().to_owned();
        assert_eq!(evento(&texto).map(|(n, _)| n), Some(n), "{texto}");
    }
    assert!(bia.ler().unwrap().texto().contains("entrou"));
}

#[test]
fn a_lista_de_uma_sala_cheia_de_nomes_compridos_chega_a_quem_entra() {
    const CABEM: usize = 256;
    let servidor = Servidor::salas(Limites::default());
    // 32 letras de quatro bytes: a maior lista que o servidor pode ter de mandar.
    let nome = |i: usize| format!("{}{i:03}", "😀".repeat(29));
    let _todos: Vec<_> = (0..CABEM)
        .map(|i| {
            let mut cru = Cru::abrir(servidor.endereco);
            cru.entrar("geral", &nome(i), &format!("cliente-de-teste-{i}"), 0);
            cru.ate(|texto| texto.contains(r#""tipo":"entrou""#));
            cru
        })
        .collect();
}
