//! O que se digita, bom e ruim: cada erro em português, e nada feito pela metade
//! sem se dizer.

#[cfg(unix)]
use apoio::teste::no_shell;

#[cfg(unix)]
use crate::comum::no_ar;
use crate::comum::{CLIENTE, falha, rodar};

#[test]
fn numero_que_nao_e_numero_se_diz_em_portugues() {
    let gravar = ["--chamada", "gravar", "--chave", "a", "--valor"];
    for (ruim, trecho) in [
        ("um", "escreva um número inteiro"),
        ("9223372036854775808", "o número é grande demais"),
        ("", "escreva um número inteiro"),
    ] {
        falha(CLIENTE, &[&gravar[..], &[ruim]].concat(), 2, trecho);
    }
    let desde = ["--chamada", "acompanhar", "--desde", "-1"];
    falha(CLIENTE, &desde, 2, "escreva um número inteiro");
}

#[test]
fn o_que_nao_e_endereco_nao_se_tenta() {
    for ruim in [
        "",
        "a",
        "a/b:1",
        "eu@127.0.0.1:1",
        "127.0.0.1:65536",
        "a:1,",
        "a b:1",
    ] {
        let obter = ["--chamada", "obter", "--chave", "a", "--endereco", ruim];
        falha(CLIENTE, &obter, 2, "não é um endereço");
    }
}

#[test]
fn maquina_que_nao_existe_se_diz_em_portugues() {
    let obter = ["--chamada", "obter", "--chave", "a", "--prazo", "5s"];
    let longe = ["--endereco", "nao.existe.invalid:1"];
    let fim = rodar(CLIENTE, &[&obter[..], &longe].concat());
    assert_eq!(fim.status.code(), Some(1));
    assert!(!fim.erro.contains("dns"), "{}", fim.erro);
}

/// `printf` porque o que se manda não é texto.
#[cfg(unix)]
#[test]
fn entrada_que_nao_e_texto_nem_cabe_numa_linha_para_a_importacao() {
    let (_servidor, endereco) = no_ar(&[]);
    for (entrada, trecho) in [
        (
            r"printf 'a=1\n\377=2\n'",
            "erro: a linha 2 da entrada não é texto UTF-8\n",
        ),
        (
            "head -c 200000 /dev/zero",
            "erro: a linha 1 da entrada passa dos 65536 bytes que cabem\n",
        ),
    ] {
        for chamada in ["importar", "vigiar"] {
            let roteiro = r#" | "$1" --chamada "$2" --endereco "$3""#;
            let argumentos = [CLIENTE, chamada, &endereco];
            let fim = no_shell(&format!("{entrada}{roteiro}"), &argumentos).esperar_fim();
            assert_eq!(fim.status.code(), Some(1), "{chamada}");
            assert_eq!(fim.erro, trecho, "{chamada}");
        }
    }
    let roteiro = r#""$1" --chamada importar --endereco "$2" < /"#;
    let fim = no_shell(roteiro, &[CLIENTE, &endereco]).esperar_fim();
    assert_eq!(fim.erro, "erro: não consegui ler a entrada: é uma pasta\n");
}

#[cfg(target_os = "linux")]
#[test]
fn saida_cheia_e_um_erro_em_toda_chamada() {
    let (_servidor, endereco) = no_ar(&[]);
    let roteiro = r#""$1" --chamada "$2" --chave a --endereco "$3" > /dev/full"#;
    for chamada in ["gravar", "acompanhar", "somar"] {
        let fim = no_shell(roteiro, &[CLIENTE, chamada, &endereco]).esperar_fim();
        assert_eq!(fim.status.code(), Some(1), "{chamada}");
        assert!(fim.erro.contains("o disco está cheio"), "{}", fim.erro);
    }
}
