//! Nenhum bloco de Rust do livro passa sem prova: os que vêm de arquivos são
//! membros do espaço de trabalho, e os soltos no texto são compilados e rodados
//! aqui, cada um como um teste.
//!
//! ```text
//! src/**/*.md, README.md ──► blocos (build.rs) ──► cópias só com os trechos
//!                                                        │ skeptic
//!                                                        ▼
//!                                        um #[test] por trecho (tests/programas)
//! ```
//!
//! Ordem de leitura: [`blocos`] separa os trechos do resto; [`livro`] diz onde
//! procurá-los e que nome têm seus testes.

pub mod blocos;
pub mod livro;
