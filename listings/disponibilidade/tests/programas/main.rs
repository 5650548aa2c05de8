//! Os programas, rodando como o leitor os roda.

mod arquivos;
mod frente;
