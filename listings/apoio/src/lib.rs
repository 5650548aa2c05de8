//! O que várias listagens do curso compartilham, e só isso.
//!
//! - [`programa`]: o que todo programa do curso faz igual: entender os
//!   argumentos, anunciar que está pronto, escrever, dizer o erro, ouvir o Ctrl-C.
//! - [`aceitar`]: aceitar conexões com um teto (só com a característica
//!   `assincrono`, para que os programas sem tokio não o carreguem).
//! - [`fim`]: o pedido de fim, para quem espera num `select!` (também só com
//!   `assincrono`).
//! - [`arquivo`]: gravar um arquivo inteiro, ou nada; ler um que devia ser pequeno.
//! - [`descritores`]: quantas conexões o sistema deixa abrir.
//! - [`entrada`]: as linhas da entrada, com um teto.
//! - [`erro`]: os erros do sistema operacional, ditos em português.
//! - [`endereco`]: entender um endereço e escutar nele (só com a característica
//!   `rede`).
//! - [`texto`]: mostrar sem perigo o que veio de fora; o plural dos números.
//! - [`teste`]: iniciar um programa, esperar a linha de pronto, encerrá-lo.
//! - [`saida`]: conferir o que um programa imprime com o que o livro mostra.
//! - [`medida`]: os arquivos de medidas, e quando e em que máquina se mediu (só
//!   com a característica `medidas`).
//! - [`recusa`]: conferir que o compilador recusa o que o livro diz.
//!
//! Em ordem de leitura: `programa`, `erro`, `teste`, `saida`.

#[cfg(feature = "assincrono")]
pub mod aceitar;
mod argumentos;
pub mod arquivo;
pub mod descritores;
#[cfg(feature = "rede")]
pub mod endereco;
pub mod entrada;
pub mod erro;
mod escrita;
#[cfg(feature = "assincrono")]
pub mod fim;
#[cfg(feature = "medidas")]
pub mod medida;
pub mod programa;
pub mod recusa;
pub mod saida;
mod sinais;
pub mod teste;
pub mod texto;
mod valores;
