//! Sessões de terminal: o comando como o leitor o digita, e o que ele imprime.

use std::net::SocketAddr;

use apoio::saida::comando;
use apoio::teste::Programa;

pub fn executavel(nome: &str) -> &'static str {
    match nome {
        "eco-servidor" => env!("CARGO_BIN_EXE_eco-servidor"),
        "eco-cliente" => env!("CARGO_BIN_EXE_eco-cliente"),
        "chat-servidor" => env!("CARGO_BIN_EXE_chat-servidor"),
        "chat-cliente" => env!("CARGO_BIN_EXE_chat-cliente"),
        "chat-ataque" => env!("CARGO_BIN_EXE_chat-ataque"),
        _ => env!("CARGO_BIN_EXE_quadro-ingenuo"),
    }
}

pub fn iniciar(nome: &str, argumentos: &[&str], endereco: &str) -> Programa {
    let endereco = ["--endereco", endereco];
    Programa::iniciar(executavel(nome), &[argumentos, &endereco].concat())
}

/// Um servidor pronto, com a sessão que o leitor vê no terminal dele.
pub fn servidor(nome: &str, argumentos: &[&str]) -> (Programa, SocketAddr) {
    let programa = iniciar(nome, argumentos, "127.0.0.1:0");
    let endereco = programa.esperar_pronto();
    (programa, endereco)
}

/// Um cliente até o fim, com estas linhas na entrada; devolve a sessão.
pub fn cliente(
    nome: &str,
    argumentos: &[&str],
    endereco: SocketAddr,
    digitadas: &[&str],
) -> String {
    let mut programa = iniciar(nome, argumentos, &endereco.to_string());
    let entrada: String = digitadas.iter().map(|l| format!("{l}\\n")).collect();
    let digitar = if digitadas.is_empty() {
        String::new()
    } else {
        format!("printf '{entrada}' | ")
    };
    for linha in digitadas {
        programa.digitar(linha);
    }
    let fim = programa.esperar_fim();
    let linha = comando(nome, argumentos).replacen("$ ", &format!("$ {digitar}"), 1);
    format!("{linha}{}{}", fim.saida, fim.erro)
}
