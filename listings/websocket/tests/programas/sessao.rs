//! Os programas, e como o leitor os roda.

use std::net::SocketAddr;
use std::path::Path;

use apoio::teste::Programa;

pub const MULTIDAO: &str = env!("CARGO_BIN_EXE_multidao");
pub const OLA: &str = env!("CARGO_BIN_EXE_ola-servidor");
pub const OLA_CLIENTE: &str = env!("CARGO_BIN_EXE_ola-cliente");
pub const SALAS: &str = env!("CARGO_BIN_EXE_salas-servidor");
pub const SALAS_CLIENTE: &str = env!("CARGO_BIN_EXE_salas-cliente");

pub fn salas(endereco: &str, pasta: &Path) -> (Programa, SocketAddr) {
    let historia = pasta.join("historia").display().to_string();
    let argumentos = ["--endereco", endereco, "--historia", &historia];
    let programa = Programa::iniciar(SALAS, &argumentos);
    let endereco = programa.esperar_pronto();
    (programa, endereco)
}

pub fn cliente(endereco: SocketAddr, nome: &str) -> Programa {
    let endereco = endereco.to_string();
    let argumentos = ["--nome", nome, "--endereco", &endereco, "--recuo", "20ms"];
    Programa::iniciar(SALAS_CLIENTE, &argumentos)
}
