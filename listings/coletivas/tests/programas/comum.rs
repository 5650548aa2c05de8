//! O que os testes desta crate compartilham: lançar um grupo e ler o que ele diz.

use apoio::teste::{Fim, Programa};

pub const LANCADOR: &str = env!("CARGO_BIN_EXE_lancador");

pub fn lancar(argumentos: &[&str]) -> Fim {
    Programa::iniciar(LANCADOR, argumentos).esperar_fim()
}

/// Os argumentos como o leitor os digita.
pub fn palavras(argumentos: &str) -> Vec<&str> {
    argumentos.split(' ').collect()
}

/// Lança e exige que dê certo; devolve o que foi mostrado.
#[track_caller]
pub fn mostrado(argumentos: &[&str]) -> String {
    let fim = lancar(argumentos);
    assert_eq!(fim.status.code(), Some(0), "{argumentos:?}: {}", fim.erro);
    assert_eq!(fim.erro, "", "{argumentos:?} não devia reclamar");
    fim.saida
}

/// Uma coletiva, como o lançador a mostrou.
#[derive(Debug)]
pub struct Mostrada {
    pub nome: String,
    pub raiz: usize,
    pub mensagens: usize,
    pub rodadas: u32,
    /// O que ficou com cada rank que ficou com algo.
    pub ficou: Vec<(usize, Vec<String>)>,
}

/// Lê `broadcast, raiz 0: 7 mensagens em 3 rodadas, 7 valores levados` e as
/// linhas `rank 0: 42` que vêm depois.
#[track_caller]
pub fn ler(saida: &str) -> Vec<Mostrada> {
    let mut todas: Vec<Mostrada> = Vec::new();
    for linha in saida.lines() {
        let (esquerda, direita) = linha.split_once(": ").expect("há dois-pontos");
        if let Some(rank) = esquerda.strip_prefix("rank ") {
            let valores = direita.split_whitespace().filter(|&v| v != "nada");
            let valores = valores.map(str::to_owned).collect();
            let coletiva = todas.last_mut().expect("um rank vem depois da coletiva");
            coletiva.ficou.push((rank.parse().unwrap(), valores));
            continue;
        }
        let (nome, raiz) = esquerda.split_once(", raiz ").expect("há a raiz");
        let numeros: Vec<usize> = direita
            .split([' ', ','])
            .filter_map(|palavra| palavra.parse().ok())
            .collect();
        let &[mensagens, rodadas, _levados] = &numeros[..] else {
            panic!("esperava três números em {linha:?}");
        };
        todas.push(Mostrada {
            nome: nome.to_owned(),
            raiz: raiz.parse().unwrap(),
            mensagens,
            rodadas: rodadas as u32,
            ficou: Vec::new(),
        });
    }
    todas
}
