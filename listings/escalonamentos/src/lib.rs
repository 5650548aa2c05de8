//! Escalonamentos de transações: executar, e decidir se valem por algum serial.
//!
//! ```text
//! r1(x) w1(x) r2(x) …   ──ler──►  ações  ──grafo──►  ciclo, ou ordem serial
//! T1: r(x) w(x = x - 30)  ─ler─►  programas ──executar──►  banco, passo a passo
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`acao`]: transação, item, ação e o que é um conflito;
//! 2. [`grafo`]: o grafo de precedência e o veredito;
//! 3. [`execucao`]: o que acontece ao banco, com [`programas`] e [`expressao`];
//! 4. [`equivalencia`]: as mesmas perguntas pela definição, por força bruta;
//! 5. [`cursor`] e [`leitor`]: ler a notação, dizendo onde está o engano;
//! 6. [`entrada`] e [`relato`]: o que se lê e o que se mostra.
//!
//! Simplificações: toda transação confirma, e nenhuma falha no meio; a decisão
//! é tomada com o escalonamento pronto, e não enquanto ele acontece.

pub mod acao;
pub mod cursor;
pub mod entrada;
pub mod equivalencia;
pub mod execucao;
pub mod expressao;
pub mod grafo;
pub mod leitor;
pub mod programas;
pub mod relato;
