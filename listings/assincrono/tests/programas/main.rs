//! Os programas, como o leitor os roda.

mod execucao;
