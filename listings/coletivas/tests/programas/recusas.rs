//! O que os programas recusam, e com que palavras.

use apoio::teste::Programa;

use crate::comum::{lancar, mostrado};

const ARVORE: &str = env!("CARGO_BIN_EXE_arvore-em-svg");

#[test]
fn conta_que_nao_cabe_e_dita_e_nao_da_a_volta() {
    let maior = i64::MAX.to_string();
    for (operacao, esperado) in [
        ("soma", "a soma de 9223372036854775807 e 2 não cabe no tipo"),
        (
            "produto",
            "o produto de 9223372036854775807 e 2 não cabe no tipo",
        ),
    ] {
        let fim = lancar(&[
            "--processos",
            "2",
            "--operacao",
            operacao,
            "reduce",
            &maior,
            "2",
        ]);
        assert_eq!(fim.status.code(), Some(1));
        assert!(fim.erro.contains(esperado), "{}", fim.erro);
        assert_eq!(fim.saida, "");
    }
    let fim = lancar(&[
        "--processos",
        "2",
        "--tipo",
        "real",
        "soma",
        "1e308",
        "1e308",
    ]);
    assert!(fim.erro.contains("a soma de 1"), "{}", fim.erro);
}

#[test]
fn argumento_errado_sai_com_2_diz_qual_e_nao_inicia_ninguem() {
    let casos: [(&[&str], &str); 11] = [
        (&[], "falta <TAREFA>"),
        (&["danca"], "não aceita \"danca\""),
        (
            &["--processos", "0", "soma", "1"],
            "escreva um número inteiro de 1 a 64",
        ),
        (
            &["--processos", "65", "soma", "1"],
            "escreva um número inteiro de 1 a 64",
        ),
        (
            &["--prazo", "0s", "soma", "1"],
            "escreva um número e a unidade",
        ),
        (
            &["--raiz", "0,4", "soma", "1"],
            "não há rank 4; com 4 processos, o último é o 3",
        ),
        (
            &["--no-rank", "9", "--defeito", "morre", "soma"],
            "--no-rank: não há rank 9",
        ),
        (&["reduce", "1", "2", "3"], "múltiplo de 4, e é 3"),
        (&["allreduce"], "múltiplo de 4, e é 0"),
        (
            &["soma", "1", "dois"],
            "\"dois\" não é um inteiro de 64 bits",
        ),
        (
            &["--tipo", "real", "soma", "NaN"],
            "\"NaN\" não é um número finito",
        ),
    ];
    for (argumentos, esperado) in casos {
        let fim = lancar(argumentos);
        assert_eq!(fim.status.code(), Some(2), "{argumentos:?}: {}", fim.erro);
        assert!(fim.erro.contains(esperado), "{argumentos:?}: {}", fim.erro);
        assert!(
            !fim.erro.contains("rank 0:"),
            "{argumentos:?} iniciou alguém"
        );
        assert_eq!(fim.saida, "");
    }
}

#[test]
fn quatro_mil_valores_passam_e_um_a_mais_e_recusado() {
    let mut valores: Vec<_> = (0..4097).map(|i| i.to_string()).collect();
    valores.insert(0, "broadcast".to_owned());
    let argumentos: Vec<_> = valores.iter().map(String::as_str).collect();
    let fim = lancar(&argumentos);
    assert_eq!(fim.status.code(), Some(2), "{}", fim.erro);
    assert!(
        fim.erro.contains("são 4097 valores, e cabem 4096"),
        "{}",
        fim.erro
    );
    let saida = mostrado(&argumentos[..4097]);
    assert!(
        saida.contains("4095\nrank 3: 0 1"),
        "o broadcast perdeu valores"
    );
}

#[test]
fn desenho_sem_mensagens_e_recusado() {
    for (linha, esperado) in [
        ("rank 0: 42", "não há mensagens na entrada"),
        ("rodada 1: 0 → 99 (1 valor)", "até 16 ranks"),
        ("rodada 4000000000: 0 → 1 (1 valor)", "até 16 ranks"),
    ] {
        let mut arvore = Programa::iniciar(ARVORE, &[]);
        arvore.digitar(linha);
        let fim = arvore.esperar_fim();
        assert_eq!(fim.status.code(), Some(1));
        assert!(fim.erro.contains(esperado), "{}", fim.erro);
    }
}

#[test]
fn a_ajuda_e_em_portugues() {
    let fim = lancar(&["--help"]);
    assert_eq!(fim.status.code(), Some(0));
    for ingles in ["Usage", "Options", "default", "Print help", "Arguments"] {
        assert!(!fim.saida.contains(ingles), "{}", fim.saida);
    }
}
