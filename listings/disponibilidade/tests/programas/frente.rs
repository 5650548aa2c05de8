//! Os programas pela porta da frente: o que mostram e o que recusam.

use std::path::PathBuf;

use apoio::saida::{conferir, desta_crate, mostrar};
use apoio::teste::rodar;
use roxmltree::Document;

const TABELA: &str = env!("CARGO_BIN_EXE_tabela-de-falhas");
const FALHAS: &str = env!("CARGO_BIN_EXE_grafico-de-falhas");
const REDUNDANCIA: &str = env!("CARGO_BIN_EXE_grafico-de-redundancia");

#[test]
fn a_tabela_em_que_se_precisa_de_todas() {
    mostrar("todas.txt", TABELA, &[&[]]);
}

#[test]
fn a_tabela_em_que_basta_uma() {
    let argumentos = ["--precisa", "uma", "--n", "1,2,3"];
    mostrar("uma.txt", TABELA, &[&argumentos]);
}

#[test]
fn a_tabela_da_maioria() {
    let argumentos = ["--precisa", "maioria", "--n", "1,3,5,7", "--p", "0,1"];
    mostrar("maioria.txt", TABELA, &[&argumentos]);
}

#[test]
fn a_tabela_da_tomada_em_comum() {
    let argumentos = ["--precisa", "uma", "--n", "1,2,3", "--causa-comum", "0,001"];
    mostrar("causa-comum.txt", TABELA, &[&argumentos]);
}

fn figura(nome: &str) -> PathBuf {
    desta_crate("../../src/fundamentos/figuras").join(nome)
}

#[test]
fn o_grafico_de_falhas_do_capitulo_e_o_que_o_programa_desenha() {
    let (_, svg, _) = rodar(FALHAS, &["--rodadas", "300"]);
    conferir(&figura("alguma-parada.svg"), &svg);
}

#[test]
fn o_grafico_de_redundancia_do_capitulo_e_o_que_o_programa_desenha() {
    let (_, svg, _) = rodar(REDUNDANCIA, &["--rodadas", "300"]);
    conferir(&figura("redundancia.svg"), &svg);
}

#[test]
fn todo_grafico_so_usa_as_cores_do_tema() {
    for (programa, argumentos) in
        [(FALHAS, &["--p", "0,2"]), (REDUNDANCIA, &["--n", "7"])]
    {
        let (_, svg, _) =
            rodar(programa, &[argumentos[0], argumentos[1], "--rodadas", "50"]);
        let documento = Document::parse(&svg).expect("o SVG devia ser XML válido");
        for cor in documento
            .descendants()
            .flat_map(|no| ["fill", "stroke"].map(|a| no.attribute(a)))
            .flatten()
        {
            assert!(
                cor == "none" || cor == "currentColor" || cor.starts_with("var(--"),
                "{cor} não muda com o tema"
            );
        }
    }
}

#[test]
fn argumento_errado_sai_com_2_diz_qual_e_nao_deixa_meia_saida() {
    let casos: [(&str, &[&str], &str); 14] = [
        (TABELA, &["--p", "1,5"], "uma probabilidade vai de 0 a 1"),
        (TABELA, &["--p", "-0,1"], "uma probabilidade vai de 0 a 1"),
        (TABELA, &["--p", "nan"], "uma probabilidade vai de 0 a 1"),
        (TABELA, &["--p", "muita"], "escreva um número de 0 a 1"),
        (TABELA, &["--n", "0"], "escreva um número inteiro de 1 a"),
        (
            TABELA,
            &["--n", "10,,20"],
            "escreva um número inteiro de 1 a",
        ),
        (TABELA, &["--n", "10,100001"], "100001 máquinas é demais"),
        (
            TABELA,
            &["--n", "5,3", "--precisa", "4"],
            "precisar de 4 máquinas num grupo de 3",
        ),
        (TABELA, &["--precisa", "0"], "nunca para: k começa em 1"),
        (
            TABELA,
            &["--rodadas", "0"],
            "escreva um número inteiro de 1 a",
        ),
        (
            TABELA,
            &["--n", "1,99999", "--rodadas", "9999"],
            "diminua --rodadas",
        ),
        (REDUNDANCIA, &["--n", "999999"], "999999 máquinas é demais"),
        // Cada ponto caberia; os 27, não.
        (
            REDUNDANCIA,
            &["--n", "100000", "--rodadas", "400"],
            "diminua --rodadas",
        ),
        (FALHAS, &["--rodadas", "4000"], "diminua --rodadas"),
    ];
    for (programa, argumentos, esperado) in casos {
        let (status, saida, erro) = rodar(programa, argumentos);
        assert_eq!(status, Some(2), "{argumentos:?} devia sair com 2: {erro}");
        assert!(
            erro.contains(esperado),
            "{argumentos:?} devia dizer {esperado:?}: {erro}"
        );
        assert_eq!(saida, "", "{argumentos:?} não devia escrever nada");
    }
}

#[test]
fn quatro_curvas_nao_cabem() {
    let quatro = ["--p", "0,1", "--p", "0,2", "--p", "0,3", "--p", "0,4"];
    let (status, _, erro) = rodar(FALHAS, &quatro);
    assert_eq!(status, Some(2));
    assert!(erro.contains("cabem de 1 a 3 curvas"), "{erro}");
}

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for programa in [TABELA, FALHAS, REDUNDANCIA] {
        let (status, saida, _) = rodar(programa, &["--help"]);
        assert_eq!(status, Some(0));
        assert!(
            saida.contains("Uso: ") && saida.contains("Mostra esta ajuda"),
            "{saida}"
        );
        for ingles in ["Usage", "Options", "default", "Print help"] {
            assert!(!saida.contains(ingles), "{ingles:?} na ajuda:\n{saida}");
        }
    }
}
