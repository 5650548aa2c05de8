//! O chat-servidor no ar, nos dois modos.
#![allow(dead_code, reason = "cada executável usa uma parte")]

use std::net::SocketAddr;

use apoio::teste::Programa;

/// Gera cada teste duas vezes: contra o bate-papo com threads e com tokio.
macro_rules! nos_dois_modos {
    ($($(#[$atributo:meta])* $nome:ident),* $(,)?) => {
        mod threads { $($(#[$atributo])* #[test] fn $nome() { super::$nome("threads"); })* }
        mod assincrono { $($(#[$atributo])* #[test] fn $nome() { super::$nome("assincrono"); })* }
    };
}
pub(crate) use nos_dois_modos;

/// O chat-servidor numa porta livre.
pub fn chat(modo: &str, argumentos: &[&str]) -> (Programa, SocketAddr) {
    let base = ["--endereco", "127.0.0.1:0", "--modo", modo];
    let servidor = Programa::iniciar(
        env!("CARGO_BIN_EXE_chat-servidor"),
        &[&base, argumentos].concat(),
    );
    let endereco = servidor.esperar_pronto();
    (servidor, endereco)
}

/// O maior espaço de endereços que o processo já teve, em KiB, onde há `/proc`.
pub fn pico_de_enderecos(pid: u32) -> Option<u64> {
    let estado = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let linha = estado.lines().find_map(|l| l.strip_prefix("VmPeak:"))?;
    linha.trim().strip_suffix(" kB")?.parse().ok()
}
