//! As páginas como o leitor as percorre: os blocos `console` de cada capítulo, em ordem, cada
//! terminal um bash de verdade, e o que cada comando imprime comparado ao que a página mostra.
//! Como escrever um bloco, e as exceções que há, está no README desta crate.
//!
//! Em ordem de leitura: `pagina` (os blocos), `roteiro` (o que cada linha pede), `pasta` (onde se
//! roda), `processos` e `terminal` (quem roda), `comparar` (o que se esperava) e `ensaio`.
//!
//! Só no Linux: as páginas usam o `/proc`, o `ss` e o `taskset`, que são dele, e é pelo `/proc` que
//! se sabe se um programa ainda trabalha ou já espera por alguém.
#![cfg(target_os = "linux")]

mod comparar;
mod ensaio;
#[path = "../programas/lista.rs"]
mod lista;
mod pagina;
mod pasta;
mod processos;
mod roteiro;
mod terminal;

use std::fs;
use std::sync::{Mutex, PoisonError};

use trechos::livro::raiz;

/// Dois capítulos por vez, que cabem em dois núcleos. Os que usam as mesmas portas têm de estar na
/// mesma fila.
static FILAS: [Mutex<()>; 2] = [Mutex::new(()), Mutex::new(())];

fn percorrer(arquivo: &str, fila: usize) {
    let _vez = FILAS[fila].lock().unwrap_or_else(PoisonError::into_inner);
    if let Err(falha) = ensaio::percorrer(arquivo) {
        panic!("{falha}");
    }
}

macro_rules! capitulos {
    ($($(#[$atributo:meta])* $nome:ident: $arquivo:literal, fila $fila:literal;)*) => {
        const CAPITULOS: &[&str] = &[$($arquivo),*];
        $(#[test] $(#[$atributo])* fn $nome() { percorrer($arquivo, $fila); })*
    };
}

capitulos! {
    prefacio: "prefacio.md", fila 0;
    o_que_e: "fundamentos/o-que-e.md", fila 0;
    por_que: "fundamentos/por-que.md", fila 1;
    transparencia: "fundamentos/transparencia.md", fila 1;
    escalabilidade: "fundamentos/escalabilidade.md", fila 1;
    tipos: "fundamentos/tipos.md", fila 0;
    arquiteturas: "fundamentos/arquiteturas.md", fila 0;
    modelos: "fundamentos/modelos.md", fila 1;
    processos_e_threads: "concorrencia/processos-e-threads.md", fila 1;
    sincronizacao: "concorrencia/sincronizacao.md", fila 1;
    paralelismo: "concorrencia/paralelismo.md", fila 1;
    varios_processos: "concorrencia/varios-processos.md", fila 0;
    assincrono: "concorrencia/assincrono.md", fila 1;
    redes: "comunicacao/redes.md", fila 1;
    mensagens: "comunicacao/mensagens.md", fila 1;
    sockets: "comunicacao/sockets.md", fila 0;
    rust_essencial: "apendices/rust-essencial.md", fila 1;
    ambiente: "apendices/ambiente.md", fila 1;
}

#[test]
fn todo_capitulo_com_console_tem_o_seu_teste() {
    let sumario =
        fs::read_to_string(raiz().join("src/SUMMARY.md")).expect("há um sumário");
    let arquivos = sumario
        .split("](")
        .skip(1)
        .filter_map(|resto| resto.split(')').next());
    let sem_teste: Vec<_> = arquivos
        .filter(|arquivo| arquivo.ends_with(".md") && !CAPITULOS.contains(arquivo))
        .filter(|arquivo| !pagina::blocos(arquivo).is_empty())
        .collect();
    assert!(
        sem_teste.is_empty(),
        "ponha em `capitulos!`, neste arquivo: {sem_teste:?}"
    );
}
