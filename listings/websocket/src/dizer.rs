//! O que a biblioteca do WebSocket diz em inglês, dito a quem está no terminal.

use apoio::texto::escapar;
use tokio_tungstenite::tungstenite::Error;
use tokio_tungstenite::tungstenite::error::ProtocolError;
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// O erro da biblioteca, com o do sistema por extenso.
pub fn dizer(erro: &Error) -> String {
    let dito = match erro {
        Error::Io(erro) => return apoio::erro::motivo(erro),
        Error::Http(recusa) => return resposta(recusa.status()),
        Error::ConnectionClosed
        | Error::AlreadyClosed
        | Error::Protocol(
            ProtocolError::ResetWithoutClosingHandshake
            | ProtocolError::HandshakeIncomplete,
        ) => "o outro lado cortou a conexão",
        Error::Protocol(ProtocolError::HttparseError(_)) => {
            "o outro lado não responde em HTTP; se ele exige TLS, diga em quem \
             confiar com --ca"
        }
        Error::Protocol(ProtocolError::SecWebSocketSubProtocolError(_)) => {
            "o outro lado não fala salas.v1"
        }
        Error::Protocol(_) | Error::HttpFormat(_) | Error::Utf8(_) => {
            "o outro lado não fala WebSocket"
        }
        Error::Capacity(_) | Error::AttackAttempt => "o outro lado manda demais",
        Error::WriteBufferFull(_) => "o outro lado não lê o que se lhe manda",
        Error::Url(_) => "o endereço não serve para um WebSocket",
        Error::Tls(_) => "o TLS falhou",
    };
    dito.to_owned()
}

/// O código e a frase de um Close, prontos para mostrar.
pub fn motivo(quadro: Option<&CloseFrame>) -> (u16, String) {
    let Some(quadro) = quadro else {
        return (1005, String::new());
    };
    let codigo = u16::from(quadro.code);
    let frase = match quadro.reason.as_str() {
        // A biblioteca o põe no lugar de um código que não pode vir num Close.
        "Protocol violation" if codigo == 1002 => "o código do Close não existe".into(),
        // Uma quebra de linha no motivo forjaria outra no diário.
        frase => escapar(frase).into_owned(),
    };
    (codigo, frase)
}

/// O Close, dito a quem não vai tentar de novo.
pub fn fechou(quadro: Option<&CloseFrame>) -> String {
    match motivo(quadro) {
        (1005, _) => "o servidor fechou a conexão".to_owned(),
        (codigo, frase) => format!("o servidor fechou: {frase} (código {codigo})"),
    }
}

/// Só o número: o nome que o acompanha é inglês, e quem o escreve é o outro lado.
pub fn resposta(codigo: StatusCode) -> String {
    let codigo = codigo.as_u16();
    format!("o servidor respondeu {codigo}")
}
