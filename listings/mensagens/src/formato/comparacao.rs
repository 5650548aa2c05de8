//! A mesma mensagem nos três formatos: os bytes e os tamanhos.

use super::{ErroDeFormato, Formato};
use crate::mensagem::{Id, Mensagem, No, Tipo};

/// O pedido 300 de ana para bia, com a carga dada.
pub fn exemplo(carga: Vec<u8>) -> Mensagem {
    Mensagem {
        id: Id(300),
        origem: No("ana".to_owned()),
        destino: No("bia".to_owned()),
        tipo: Tipo::Pedido,
        carga,
    }
}

/// Os bytes de uma mensagem curta e o tamanho de três.
///
/// # Errors
/// Se uma não couber no limite.
pub fn comparar() -> Result<String, ErroDeFormato> {
    let mut texto = String::new();
    for formato in Formato::TODOS {
        let bytes = formato.codificar(&exemplo(b"oi".to_vec()))?;
        texto += &format!("{}, {} bytes\n", formato.nome(), bytes.len());
        texto += &match formato {
            Formato::Json => em_linhas(&String::from_utf8_lossy(&bytes), 60),
            _ => em_linhas(&em_hexadecimal(&bytes), 60),
        };
    }
    texto += "\ncarga                     JSON  MessagePack  Protobuf\n";
    for (nome, carga) in [
        ("nenhuma", Vec::new()),
        ("2 letras", b"oi".to_vec()),
        ("os 256 bytes que há", (0..=255).collect()),
    ] {
        let mensagem = exemplo(carga);
        let mut linha = format!("{nome:<20}");
        for (formato, largura) in Formato::TODOS.into_iter().zip([10, 13, 10]) {
            linha += &format!("{:>largura$}", formato.codificar(&mensagem)?.len());
        }
        texto += &(linha + "\n");
    }
    Ok(texto)
}

fn em_hexadecimal(bytes: &[u8]) -> String {
    let pares: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pares.join(" ")
}

/// Quebra em linhas recuadas; só recebe ASCII.
fn em_linhas(texto: &str, largura: usize) -> String {
    let partes = texto.as_bytes().chunks(largura);
    let linha = |parte| format!("  {}\n", String::from_utf8_lossy(parte).trim_end());
    partes.map(linha).collect()
}
