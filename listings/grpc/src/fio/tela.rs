//! Os bytes de uma mensagem, um campo por linha.

use super::{ErroDeFio, Valor, campo, zigue_zague};

/// A cabeça que o gRPC põe na frente da mensagem, e cada campo dela.
///
/// # Errors
/// Veja [`ErroDeFio`].
pub fn desmontar(bytes: &[u8]) -> Result<Vec<String>, ErroDeFio> {
    let tamanho = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mut cabeca = vec![0];
    cabeca.extend(tamanho.to_be_bytes());
    let dito = format!("sem compressão, {tamanho} bytes");
    let mut linhas = vec![linha(&cabeca, &dito)];
    let mut resto = bytes;
    while !resto.is_empty() {
        let antes = resto;
        let campo = campo(&mut resto)?;
        let valor = match campo.valor {
            Valor::Bytes(b) => format!("{:?}", String::from_utf8_lossy(b)),
            Valor::Varint(n) => format!("{n}, que em zigue-zague é {}", zigue_zague(n)),
            outro => format!("{outro:?}"),
        };
        let usados = &antes[..antes.len() - resto.len()];
        linhas.push(linha(usados, &format!("campo {}: {valor}", campo.numero)));
    }
    Ok(linhas)
}

fn linha(bytes: &[u8], dito: &str) -> String {
    let pares: Vec<_> = bytes.iter().map(|b| format!("{b:02x}")).collect();
    format!("{:<28}{dito}", pares.join(" "))
}
