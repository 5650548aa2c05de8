//! Registros numerados, e a conta do que faltou, se repetiu ou saiu de ordem.

use std::collections::HashMap;

use crate::registro::{Lido, visivel};

/// O valor do registro de número `n`: o número e um enchimento, até `bytes`.
pub fn valor(n: usize, bytes: usize) -> String {
    let mut valor = n.to_string();
    if valor.len() < bytes {
        valor.push(' ');
        valor.extend(std::iter::repeat_n('.', bytes - valor.len()));
    }
    valor
}

/// O número que um valor traz, se é dos numerados.
pub fn numero(valor: &[u8]) -> Option<usize> {
    let inicio = valor.split(|b| *b == b' ').next()?;
    std::str::from_utf8(inicio).ok()?.parse().ok()
}

/// O que se viu ao ler tudo.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Conta {
    /// Quantos números diferentes.
    pub distintos: usize,
    /// Números que apareceram mais de uma vez.
    pub repetidos: Vec<usize>,
    /// Registros cujo número é menor que o anterior da mesma partição.
    pub fora_de_ordem: Vec<String>,
    vistos: HashMap<usize, usize>,
}

impl Conta {
    /// Se o número apareceu.
    pub fn tem(&self, n: usize) -> bool {
        self.vistos.contains_key(&n)
    }
}

/// Conta registros numerados, na ordem em que foram lidos de cada partição.
pub fn contar(lidos: &[Lido]) -> Conta {
    let mut conta = Conta::default();
    let mut ultimo: HashMap<i32, usize> = HashMap::new();
    for lido in lidos {
        let valor = lido.valor.as_deref().unwrap_or_default();
        let Some(n) = numero(valor) else {
            conta
                .fora_de_ordem
                .push(format!("sem número: {}", visivel(valor)));
            continue;
        };
        let vezes = conta.vistos.entry(n).or_insert(0);
        *vezes += 1;
        if *vezes == 2 {
            conta.repetidos.push(n);
        }
        let antes = ultimo.insert(lido.posicao.particao, n);
        if let Some(antes) = antes.filter(|antes| *antes >= n) {
            conta
                .fora_de_ordem
                .push(format!("{}: {n} depois de {antes}", lido.posicao));
        }
    }
    conta.distintos = conta.vistos.len();
    conta
}

#[cfg(test)]
mod testes {
    use super::*;
    use crate::registro::Posicao;

    fn lidos(numeros: &[(i32, usize)]) -> Vec<Lido> {
        let um = |(i, (particao, n)): (usize, &(i32, usize))| Lido {
            posicao: Posicao {
                particao: *particao,
                offset: i as i64,
            },
            chave: None,
            valor: Some(valor(*n, 20).into_bytes()),
            cabecalhos: Vec::new(),
        };
        numeros.iter().enumerate().map(um).collect()
    }

    #[test]
    fn a_conta_acusa_o_repetido_e_a_inversao_na_mesma_particao() {
        let certos = contar(&lidos(&[(0, 1), (1, 0), (0, 3), (1, 2)]));
        assert_eq!((certos.distintos, certos.repetidos.len()), (4, 0));
        assert!(certos.fora_de_ordem.is_empty(), "{certos:?}");
        let errados = contar(&lidos(&[(0, 1), (0, 3), (0, 2), (1, 3)]));
        assert_eq!((errados.distintos, errados.repetidos), (3, vec![3]));
        assert_eq!(errados.fora_de_ordem.len(), 1);
    }

    #[test]
    fn o_valor_tem_o_tamanho_pedido_e_devolve_o_numero() {
        let cem = valor(12, 100);
        assert_eq!((cem.len(), numero(cem.as_bytes())), (100, Some(12)));
        assert_eq!(numero(valor(12, 0).as_bytes()), Some(12));
        assert_eq!(numero(b"oi"), None);
    }
}
