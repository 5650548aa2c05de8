//! O programa pela porta da frente: o que mostra e o que recusa.

use std::fs;

use apoio::saida::conferir_sessao;
use apoio::teste::{Fim, Programa};

const ESCALONAR: &str = env!("CARGO_BIN_EXE_escalonar");
const PONTOS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/exemplos/pontos.txt");
const COMANDO: &str = "$ cargo run -q -p escalonamentos --bin escalonar --";
const NO_LIVRO: &str = "--transacoes listings/escalonamentos/exemplos/pontos.txt";

fn rodar(argumentos: &[&str], entrada: &[&str]) -> Fim {
    let mut programa = Programa::iniciar(ESCALONAR, argumentos);
    for linha in entrada {
        programa.digitar(linha);
    }
    programa.esperar_fim()
}

#[track_caller]
fn mostra(arquivo: &str, comando: &str, argumentos: &[&str]) {
    let fim = rodar(argumentos, &[]);
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    conferir_sessao(arquivo, &format!("{COMANDO} {comando}\n{}", fim.saida));
}

#[test]
fn o_escalonamento_do_capitulo() {
    let texto = "r1(x) w1(x) r2(x) w2(x) w2(y) w1(y)";
    let comando = format!("{NO_LIVRO} \"{texto}\"");
    mostra("ciclo.txt", &comando, &["--transacoes", PONTOS, texto]);
}

#[test]
fn as_vinte_intercalacoes() {
    let comando = format!("{NO_LIVRO} --todas");
    mostra("todas.txt", &comando, &["--transacoes", PONTOS, "--todas"]);
}

#[test]
fn as_escritas_cegas() {
    let texto = "r1(x) w2(x) w1(x) w3(x)";
    mostra("cegas.txt", &format!("\"{texto}\""), &[texto]);
}

#[test]
fn texto_ruim_sai_com_1_e_diz_linha_coluna_e_motivo() {
    let longo = "r1(x) ".repeat(1001);
    let casos: [(&str, &str); 13] = [
        ("", "linha 1, coluna 1: o escalonamento está vazio"),
        ("# nada", "o escalonamento está vazio"),
        (
            "r1(x) q2(x)",
            "linha 1, coluna 7: esperava r (ler) ou w (escrever), e veio “q”",
        ),
        (
            "r1(x)\n  r(x)",
            "linha 2, coluna 4: esperava o número da transação",
        ),
        ("r0(x)", "linha 1, coluna 2: não há transação 0"),
        ("r256(x)", "linha 1, coluna 2: 256 é grande demais"),
        ("r99999999999999999999(x)", "é grande demais"),
        ("r1 x", "linha 1, coluna 4: esperava “(”, e veio “x”"),
        ("r1()", "linha 1, coluna 4: esperava o nome de um item"),
        ("w1(x", "linha 1, coluna 5: esperava “)”, e o texto acabou"),
        ("w1(x=1)", "linha 1, coluna 5: esperava “)”, e veio “=”"),
        ("r1(abcdefghijklmnopq)", "passa de 16 letras"),
        (&longo, "linha 1, coluna 6001: há mais de 1000 passos"),
    ];
    for (texto, esperado) in casos {
        let fim = rodar(&[texto], &[]);
        assert_eq!(fim.status.code(), Some(1), "{texto:?}: {}", fim.erro);
        assert!(fim.erro.contains(esperado), "{texto:?}: {}", fim.erro);
        assert_eq!(fim.saida, "", "{texto:?} não devia mostrar nada");
    }
}

#[test]
fn escalonamento_que_nao_intercala_as_transacoes_e_recusado_onde_diverge() {
    let casos = [
        ("r1(x) w1(y)", "coluna 7: aqui T1 faria w1(x), e não w1(y)"),
        ("r3(x)", "coluna 1: T3 não está entre as transações"),
        (
            "r1(x) w1(x) w1(y) r1(x)",
            "coluna 19: T1 já terminou antes de r1(x)",
        ),
        (
            "r1(x) w1(x) w1(y)",
            "coluna 13: o escalonamento acaba aqui, e falta r2(x)",
        ),
    ];
    for (texto, esperado) in casos {
        let fim = rodar(&["--transacoes", PONTOS, texto], &[]);
        assert_eq!(fim.status.code(), Some(1));
        assert!(fim.erro.contains(esperado), "{texto:?}: {}", fim.erro);
    }
}

#[test]
fn arquivo_de_transacoes_ruim_diz_linha_coluna_e_motivo() {
    let fundo = format!("x = 1\nT1: w(x = {}", "(".repeat(40));
    let casos: [(&str, &str); 12] = [
        ("", "linha 1, coluna 1: não há transações"),
        ("x = 1", "linha 1, coluna 6: não há transações"),
        ("x = ", "linha 1, coluna 5: esperava o valor inicial"),
        ("x = 1 2", "linha 1, coluna 7: esperava o fim da linha"),
        ("x = 1\nx = 2", "linha 2, coluna 1: este item já apareceu"),
        (
            "T1: r(x)",
            "linha 1, coluna 7: falta, acima, o valor inicial de x",
        ),
        ("x = 1\nT1:", "linha 2, coluna 4: esperava r(item)"),
        (
            "x = 1\nT1: w(x)",
            "linha 2, coluna 8: esperava “=”, e veio “)”",
        ),
        (
            "x = 1\nT1: w(x = )",
            "linha 2, coluna 11: esperava um número, um item",
        ),
        (
            "x = 1\nT1: r(x)\nT1: r(x)",
            "linha 3, coluna 1: esta transação já",
        ),
        (
            "x = 9223372036854775808",
            "é grande demais para o valor inicial",
        ),
        (&fundo, "há mais de 32 parênteses abertos"),
    ];
    let pasta = tempfile::tempdir().expect("uma pasta temporária");
    let arquivo = pasta.path().join("t.txt");
    for (texto, esperado) in casos {
        fs::write(&arquivo, texto).unwrap();
        let fim = rodar(&["--transacoes", arquivo.to_str().unwrap(), "r1(x)"], &[]);
        assert_eq!(fim.status.code(), Some(1), "{texto:?}: {}", fim.erro);
        assert!(fim.erro.contains(esperado), "{texto:?}: {}", fim.erro);
    }
}

#[test]
fn conta_que_nao_se_pode_fazer_diz_em_que_passo() {
    let pasta = tempfile::tempdir().expect("uma pasta temporária");
    let arquivo = pasta.path().join("t.txt");
    let casos = [
        (
            "x = 1\nT1: w(x = x + 1)",
            "w1(x)",
            "passo 1, w1(x): usa x, que",
        ),
        (
            "x = 9223372036854775807\nT1: r(x) w(x = (x + 1) * 2)",
            "r1(x) w1(x)",
            "passo 2, w1(x): a conta não cabe em 64 bits",
        ),
    ];
    for (texto, escalonamento, esperado) in casos {
        fs::write(&arquivo, texto).unwrap();
        let arquivo = arquivo.to_str().unwrap();
        let fim = rodar(&["--transacoes", arquivo, escalonamento], &[]);
        assert_eq!(fim.status.code(), Some(1));
        assert!(fim.erro.contains(esperado), "{}", fim.erro);
    }
}

#[test]
fn o_escalonamento_tambem_vem_pela_entrada() {
    let fim = rodar(&[], &["r1(x) # primeiro", "w2(x), r1(x)"]);
    assert!(fim.saida.contains("ciclo T1 → T2 → T1"), "{}", fim.saida);
}

#[test]
fn intercalacoes_demais_sao_recusadas_sem_tentar() {
    let pasta = tempfile::tempdir().expect("uma pasta temporária");
    let arquivo = pasta.path().join("t.txt");
    let passos = "r(x) ".repeat(10);
    fs::write(&arquivo, format!("x = 1\nT1: {passos}\nT2: {passos}")).unwrap();
    let fim = rodar(&["--transacoes", arquivo.to_str().unwrap(), "--todas"], &[]);
    assert_eq!(fim.status.code(), Some(1));
    assert!(fim.erro.contains("mais de 10000"), "{}", fim.erro);
}

#[test]
fn argumento_errado_sai_com_2_e_a_ajuda_e_em_portugues() {
    assert_eq!(rodar(&["--nada"], &[]).status.code(), Some(2));
    let ajuda = rodar(&["--help"], &[]);
    assert_eq!(ajuda.status.code(), Some(0));
    for ingles in ["Usage", "Options", "default", "Print help"] {
        assert!(!ajuda.saida.contains(ingles), "{}", ajuda.saida);
    }
}
