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
use std::sync::{Condvar, Mutex, PoisonError};

use trechos::livro::raiz;

/// Dois capítulos por vez, que cabem em dois núcleos; e estes, que usam as mesmas portas, um só.
static VAGAS: (Mutex<u8>, Condvar) = (Mutex::new(2), Condvar::new());
const MESMAS_PORTAS: [&str; 2] = ["fundamentos/escalabilidade.md", "comunicacao/rpc.md"];
static PORTAS: Mutex<()> = Mutex::new(());

/// Uma das vagas, que se devolve mesmo que o ensaio se quebre.
struct Vaga;

impl Vaga {
    fn ocupar() -> Self {
        let livres = VAGAS.0.lock().unwrap_or_else(PoisonError::into_inner);
        let livres = VAGAS.1.wait_while(livres, |livres| *livres == 0);
        *livres.unwrap_or_else(PoisonError::into_inner) -= 1;
        Self
    }
}

impl Drop for Vaga {
    fn drop(&mut self) {
        *VAGAS.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        VAGAS.1.notify_one();
    }
}

fn percorrer(arquivo: &str) {
    let _portas = MESMAS_PORTAS
        .contains(&arquivo)
        .then(|| PORTAS.lock().unwrap_or_else(PoisonError::into_inner));
    let _vaga = Vaga::ocupar();
    if let Err(falha) = ensaio::percorrer(arquivo) {
        panic!("{falha}");
    }
}

// As páginas usam o que o `cargo test` não pede: o `curl`, o `openssl`, o `ps`, o `ss`; duas, os brokers.
macro_rules! capitulos {
    ($($nome:ident: $arquivo:literal;)*) => {
        const CAPITULOS: &[&str] = &[$($arquivo),*];
        $(
            #[test]
            #[ignore = "precisa dos programas das páginas: cargo xtask servicos todos -- cargo test -p trechos -- --ignored"]
            fn $nome() {
                percorrer($arquivo);
            }
        )*
    };
}

capitulos! {
    prefacio: "prefacio.md";
    o_que_e: "fundamentos/o-que-e.md";
    por_que: "fundamentos/por-que.md";
    transparencia: "fundamentos/transparencia.md";
    escalabilidade: "fundamentos/escalabilidade.md";
    tipos: "fundamentos/tipos.md";
    arquiteturas: "fundamentos/arquiteturas.md";
    modelos: "fundamentos/modelos.md";
    processos_e_threads: "concorrencia/processos-e-threads.md";
    sincronizacao: "concorrencia/sincronizacao.md";
    paralelismo: "concorrencia/paralelismo.md";
    varios_processos: "concorrencia/varios-processos.md";
    assincrono: "concorrencia/assincrono.md";
    redes: "comunicacao/redes.md";
    mensagens: "comunicacao/mensagens.md";
    sockets: "comunicacao/sockets.md";
    http_e_websocket: "comunicacao/http-e-websocket.md";
    rpc: "comunicacao/rpc.md";
    mensageria: "comunicacao/mensageria.md";
    kafka: "comunicacao/kafka.md";
    rust_essencial: "apendices/rust-essencial.md";
    ambiente: "apendices/ambiente.md";
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
