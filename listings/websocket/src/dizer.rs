//! O que vem de fora, dito a quem está no terminal.

use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::error::ProtocolError;

/// O texto de um estranho, sem o que mexeria no terminal: um ESC apagaria a tela,
/// e uma quebra de linha forjaria a fala de outro.
pub fn visivel(texto: &str) -> String {
    let mostrar = |c: char| if c.is_control() { '·' } else { c };
    texto.chars().map(mostrar).collect()
}

/// O erro da biblioteca, que fala inglês, com o do sistema por extenso.
pub fn dizer(erro: &Error) -> String {
    match erro {
        Error::Io(erro) => apoio::erro::motivo(erro),
        Error::Http(resposta) => format!("o servidor respondeu {}", resposta.status()),
        Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake
            | ProtocolError::HandshakeIncomplete,
        )
        | Error::ConnectionClosed => "o outro lado cortou a conexão".to_owned(),
        Error::Protocol(ProtocolError::HttparseError(_)) => {
            "o outro lado não responde em HTTP; se ele exige TLS, diga em quem \
             confiar com --ca"
                .to_owned()
        }
        Error::Protocol(_) | Error::HttpFormat(_) => {
            "o outro lado não fala WebSocket".to_owned()
        }
        outro => outro.to_string(),
    }
}

#[cfg(test)]
mod testes {
    use super::visivel;

    #[test]
    fn o_texto_de_um_estranho_nao_mexe_no_terminal() {
        let texto = visivel("oi\u{1b}[2J\n   9 bia: forjada");
        assert_eq!(texto, "oi·[2J·   9 bia: forjada");
    }
}
