//! A aritmética das transações: precedência, sinais e o que não cabe.

use escalonamentos::execucao::{Parada, estado_final};
use escalonamentos::expressao::Falha;
use escalonamentos::programas::Programas;

/// Executa `w(y = conta)` depois de ler x, que vale `x`.
fn resultado(x: i64, conta: &str) -> Result<i64, Parada> {
    let texto = format!("x = {x}\ny = 0\nT1: r(x) w(y = {conta})");
    let programas = Programas::ler(&texto).expect("a conta devia ser lida");
    let acoes = programas.acoes().concat();
    estado_final(&programas, &acoes).map(|banco| banco["y"])
}

#[test]
fn o_produto_prende_mais_e_a_subtracao_vai_da_esquerda_para_a_direita() {
    for (conta, esperado) in [
        ("2 + x * 3", 32),
        ("(2 + x) * 3", 36),
        ("x - 3 - 2", 5),
        ("x - (3 - 2)", 9),
        ("0-x", -10),
    ] {
        assert_eq!(resultado(10, conta), Ok(esperado), "{conta}");
    }
    assert_eq!(resultado(-4, "x * x"), Ok(16));
}

#[test]
fn conta_que_nao_cabe_para_a_execucao_em_vez_de_dar_a_volta() {
    for (x, conta) in [
        (i64::MAX, "x + 1"),
        (-2, "x - 9223372036854775807"),
        (i64::MAX, "x * 2"),
    ] {
        let parada = resultado(x, conta).expect_err("não cabe em 64 bits");
        assert_eq!((parada.passo, parada.falha), (2, Falha::Estouro), "{conta}");
    }
}

#[test]
fn a_conta_comprida_demais_e_recusada_em_vez_de_estourar_a_pilha() {
    // A maior que se aceita, no desenho que mais desce, calcula-se.
    let maior = format!("{}x{}", "(1 + ".repeat(31), ")".repeat(31));
    assert_eq!(resultado(0, &maior), Ok(31));
    let maior = format!("x{}", " + 1".repeat(500));
    assert_eq!(resultado(0, &maior), Ok(500));
    let demais = format!("x = 1\nT1: w(x = 1{})", " + 1".repeat(200_000));
    let engano = Programas::ler(&demais).expect_err("são contas demais");
    assert!(engano.motivo.contains("mais de 500 contas"), "{engano}");
}

#[test]
fn o_menor_inteiro_de_64_bits_e_um_valor_inicial() {
    assert_eq!(resultado(i64::MIN, "x + 1"), Ok(i64::MIN + 1));
    let demais = Programas::ler("x = -9223372036854775809\nT1: r(x)");
    let engano = demais.expect_err("não cabe em 64 bits").to_string();
    assert_eq!(
        engano,
        "linha 1, coluna 6: este número é grande demais para o valor inicial"
    );
}
