//! O que o capítulo afirma dos escalonamentos que mostra.

use std::collections::BTreeMap;
use std::path::Path;

use escalonamentos::acao::{Acao, Escalonamento, Transacao, serial};
use escalonamentos::entrada::ler_programas;
use escalonamentos::equivalencia::{intercalacoes, ordens, por_conflito, por_visao};
use escalonamentos::execucao::{Banco, estado_final, executar};
use escalonamentos::grafo::{Grafo, Veredito};
use escalonamentos::leitor::ler;
use escalonamentos::programas::Programas;

const DO_CAPITULO: &str = "r1(x) w1(x) r2(x) w2(x) w2(y) w1(y)";
const T1: Transacao = Transacao(1);
const T2: Transacao = Transacao(2);
const T3: Transacao = Transacao(3);

fn acoes(texto: &str) -> Escalonamento {
    ler(texto).expect("o escalonamento devia ser lido").acoes
}

fn veredito(texto: &str) -> Veredito {
    Grafo::novo(&acoes(texto)).veredito()
}

fn pontos() -> Programas {
    let exemplo = Path::new(env!("CARGO_MANIFEST_DIR")).join("exemplos/pontos.txt");
    ler_programas(&exemplo).expect("o exemplo devia ser lido")
}

#[test]
fn o_escalonamento_do_capitulo_e_rejeitado_e_o_ciclo_prova() {
    let acoes = acoes(DO_CAPITULO);
    let grafo = Grafo::novo(&acoes);
    let Veredito::Ciclo(ciclo) = grafo.veredito() else {
        panic!("o grafo devia ter um ciclo: {grafo:?}");
    };
    assert_eq!(ciclo, [T1, T2]);
    for (de, para) in [(T1, T2), (T2, T1)] {
        let prova = grafo.arestas[&(de, para)];
        let (antes, depois) = (&acoes[prova.antes], &acoes[prova.depois]);
        assert!(prova.antes < prova.depois, "{antes} devia vir antes");
        assert_eq!((antes.transacao, depois.transacao), (de, para));
        assert!(
            antes.conflita(depois),
            "{antes} e {depois} não provam a aresta"
        );
    }
    assert_eq!(por_visao(&acoes), None, "nem por visão ele vale");
}

#[test]
fn o_escalonamento_do_capitulo_termina_como_nenhuma_ordem_serial() {
    let (programas, acoes) = (pontos(), acoes(DO_CAPITULO));
    let fim = estado_final(&programas, &acoes).unwrap();
    assert_eq!((fim["x"], fim["y"]), (140, 70));
    for ordem in ordens(&[T1, T2]) {
        let daria = estado_final(&programas, &serial(&acoes, &ordem)).unwrap();
        assert_ne!(fim, daria, "a ordem {ordem:?} daria o mesmo");
        assert_eq!(
            daria["x"], daria["y"],
            "em série, o cartão mostra os pontos"
        );
    }
}

#[test]
fn todo_escalonamento_serial_e_aceito() {
    let acoes = acoes("r1(x) w1(x) r2(x) w3(y) w2(x) w2(y) w1(y) r3(x)");
    for ordem in ordens(&[T1, T2, T3]) {
        let serial = serial(&acoes, &ordem);
        let veredito = Grafo::novo(&serial).veredito();
        assert!(
            matches!(veredito, Veredito::Serializavel(_)),
            "{ordem:?} é serial, e o grafo disse {veredito:?}"
        );
    }
}

#[test]
fn ha_intercalacao_que_nao_e_serial_e_e_aceita() {
    let veredito = veredito("r1(x) w1(x) r2(x) w2(x) w1(y) w2(y)");
    assert_eq!(veredito, Veredito::Serializavel(vec![T1, T2]));
}

#[test]
fn toda_intercalacao_aceita_do_exemplo_imprime_os_pontos_certos() {
    let programas = pontos();
    let mut aceitas = 0;
    for acoes in intercalacoes(&programas.acoes()) {
        let fim = estado_final(&programas, &acoes).unwrap();
        if let Veredito::Serializavel(_) = Grafo::novo(&acoes).veredito() {
            aceitas += 1;
            assert_eq!(fim["x"], fim["y"], "{acoes:?}");
        }
    }
    assert_eq!(aceitas, 6, "o capítulo diz seis de vinte");
}

#[test]
fn escritas_cegas_sao_recusadas_pelo_grafo_e_aceitas_por_visao() {
    let acoes = acoes("r1(x) w2(x) w1(x) w3(x)");
    let veredito = Grafo::novo(&acoes).veredito();
    assert_eq!(veredito, Veredito::Ciclo(vec![T1, T2]));
    assert_eq!(por_conflito(&acoes), None);
    assert_eq!(por_visao(&acoes), Some(vec![T1, T2, T3]));
}

#[test]
fn o_ciclo_mostrado_e_o_mais_curto() {
    // 1 → 2 → 3 → 1, pelos itens a, b e c; e 2 ⇄ 3, pelos itens b e d.
    let texto = "w1(a) w2(a) w2(b) w3(b) w3(c) w1(c) w3(d) w2(d)";
    assert_eq!(veredito(texto), Veredito::Ciclo(vec![T2, T3]));
    let texto = "w1(a) w2(a) w2(b) w3(b) w3(c) w1(c)";
    assert_eq!(veredito(texto), Veredito::Ciclo(vec![T1, T2, T3]));
}

/// O que se vê ao executar: o que cada uma lê ou escreve, e como o banco fica.
fn visto(programas: &Programas, acoes: &[Acao]) -> (BTreeMap<Transacao, i64>, Banco) {
    let executados = executar(programas, acoes).unwrap();
    let valores = executados.iter().map(|e| (e.acao.transacao, e.valor));
    (valores.collect(), executados.last().unwrap().banco.clone())
}

#[test]
fn duas_acoes_conflitam_se_e_so_se_troca_las_muda_o_que_se_ve() {
    let passos = ["r(x)", "w(x)", "r(y)", "w(y)"];
    for um in passos {
        for outro in passos {
            // Cada uma escreve um número seu, para que a ordem apareça.
            let com = |passo: &str, valor| passo.replace(')', &format!(" = {valor})"));
            let conta = |passo: &str, valor| match passo.starts_with('w') {
                true => com(passo, valor),
                false => passo.to_owned(),
            };
            let texto = format!(
                "x = 1\ny = 2\nT1: {}\nT2: {}",
                conta(um, 3),
                conta(outro, 4)
            );
            let programas = Programas::ler(&texto).unwrap();
            let [a, b] = programas.acoes().concat().try_into().unwrap();
            let ida = visto(&programas, &[a.clone(), b.clone()]);
            let volta = visto(&programas, &[b.clone(), a.clone()]);
            assert_eq!(a.conflita(&b), ida != volta, "{a} e {b}");
        }
    }
}
