//! Os programas, pela porta da frente: o que o livro mostra e o que recusam.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p dois-generais --test programas`.

use apoio::saida::{comando, conferir, conferir_sessao, desta_crate};
use apoio::teste::{Fim, Programa};

fn rodar(nome: &str, argumentos: &[&str]) -> Fim {
    let executavel = match nome {
        "dois-generais" => env!("CARGO_BIN_EXE_dois-generais"),
        "batalhas" => env!("CARGO_BIN_EXE_batalhas"),
        _ => env!("CARGO_BIN_EXE_bizantino"),
    };
    Programa::iniciar(executavel, argumentos).esperar_fim()
}

/// Refaz a sessão que o capítulo mostra e a compara com `saidas/`.
#[track_caller]
fn mostra(arquivo: &str, nome: &str, argumentos: &[&str]) {
    let fim = rodar(nome, argumentos);
    let sessao = comando(nome, argumentos) + &fim.saida + &fim.erro;
    conferir_sessao(arquivo, &sessao);
}

#[test]
fn a_corrente_de_tres_confirmacoes() {
    mostra("tres.txt", "dois-generais", &["--confirmacoes", "3"]);
}

#[test]
fn a_regra_que_troca_quem_ataca_sozinho() {
    let argumentos = ["--confirmacoes", "1", "--exige-primeiro", "0"];
    mostra("ousado.txt", "dois-generais", &argumentos);
}

#[test]
fn a_tabela_das_batalhas_sorteadas() {
    mostra("batalhas.txt", "batalhas", &[]);
}

#[test]
fn tres_generais_e_um_traidor() {
    mostra("tres-generais.txt", "bizantino", &["--generais", "3"]);
}

#[test]
fn quatro_generais_e_um_traidor() {
    mostra(
        "quatro-generais.txt",
        "bizantino",
        &["--generais", "4", "--traidores", "1"],
    );
}

#[test]
fn a_figura_do_capitulo_e_a_execucao_que_o_verificador_acha() {
    let fim = rodar("dois-generais", &["--confirmacoes", "3", "--svg"]);
    assert!(fim.status.success(), "{}", fim.erro);
    let figura = desta_crate("../../src/fundamentos/figuras/discordia.svg");
    conferir(&figura, &fim.saida);
}

#[test]
fn sem_discordia_nao_ha_o_que_desenhar() {
    let nunca = ["--exige-primeiro", "9", "--exige-segundo", "9", "--svg"];
    let fim = rodar("dois-generais", &nunca);
    assert_eq!((fim.status.code(), fim.saida.as_str()), (Some(1), ""));
    assert!(fim.erro.contains("nada a desenhar"), "{}", fim.erro);
}

#[test]
fn argumento_errado_sai_com_2_diz_qual_e_nao_escreve_nada() {
    let casos: [(&str, &[&str], &str); 15] = [
        ("dois-generais", &["--confirmacoes", "-1"], "de 0 a 100"),
        ("dois-generais", &["--confirmacoes", "101"], "de 0 a 100"),
        ("dois-generais", &["--confirmacoes", "muitas"], "de 0 a 100"),
        (
            "dois-generais",
            &["--exige-primeiro", "-2"],
            "de 0 em diante",
        ),
        ("batalhas", &["--perda", "1,5"], "um número de 0 a 1"),
        ("batalhas", &["--perda", "nan"], "um número de 0 a 1"),
        ("batalhas", &["--rodadas", "0"], "de 1 a 100000"),
        ("bizantino", &["--generais", "0"], "são de 2 a 12"),
        ("bizantino", &["--generais", "1"], "e pediu-se 1"),
        ("bizantino", &["--generais", "99999999"], "são de 2 a 12"),
        (
            "bizantino",
            &["--traidores", "4"],
            "ao menos um precisa ser leal",
        ),
        ("bizantino", &["--repasses", "3"], "OM(3) pede ao menos 5"),
        (
            "bizantino",
            &["--repasses", "18446744073709551615"],
            "e são 4",
        ),
        (
            "bizantino",
            &[
                "--generais",
                "12",
                "--sorteios",
                "100000",
                "--repasses",
                "2",
            ],
            "diminua --sorteios",
        ),
        (
            "bizantino",
            &["--generais", "7", "--traidores", "2"],
            "use --sorteios",
        ),
    ];
    for (programa, argumentos, esperado) in casos {
        let fim = rodar(programa, argumentos);
        assert_eq!(fim.status.code(), Some(2), "{argumentos:?}: {}", fim.erro);
        assert!(fim.erro.contains(esperado), "{argumentos:?}: {}", fim.erro);
        assert_eq!(fim.saida, "", "{argumentos:?} não devia escrever nada");
    }
}

#[test]
fn perda_zero_com_sinal_e_perda_zero() {
    let fim = rodar("batalhas", &["--perda", "-0", "--rodadas", "1"]);
    assert!(fim.status.success(), "{}", fim.erro);
    assert!(!fim.saida.contains("-0"), "{}", fim.saida);
}

#[test]
fn com_um_so_leal_o_relato_diz_que_nao_ha_o_que_provar() {
    let frase = ", porque só há um leal";
    let vazio = rodar("bizantino", &["--generais", "3", "--traidores", "2"]);
    assert!(vazio.status.success(), "{}", vazio.erro);
    for linha in vazio.saida.lines() {
        assert!(linha.ends_with(frase), "{linha}");
    }
    let cheio = rodar("bizantino", &["--generais", "4"]);
    assert!(!cheio.saida.contains(frase), "{}", cheio.saida);
}

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for programa in ["dois-generais", "batalhas", "bizantino"] {
        let fim = rodar(programa, &["--help"]);
        assert!(
            fim.status.success() && fim.saida.contains("Uso: "),
            "{}",
            fim.saida
        );
        for ingles in ["Usage", "Options", "default"] {
            assert!(!fim.saida.contains(ingles), "{ingles:?}: {}", fim.saida);
        }
    }
}
