//! Um estado do gRPC dito numa linha, em português.

use std::error::Error as _;
use std::io;

use anyhow::anyhow;
use apoio::erro::motivo;
use apoio::texto::escapar;
use tonic::{Code, Status};
use tonic_types::StatusExt;

use crate::recusa::{COMPRIMIDA, GRANDE, ilegivel};

/// O estado, numa linha: `NOT_FOUND (SEM_CHAVE): não há a chave "x"`.
pub fn dizer(erro: Status) -> anyhow::Error {
    let codigo = nome_do_codigo(erro.code());
    let motivo = erro.get_details_error_info().map(|d| d.reason);
    let motivo = motivo.map_or_else(String::new, |m| format!(" ({m})"));
    let frase = local(&erro).unwrap_or_else(|| alheia(&erro));
    // Numa linha só: com uma quebra, quem está do outro lado forjaria a seguinte.
    anyhow!("{}", escapar(&format!("{codigo}{motivo}: {frase}")))
}

/// A frase do outro lado, ou a que a biblioteca pôs no lugar da que não veio.
fn alheia(erro: &Status) -> String {
    let frase = erro.message();
    if let Some((_, http)) = frase.rsplit_once("mapped from HTTP status code ") {
        return format!("o outro lado fala HTTP/2, mas não gRPC: respondeu HTTP {http}");
    }
    // Pelo começo: o resto pode ser uma chave, que é de quem a escreveu.
    let comeca = |com| frase.starts_with(com);
    let dito = if frase.is_empty() {
        "o outro lado não disse por quê"
    } else if comeca(GRANDE) {
        "a resposta passa de 4 MiB"
    } else if comeca(COMPRIMIDA) {
        "a resposta vem comprimida, e não sei abri-la"
    } else if comeca("Error deserializing status message header") {
        "o outro lado disse por quê, mas não em texto que se leia"
    } else if ilegivel(erro) {
        "não entendi a resposta: não é a do contrato"
    } else {
        frase
    };
    dito.to_owned()
}

fn em_portugues(sabido: &[(&str, &'static str)], frase: &str) -> Option<&'static str> {
    let achado = sabido
        .iter()
        .find(|(em_ingles, _)| frase.contains(em_ingles));
    achado.map(|(_, texto)| *texto)
}

/// O que houve deste lado, se a chamada nem chegou ao servidor.
fn local(erro: &Status) -> Option<String> {
    let mut causa = erro.source();
    let mut ultima = None;
    while let Some(c) = causa {
        if let Some(e) = c.downcast_ref::<io::Error>()
            && e.raw_os_error().is_some()
        {
            return Some(format!("não consegui conectar: {}", motivo(e)));
        }
        ultima = Some(c.to_string());
        causa = c.source();
    }
    let frase = ultima?;
    let sabido = [
        (
            "UnknownIssuer",
            "o certificado não foi assinado por essa autoridade",
        ),
        (
            "not valid for name",
            "o certificado é de outro nome; diga qual com --nome",
        ),
        ("expired", "o certificado venceu"),
        (
            "InvalidContentType",
            "o servidor não fala TLS; tire --autoridade",
        ),
        (
            "HandshakeTimeout",
            "o servidor aceitou a conexão e calou-se",
        ),
        ("deadline has elapsed", "o servidor não respondeu à conexão"),
        ("failed to lookup", "não achei essa máquina pelo nome"),
    ];
    // O que `traduzir` disse já é nosso; o resto, a biblioteca diz em inglês.
    let nosso = erro.source().is_some_and(|c| c.is::<Status>());
    let resto = if nosso {
        erro.message()
    } else {
        "a conexão falhou"
    };
    Some(em_portugues(&sabido, &frase).unwrap_or(resto).to_owned())
}

/// `NotFound` vira `NOT_FOUND`, como se escreve na especificação.
pub fn nome_do_codigo(codigo: Code) -> String {
    let mut nome = String::new();
    for letra in format!("{codigo:?}").chars() {
        if letra.is_uppercase() && !nome.is_empty() {
            nome.push('_');
        }
        nome.push(letra.to_ascii_uppercase());
    }
    nome
}
