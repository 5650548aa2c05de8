//! Contas de banco por eventos: o que se guarda é o que aconteceu, e o saldo
//! é uma conta que se refaz.
//!
//! ```text
//! comando ──decidir──► evento ──acrescentar──► log no disco
//!              ▲                                   │ dobrar
//!              └────────────── estado ◄────────────┘
//!                                ▲
//!                          instantâneo (atalho)
//! ```
//!
//! Módulos, em ordem de leitura:
//!
//! 1. [`errado`]: duas versões que perdem dinheiro, e a tabela que as expõe;
//! 2. [`dinheiro`] e [`nome`]: os tipos pequenos;
//! 3. [`evento`]: o que aconteceu;
//! 4. [`contas`]: o estado, dobra dos eventos;
//! 5. [`comando`]: o que se pede, e quando se recusa;
//! 6. [`log`]: os eventos no disco (formato, leitura, escrita, arquivo);
//! 7. [`instantaneo`]: o estado guardado, para não reler tudo;
//! 8. [`banco`]: tudo junto;
//! 9. [`console`] e [`sessao`]: a conversa com quem digita.
//!
//! Simplificações: um processo por log, um só arquivo que cresce sempre,
//! chaves guardadas para sempre e nenhuma cifra. O CRC-32 acusa acidentes, não
//! adulteração: quem pode escrever no arquivo pode refazer as somas.

pub mod banco;
pub mod comando;
pub mod console;
pub mod contas;
pub mod dinheiro;
pub mod errado;
pub mod evento;
pub mod instantaneo;
pub mod log;
pub mod nome;
pub mod sessao;
