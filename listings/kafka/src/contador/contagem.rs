//! Palavras e quantas vezes: a conta que os testes refazem em sequência.

use std::collections::BTreeMap;

/// Quantas vezes cada palavra.
pub type Contagem = BTreeMap<String, u64>;

/// As palavras de um texto, em minúsculas.
pub fn palavras(texto: &str) -> impl Iterator<Item = String> + '_ {
    texto
        .split(|c: char| !c.is_alphanumeric())
        .filter(|palavra| !palavra.is_empty())
        .map(str::to_lowercase)
}

/// Conta de uma vez, sem Kafka: com isto se compara.
pub fn em_sequencia<'a>(textos: impl IntoIterator<Item = &'a str>) -> Contagem {
    let mut contagem = Contagem::new();
    for palavra in textos.into_iter().flat_map(palavras) {
        *contagem.entry(palavra).or_insert(0) += 1;
    }
    contagem
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn maiusculas_e_pontuacao_nao_fazem_palavras_diferentes() {
        let contagem = em_sequencia(["A ação, a Ação!", "", "...a"]);
        let esperada = [("a", 3), ("ação", 2)].map(|(p, n)| (p.to_owned(), n));
        assert_eq!(contagem, Contagem::from(esperada));
    }
}
