//! A tabela: cada topologia diante da mesma falha.

use super::{Estrago, Tipo, montar};

const CABECALHO: &str =
    "topologia        enlaces   tudo bem   1 corte  2 cortes   1 estação   o centro";

/// O cabeçalho e uma linha por topologia, no pior caso de cada falha.
pub fn linhas(estacoes: usize) -> Vec<String> {
    let mut linhas = vec![CABECALHO.to_owned()];
    linhas.extend(Tipo::TODOS.iter().map(|&tipo| linha(tipo, estacoes)));
    linhas
}

fn linha(tipo: Tipo, estacoes: usize) -> String {
    let rede = montar(tipo, estacoes);
    let centro = rede
        .pior_peca()
        .map_or("não há".to_owned(), |p| p.to_string());
    format!(
        "{:<16} {:>7} {:>10} {:>9} {:>9} {:>11} {centro:>10}",
        tipo.nome(),
        rede.enlaces.len(),
        rede.pares(&Estrago::default()),
        rede.pior_corte(1),
        rede.pior_corte(2),
        rede.pior_estacao(),
    )
}
