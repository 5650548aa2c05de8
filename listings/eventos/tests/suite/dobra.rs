//! O estado é a dobra dos eventos, em qualquer ponto da história.

use std::collections::BTreeMap;

use eventos::comando::{Decisao, decidir};
use eventos::contas::{Contas, Incoerente, Recusa};
use eventos::dinheiro::Centavos;
use eventos::evento::{Evento, Fato};
use proptest::prelude::*;

use crate::banco::{comandos, conta, executar, sorteios};
use crate::comum::Lugar;

/// Outra conta, feita de outro jeito: somar os movimentos de cada conta.
fn somar(eventos: &[Evento]) -> BTreeMap<&'static str, i128> {
    let nomes = ["ana", "bia", "caio", "davi"];
    let soma = |nome| {
        let movimentos = eventos
            .iter()
            .filter_map(|e| e.fato.movimento(&conta(nome)));
        movimentos.fold(0, |total, (sinal, valor)| match sinal {
            '+' => total + i128::from(valor.0),
            _ => total - i128::from(valor.0),
        })
    };
    nomes.into_iter().map(|nome| (nome, soma(nome))).collect()
}

proptest! {
    #![proptest_config(sorteios(60))]

    #[test]
    fn o_estado_e_a_dobra_para_qualquer_prefixo(comandos in comandos(40)) {
        let lugar = Lugar::novo();
        let mut banco = lugar.abrir();
        let eventos = executar(&mut banco, &comandos);

        for n in 0..=eventos.len() {
            let prefixo = &eventos[..n];
            let dobra = Contas::dobrar(prefixo).unwrap();
            let relido = banco.em(n as u64).unwrap();
            prop_assert_eq!(&relido, &dobra, "o disco discorda da dobra em {}", n);
            for (nome, soma) in somar(prefixo) {
                let saldo = dobra.situacao(&conta(nome)).map_or(0, |s| s.saldo.0);
                prop_assert_eq!(i128::from(saldo), soma, "{} depois de {}", nome, n);
            }
        }
        let tudo = Contas::dobrar(&eventos).unwrap();
        prop_assert_eq!(banco.contas(), &tudo);
        drop(banco);
        let reaberto = lugar.abrir();
        prop_assert_eq!(reaberto.contas(), &tudo, "reabrir mudou o estado");
    }

    #[test]
    fn transferir_nao_cria_nem_destroi_dinheiro(comandos in comandos(60)) {
        let (mut contas, mut entrou) = (Contas::default(), 0_i128);
        for comando in &comandos {
            let Ok(Decisao::Registrar(evento)) = decidir(&contas, comando) else {
                continue;
            };
            contas.aplicar(&evento).unwrap();
            entrou += match evento.fato {
                Fato::Depositado { valor, .. } => i128::from(valor.0),
                Fato::Sacado { valor, .. } => -i128::from(valor.0),
                _ => 0,
            };
            prop_assert_eq!(contas.total() as i128, entrou);
        }
    }

    #[test]
    fn repetir_um_comando_com_chave_nao_muda_nada(comandos in comandos(40)) {
        let mut contas = Contas::default();
        for comando in &comandos {
            let Ok(Decisao::Registrar(evento)) = decidir(&contas, comando) else {
                continue;
            };
            contas.aplicar(&evento).unwrap();
            if comando.chave.is_some() {
                let de_novo = decidir(&contas, comando);
                prop_assert_eq!(de_novo, Ok(Decisao::JaFeito(evento.numero)));
            }
        }
    }

    #[test]
    fn o_texto_de_um_evento_volta_a_ser_o_evento(comandos in comandos(20), numero: u64) {
        for comando in comandos {
            let evento = Evento { numero, chave: comando.chave, fato: comando.quer };
            prop_assert_eq!(Evento::decodificar(&evento.codificar()), Some(evento));
        }
    }
}

#[test]
fn um_evento_impossivel_nao_se_dobra() {
    let evento = |numero, fato| Evento {
        numero,
        chave: None,
        fato,
    };
    let historia = [
        evento(
            1,
            Fato::Aberta {
                conta: conta("ana"),
            },
        ),
        evento(
            2,
            Fato::Sacado {
                conta: conta("ana"),
                valor: Centavos(1),
            },
        ),
    ];

    let dobra = Contas::dobrar(&historia);

    let (saldo, pedido) = (Centavos(0), Centavos(1));
    let motivo = Recusa::SaldoInsuficiente {
        conta: conta("ana"),
        saldo,
        pedido,
    };
    assert_eq!(dobra, Err(Incoerente { numero: 2, motivo }));
}

#[test]
fn um_texto_parecido_nao_e_um_evento() {
    for texto in [
        "",
        "1",
        "1 -",
        "1 - ",
        "1 - aberta",
        "1 - aberta ana ",
        "1 - aberta  ana",
        "01 - aberta ana",
        "+1 - aberta ana",
        "1 - sacado ana -5",
        "1 - sacado ana 007",
        "1 - sacado ana 99999999999999999999",
        "1 - depositado ana",
        "1 --x aberta ana",
        "1 - fechada ana",
    ] {
        assert_eq!(
            Evento::decodificar(texto),
            None,
            "{texto:?} não é um evento"
        );
    }
}
