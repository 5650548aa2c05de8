//! O grafo contra a definição, em todas as intercalações de todos os programas
//! pequenos: nada é sorteado, e nenhum caso fica de fora.

use std::collections::{BTreeMap, BTreeSet};

use escalonamentos::acao::{Acao, Escalonamento, Tipo, Transacao, serial, transacoes};
use escalonamentos::equivalencia::{
    intercalacoes, ordens, por_conflito, por_visao, quantas,
};
use escalonamentos::execucao::estado_final;
use escalonamentos::expressao::{Conta, Expressao};
use escalonamentos::grafo::{Grafo, Veredito};
use escalonamentos::programas::{Passo, Programas};

/// Todos os programas de uma transação com até `maior` passos sobre x e y.
fn programas_de(transacao: u8, maior: usize) -> Vec<Vec<Acao>> {
    let mut todos: Vec<Vec<Acao>> = vec![Vec::new()];
    let mut ultimos = todos.clone();
    for _ in 0..maior {
        let mut novos = Vec::new();
        for programa in &ultimos {
            for (tipo, item) in [
                (Tipo::Le, "x"),
                (Tipo::Escreve, "x"),
                (Tipo::Le, "y"),
                (Tipo::Escreve, "y"),
            ] {
                let mut novo = programa.clone();
                novo.push(Acao {
                    transacao: Transacao(transacao),
                    tipo,
                    item: item.to_owned(),
                });
                novos.push(novo);
            }
        }
        todos.extend(novos.clone());
        ultimos = novos;
    }
    todos.retain(|programa| !programa.is_empty());
    todos
}

/// Uma aritmética que lembra tudo: o que se escreve depende de cada valor que a
/// transação viu, de quem escreve e de em que passo.
fn com_contas(programas: &[Vec<Acao>]) -> Programas {
    let inicial = [("x".to_owned(), 1), ("y".to_owned(), 2)];
    let passos_de = |acoes: &Vec<Acao>| {
        let mut vistos = BTreeSet::new();
        let mut passos = Vec::new();
        for (k, acao) in acoes.iter().enumerate() {
            passos.push(match acao.tipo {
                Tipo::Le => Passo::Le(acao.item.clone()),
                Tipo::Escreve => {
                    let semente = i64::from(acao.transacao.0) * 7 + k as i64 * 3;
                    let conta = vistos.iter().fold(
                        Expressao::Numero(semente),
                        |conta, item: &String| {
                            let vezes =
                                juntar(conta, Conta::Produto, Expressao::Numero(31));
                            juntar(vezes, Conta::Soma, Expressao::Item(item.clone()))
                        },
                    );
                    Passo::Escreve(acao.item.clone(), conta)
                }
            });
            vistos.insert(acao.item.clone());
        }
        passos
    };
    Programas {
        inicial: inicial.into(),
        transacoes: programas
            .iter()
            .map(|acoes| (acoes[0].transacao, passos_de(acoes)))
            .collect::<BTreeMap<_, _>>(),
    }
}

fn juntar(a: Expressao, conta: Conta, b: Expressao) -> Expressao {
    Expressao::Conta(Box::new(a), conta, Box::new(b))
}

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

fn programa(transacao: u8, texto: &str) -> Vec<Acao> {
    let texto = texto.replace('(', &format!("{transacao}("));
    let lido = escalonamentos::leitor::ler(&texto);
    lido.expect("o programa do teste devia ser lido").acoes
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
