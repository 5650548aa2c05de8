//! Confere o que um programa imprime com o que o livro mostra.
//!
//! Um arquivo em `saidas/` é uma sessão de terminal: as linhas que começam por
//! `$ ` são comandos, as outras são o que eles imprimiram. Um teste refaz a
//! sessão e compara. Quando o programa muda de propósito, grava-se de novo:
//!
//! ```text
//! ATUALIZAR_SAIDAS=1 cargo test -p sockets --test saidas
//! ```

use std::path::Path;
use std::{env, fs};

/// Compara `obtida` com o arquivo, linha a linha; com `ATUALIZAR_SAIDAS=1`,
/// grava o arquivo em vez de comparar.
///
/// # Panics
/// Se diferem, dizendo onde e como gravar de novo.
#[track_caller]
pub fn conferir(arquivo: &Path, obtida: &str) {
    let obtida = format!("{}\n", obtida.replace("\r\n", "\n").trim_end());
    if env::var_os("ATUALIZAR_SAIDAS").is_some() {
        fs::write(arquivo, obtida).expect("não consegui gravar a saída");
        return;
    }
    let mostrada = fs::read_to_string(arquivo)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        mostrada == obtida,
        "o programa não imprime mais o que {} mostra.\n--- o livro mostra:\n{mostrada}\n\
         --- o programa imprimiu:\n{obtida}\nSe a mudança é de propósito: \
         ATUALIZAR_SAIDAS=1 cargo test",
        arquivo.display(),
    );
}

/// Troca o endereço sorteado no teste pelo que o leitor verá no livro.
pub fn com_porta(texto: &str, sorteada: std::net::SocketAddr, no_livro: u16) -> String {
    texto.replace(
        &sorteada.to_string(),
        &format!("{}:{no_livro}", sorteada.ip()),
    )
}
