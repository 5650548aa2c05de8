//! As coletivas entre processos dão o que um programa sequencial daria, no
//! número de rodadas que a árvore promete.

use crate::comum::{Mostrada, ler, mostrado};

/// ⌈log₂ n⌉, contado de outro jeito: quantas vezes é preciso dobrar.
fn rodadas(n: usize) -> u32 {
    (0..).find(|&k| 1usize << k >= n).unwrap()
}

/// Dois valores por rank, uns negativos, nenhum igual.
fn valores(n: usize) -> Vec<i64> {
    (0..2 * n as i64).map(|i| (i * 37 % 101) - 50).collect()
}

fn lista(valores: &[i64]) -> Vec<String> {
    valores.iter().map(i64::to_string).collect()
}

/// Soma, posição a posição, dos pares de cada rank: a conta sequencial.
fn somados(valores: &[i64]) -> Vec<i64> {
    let soma = |i| valores.iter().skip(i).step_by(2).sum();
    vec![soma(0), soma(1)]
}

/// O que cada rank devia ter no fim.
fn esperado(coletiva: &Mostrada, v: &[i64], n: usize) -> Vec<(usize, Vec<String>)> {
    let todos = |valores: Vec<i64>| (0..n).map(|p| (p, lista(&valores))).collect();
    match coletiva.nome.as_str() {
        "broadcast" => todos(v.to_vec()),
        "scatter" => (0..n).map(|p| (p, lista(&v[2 * p..2 * p + 2]))).collect(),
        "gather" => vec![(coletiva.raiz, lista(v))],
        "reduce" => vec![(coletiva.raiz, lista(&somados(v)))],
        "allreduce" => todos(somados(v)),
        outra => panic!("não conheço {outra}"),
    }
}

#[test]
fn de_1_a_16_processos_e_de_qualquer_raiz_o_resultado_e_o_sequencial() {
    for n in 1..=16 {
        let v = valores(n);
        let raizes: Vec<_> = (0..n).map(|raiz| raiz.to_string()).collect();
        let (processos, raizes) = (n.to_string(), raizes.join(","));
        let mut argumentos = vec!["--processos", &processos, "--raiz", &raizes, "todas"];
        let textos = lista(&v);
        argumentos.extend(textos.iter().map(String::as_str));
        let coletivas = ler(&mostrado(&argumentos));
        assert_eq!(coletivas.len(), 5 * n, "cinco coletivas para cada raiz");
        for coletiva in &coletivas {
            let contexto = format!("{n} processos, {coletiva:?}");
            assert_eq!(coletiva.ficou, esperado(coletiva, &v, n), "{contexto}");
            let vezes = if coletiva.nome == "allreduce" { 2 } else { 1 };
            assert_eq!(
                coletiva.rodadas,
                vezes * rodadas(n),
                "as rodadas são ⌈log₂ n⌉: {contexto}"
            );
            let mensagens = vezes as usize * (n - 1);
            assert_eq!(coletiva.mensagens, mensagens, "{contexto}");
        }
    }
}

#[test]
fn o_scatter_manda_metade_do_que_tem_a_cada_rodada() {
    let v: Vec<_> = (1..=16).map(|i| i.to_string()).collect();
    let v = v.iter().map(String::as_str);
    let argumentos: Vec<_> = ["--processos", "8", "--mensagens", "scatter"]
        .into_iter()
        .chain(v)
        .collect();
    let saida = mostrado(&argumentos);
    for (rodada, valores) in [(1, 8), (2, 4), (3, 2)] {
        let dela = format!("rodada {rodada}: ");
        let linhas: Vec<_> = saida.lines().filter(|l| l.contains(&dela)).collect();
        assert_eq!(linhas.len(), 1 << (rodada - 1), "{saida}");
        let quantos = format!("({valores} valores)");
        assert!(linhas.iter().all(|l| l.ends_with(&quantos)), "{saida}");
    }
}

#[test]
fn o_scatter_desigual_nao_perde_nem_repete() {
    let saida = mostrado(&["--processos", "4", "scatter", "1", "2", "3", "4", "5", "6"]);
    let ficou: Vec<_> = ler(&saida).remove(0).ficou;
    let valores: Vec<_> = ficou.into_iter().map(|(_, v)| v.join(" ")).collect();
    assert_eq!(valores, ["1 2", "3 4", "5", "6"]);
}

#[test]
fn quem_nao_recebe_nada_no_scatter_sabe_que_nao_recebeu() {
    let saida = mostrado(&["--processos", "3", "scatter", "7"]);
    assert!(
        saida.ends_with("rank 0: 7\nrank 1: nada\nrank 2: nada\n"),
        "{saida}"
    );
}

#[test]
fn cada_operacao_da_o_que_daria_em_sequencia() {
    let v = [6i64, -4, 5, -3, 2, -1];
    for (operacao, sequencial) in [
        ("soma", v.iter().sum::<i64>()),
        ("produto", v.iter().product()),
        ("maximo", *v.iter().max().unwrap()),
        ("minimo", *v.iter().min().unwrap()),
    ] {
        let textos = lista(&v);
        let mut argumentos = vec!["--processos", "6", "--operacao", operacao, "reduce"];
        argumentos.extend(textos.iter().map(String::as_str));
        let ficou = ler(&mostrado(&argumentos)).remove(0).ficou;
        assert_eq!(ficou, [(0, vec![sequencial.to_string()])], "{operacao}");
    }
}

#[test]
fn a_soma_reparte_e_reune_em_duas_vezes_as_rodadas() {
    let valores: Vec<_> = (1..=100).map(|i| i.to_string()).collect();
    for n in [1, 7, 16] {
        let processos = n.to_string();
        let mut argumentos = vec!["--processos", &processos, "soma"];
        argumentos.extend(valores.iter().map(String::as_str));
        let soma = ler(&mostrado(&argumentos)).remove(0);
        assert_eq!(soma.ficou, [(0, vec!["5050".to_owned()])]);
        assert_eq!(soma.rodadas, 2 * rodadas(n), "{n} processos");
    }
}

#[test]
fn a_ordem_da_reducao_muda_a_soma_de_reais() {
    let parcelas = ["1e16", "1", "-1e16", "1"];
    let mut argumentos = vec!["--processos", "4", "--tipo", "real", "reduce"];
    argumentos.extend(parcelas);
    let em_arvore = ler(&mostrado(&argumentos)).remove(0).ficou;
    let em_sequencia: f64 = parcelas.iter().map(|p| p.parse::<f64>().unwrap()).sum();
    assert_eq!(em_arvore, [(0, vec!["0".to_owned()])]);
    assert_eq!(em_sequencia, 1.0, "e a soma exata seria 2");
}
