//! O grafo contra a definição, em todas as intercalações de todos os programas
//! pequenos: nada é sorteado, e nenhum caso fica de fora.

use std::collections::BTreeSet;

use escalonamentos::acao::{Acao, Escalonamento, serial, transacoes};
use escalonamentos::equivalencia::{
    intercalacoes, ordens, por_conflito, por_visao, quantas,
};
use escalonamentos::execucao::estado_final;
use escalonamentos::grafo::{Grafo, Veredito};
use escalonamentos::programas::Programas;

use crate::comum::{com_contas, programa, programas_de};

/// Se trocas de vizinhas que não conflitam levam a um escalonamento serial.
fn trocas_chegam_a_serial(acoes: &[Acao]) -> bool {
    let seriais: Vec<_> = ordens(&transacoes(acoes))
        .iter()
        .map(|ordem| serial(acoes, ordem))
        .collect();
    let mut vistos = BTreeSet::from([acoes.to_vec()]);
    let mut por_ver = vec![acoes.to_vec()];
    while let Some(atual) = por_ver.pop() {
        if seriais.contains(&atual) {
            return true;
        }
        for i in 1..atual.len() {
            let (a, b) = (&atual[i - 1], &atual[i]);
            if a.transacao != b.transacao && !a.conflita(b) {
                let mut trocado = atual.clone();
                trocado.swap(i - 1, i);
                if vistos.insert(trocado.clone()) {
                    por_ver.push(trocado);
                }
            }
        }
    }
    false
}

/// Confere um escalonamento; devolve se o grafo o aceitou.
#[track_caller]
fn conferir(programas: &Programas, acoes: &Escalonamento) -> bool {
    let mostrar = || {
        acoes
            .iter()
            .map(Acao::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let pela_definicao = por_conflito(acoes);
    match Grafo::novo(acoes).veredito() {
        Veredito::Serializavel(ordem) => {
            assert!(pela_definicao.is_some(), "aceito sem dever: {}", mostrar());
            let serial = serial(acoes, &ordem);
            assert_eq!(
                estado_final(programas, acoes),
                estado_final(programas, &serial),
                "{} não termina como {ordem:?}",
                mostrar()
            );
            true
        }
        Veredito::Ciclo(_) => {
            assert!(
                pela_definicao.is_none(),
                "recusado sem dever: {}",
                mostrar()
            );
            false
        }
    }
}

#[test]
fn em_duas_transacoes_grafo_definicao_e_trocas_concordam_sempre() {
    let (mut aceitos, mut recusados) = (0, 0);
    for um in programas_de(1, 3) {
        for outro in programas_de(2, 2) {
            let par = [um.clone(), outro];
            let programas = com_contas(&par);
            for acoes in intercalacoes(&par) {
                let aceito = conferir(&programas, &acoes);
                let trocas = trocas_chegam_a_serial(&acoes);
                assert_eq!(aceito, trocas, "as trocas discordam: {acoes:?}");
                *(if aceito { &mut aceitos } else { &mut recusados }) += 1;
            }
        }
    }
    assert!(aceitos > 0 && recusados > 0, "{aceitos} e {recusados}");
}

#[test]
fn em_tres_transacoes_grafo_e_definicao_concordam_sempre() {
    let (mut aceitos, mut recusados) = (0, 0);
    let dois_passos = |t| {
        let mut programas = programas_de(t, 2);
        programas.retain(|programa| programa.len() == 2);
        programas
    };
    for um in dois_passos(1) {
        for dois in dois_passos(2) {
            // Uma terceira que escreve um item e lê o outro fecha ciclos longos.
            for tres in [programa(3, "r(y) w(x)"), programa(3, "w(y) r(x)")] {
                let trio = [um.clone(), dois.clone(), tres];
                let programas = com_contas(&trio);
                for acoes in intercalacoes(&trio) {
                    let aceito = conferir(&programas, &acoes);
                    *(if aceito { &mut aceitos } else { &mut recusados }) += 1;
                }
            }
        }
    }
    assert!(aceitos > 0 && recusados > 0, "{aceitos} e {recusados}");
}

#[test]
fn o_que_o_grafo_aceita_vale_por_visao_e_a_volta_nao() {
    let escritas = [
        programa(1, "r(x) w(x)"),
        programa(2, "w(x)"),
        programa(3, "w(x)"),
    ];
    let mut so_por_visao = Vec::new();
    for acoes in intercalacoes(&escritas) {
        let conflito = por_conflito(&acoes).is_some();
        let visao = por_visao(&acoes).is_some();
        assert!(visao || !conflito, "vale por conflito e não por visão");
        if visao && !conflito {
            so_por_visao.push(acoes.iter().map(Acao::to_string).collect::<String>());
        }
    }
    so_por_visao.sort_unstable();
    assert_eq!(
        so_por_visao,
        [
            "r1(x)w2(x)w1(x)w3(x)",
            "r1(x)w3(x)w1(x)w2(x)",
            "w2(x)r1(x)w3(x)w1(x)",
            "w3(x)r1(x)w2(x)w1(x)",
        ],
        "são as quatro em que uma escrita cega encobre as outras"
    );
}

#[test]
fn a_conta_das_intercalacoes_e_a_das_que_se_listam() {
    for (a, b, c) in [(1, 1, 1), (3, 3, 0), (2, 1, 3), (4, 0, 0), (2, 2, 2)] {
        let tamanhos = [a, b, c];
        let programas: Vec<_> = (1u8..)
            .zip(tamanhos)
            .map(|(t, passos)| programa_de_leituras(t, passos))
            .collect();
        let listadas = intercalacoes(&programas).len() as u64;
        assert_eq!(quantas(&tamanhos), Some(listadas), "{tamanhos:?}");
    }
    assert_eq!(quantas(&[500, 500]), None, "não cabe em 64 bits");
}

fn programa_de_leituras(transacao: u8, passos: usize) -> Vec<Acao> {
    match passos {
        0 => Vec::new(),
        _ => programa(transacao, &"r(x) ".repeat(passos)),
    }
}
