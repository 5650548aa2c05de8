//! Rodar um programa desta crate como o leitor faria.

use apoio::teste::{Fim, Programa};

/// Roda, digita as linhas e espera o fim.
pub fn rodar(nome: &str, argumentos: &[&str], entrada: &[&str]) -> Fim {
    let executavel = match nome {
        "montar" => env!("CARGO_BIN_EXE_montar"),
        "desmontar" => env!("CARGO_BIN_EXE_desmontar"),
        "tempo-de-entrega" => env!("CARGO_BIN_EXE_tempo-de-entrega"),
        "topologias" => env!("CARGO_BIN_EXE_topologias"),
        _ => env!("CARGO_BIN_EXE_figuras-de-redes"),
    };
    let mut programa = Programa::iniciar(executavel, argumentos);
    for linha in entrada {
        programa.digitar(linha);
    }
    programa.esperar_fim()
}
