//! Os bytes do protocolo, escritos à mão, e o que se grava das falas.

use websocket::protocolo::Evento;
use websocket::registro::Registro;

/// A chave do exemplo da RFC 6455, seção 1.3, e a resposta que ela pede.
pub const CHAVE: &str = "dGhlIHNhbXBsZSBub25jZQ==";
pub const ACEITE: &str = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/// Um quadro mascarado, como os de um cliente; `primeiro` leva FIN e o código.
pub fn quadro(primeiro: u8, carga: &[u8]) -> Vec<u8> {
    let mascara = [0x37, 0xfa, 0x21, 0x3d];
    let mut quadro = cabeca(primeiro, 0x80, carga.len() as u64);
    quadro.extend(mascara);
    quadro.extend(carga.iter().zip(mascara.iter().cycle()).map(|(b, m)| b ^ m));
    quadro
}

/// Os bytes antes da máscara: código e tamanho, na menor das três formas.
pub fn cabeca(primeiro: u8, mascara: u8, tamanho: u64) -> Vec<u8> {
    let mut bytes = vec![primeiro];
    match tamanho {
        0..126 => bytes.push(mascara | tamanho as u8),
        126..65536 => {
            bytes.push(mascara | 126);
            bytes.extend((tamanho as u16).to_be_bytes());
        }
        _ => {
            bytes.push(mascara | 127);
            bytes.extend(tamanho.to_be_bytes());
        }
    }
    bytes
}

/// Um aperto de mão certo, com as linhas `mudadas` no lugar das de costume; uma
/// linha sem valor some.
pub fn aperto(mudadas: &[(&str, &str)]) -> String {
    let certas = [
        ("Host", "127.0.0.1"),
        ("Upgrade", "websocket"),
        ("Connection", "Upgrade"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", CHAVE),
        ("Sec-WebSocket-Protocol", "salas.v1"),
    ];
    let mut pedido = String::from("GET /salas HTTP/1.1\r\n");
    let valor = |nome: &str| mudadas.iter().find(|(n, _)| *n == nome).map(|(_, v)| *v);
    for (nome, certo) in certas {
        match valor(nome) {
            Some("") => {}
            mudado => pedido += &format!("{nome}: {}\r\n", mudado.unwrap_or(certo)),
        }
    }
    for (nome, valor) in mudadas {
        if !certas.iter().any(|(n, _)| n == nome) {
            pedido += &format!("{nome}: {valor}\r\n");
        }
    }
    pedido + "\r\n"
}

/// Uma fala, como o cliente das salas a diz.
pub fn fala(numero: u64, texto: &str) -> String {
    serde_json::json!({"tipo": "dizer", "numero": numero, "texto": texto}).to_string()
}

/// Uma fala gravada; o número dela, do autor, é o mesmo da sala.
pub fn registro(sala: &str, vida: u64, n: u64) -> Registro {
    Registro {
        sala: sala.to_owned(),
        vida,
        cliente: "cliente-de-teste".to_owned(),
        numero: n,
        evento: Evento {
            n,
            autor: "ana".to_owned(),
            texto: format!("fala {n}: \"ção\"\ne outra linha"),
        },
    }
}
