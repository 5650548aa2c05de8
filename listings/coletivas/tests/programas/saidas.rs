//! O que o livro mostra é o que os programas fazem.

use apoio::saida::{comando, conferir, conferir_sessao, desta_crate};
use apoio::teste::Programa;

use crate::comum::{lancar, mostrado, palavras};

const ARVORE: &str = env!("CARGO_BIN_EXE_arvore-em-svg");

#[track_caller]
fn mostra(arquivo: &str, argumentos: &str) {
    let palavras = palavras(argumentos);
    let fim = lancar(&palavras);
    let comando = comando("lancador", &palavras);
    conferir_sessao(arquivo, &(comando + &fim.saida + &fim.erro));
}

#[test]
fn a_soma_do_comeco_do_capitulo() {
    mostra("soma.txt", "--processos 8 --mensagens soma 3 1 4 1 5 9 2 6");
}

#[test]
fn o_scatter_do_capitulo() {
    mostra(
        "scatter.txt",
        "--processos 8 --mensagens scatter 10 20 30 40 50 60 70 80",
    );
}

#[test]
fn a_soma_de_reais_do_capitulo() {
    mostra(
        "reais.txt",
        "--processos 4 --tipo real reduce 1e16 1 -1e16 1",
    );
}

#[cfg(unix)]
#[test]
fn a_morte_do_capitulo() {
    mostra(
        "morte.txt",
        "--processos 5 --defeito morre --no-rank 3 allreduce 3 1 4 1 5",
    );
}

#[test]
fn a_arvore_do_capitulo_e_a_das_mensagens_que_passaram() {
    let saida = mostrado(&["--processos", "8", "--mensagens", "broadcast", "42"]);
    let mut arvore = Programa::iniciar(ARVORE, &[]);
    for linha in saida.lines() {
        arvore.digitar(linha);
    }
    let fim = arvore.esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let figura = desta_crate("../../src/fundamentos/figuras/arvore-binomial.svg");
    conferir(&figura, &fim.saida);
}
