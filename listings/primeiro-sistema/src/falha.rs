//! Os dois jeitos de um pedido não dar certo.

// ANCHOR: falha
/// Por que um pedido não teve resposta boa, e o que se sabe do efeito dele.
///
/// Num processo só, a segunda variante quase não existe. Entre processos ela é
/// inevitável: quem não ouve a resposta não sabe se o pedido foi atendido.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Falha {
    /// O pedido não teve efeito nenhum. Repetir é seguro.
    #[error("{0} (nada foi feito)")]
    Recusa(String),
    /// O pedido pode ter tido efeito. Repetir pode fazê-lo duas vezes.
    #[error("{0} (pode ter sido feito ou não)")]
    Incerta(String),
}
// ANCHOR_END: falha

/// Escreve um resultado como texto, para viajar numa mensagem.
pub fn codificar(resultado: &Result<String, Falha>) -> String {
    match resultado {
        Ok(corpo) => format!("ok\n{corpo}"),
        Err(Falha::Recusa(motivo)) => format!("recusa\n{motivo}"),
        Err(Falha::Incerta(motivo)) => format!("incerta\n{motivo}"),
    }
}

/// Desfaz [`codificar`]; `None` se o texto não é o que ela escreve.
pub fn decodificar(texto: &str) -> Option<Result<String, Falha>> {
    let (tipo, corpo) = texto.split_once('\n')?;
    let corpo = corpo.to_owned();
    match tipo {
        "ok" => Some(Ok(corpo)),
        "recusa" => Some(Err(Falha::Recusa(corpo))),
        "incerta" => Some(Err(Falha::Incerta(corpo))),
        _ => None,
    }
}
