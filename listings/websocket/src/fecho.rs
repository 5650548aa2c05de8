//! Por que uma conexão acaba: todo caminho tem um código e uma frase.

use std::fmt;
use std::time::Duration;

use futures_util::SinkExt;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Error, Message, error::ProtocolError};

/// O que se joga fora, no máximo, de quem ainda falava quando foi desligado.
const SOBRA: u64 = 1 << 20;

/// Por que o servidor fecha a conexão.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fecho {
    /// O cliente se despediu, ou sumiu: não há o que dizer.
    Despedida,
    /// O servidor vai parar.
    Parada,
    /// Quebrou o protocolo: quadro sem máscara, controle partido, bit reservado…
    Protocolo(String),
    /// Mandou um tipo de mensagem que este servidor não atende.
    Tipo,
    /// Mandou como texto bytes que não são UTF-8.
    Texto,
    /// Quebrou uma regra da casa: entrada, nome, taxa.
    Regra(String),
    /// A mensagem passa do limite.
    Tamanho { limite: usize },
    /// Não deu sinal de vida, ou o servidor falhou.
    Falha(String),
    /// Agora não: a fila dele encheu, ou não há lugar.
    Depois(String),
    /// O mesmo cliente entrou por outra conexão.
    Substituida,
}

impl Fecho {
    /// O código do quadro Close; os de 4000 em diante são da aplicação.
    pub fn codigo(&self) -> u16 {
        match self {
            Self::Despedida => 1000,
            Self::Parada => 1001,
            Self::Protocolo(_) => 1002,
            Self::Tipo => 1003,
            Self::Texto => 1007,
            Self::Regra(_) => 1008,
            Self::Tamanho { .. } => 1009,
            Self::Falha(_) => 1011,
            Self::Depois(_) => 1013,
            Self::Substituida => 4000,
        }
    }

    /// O código que corresponde a um erro de leitura da biblioteca.
    pub fn do_erro(erro: &Error, limite: usize) -> Self {
        match erro {
            // O outro lado sumiu: não resta a quem dizer.
            Error::ConnectionClosed | Error::AlreadyClosed | Error::Io(_) => {
                Self::Despedida
            }
            Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => {
                Self::Despedida
            }
            Error::Protocol(regra) => Self::Protocolo(em_portugues(regra).to_owned()),
            Error::Utf8(_) => Self::Texto,
            Error::Capacity(_) => Self::Tamanho { limite },
            Error::WriteBufferFull(_) => {
                Self::Depois("você não lê o que lhe mandam".into())
            }
            // De servidor, nenhum outro; e o texto da biblioteca é inglês.
            _ => Self::Falha("falha no servidor".into()),
        }
    }

    /// O quadro Close; a frase é cortada para caber nos 125 bytes de um controle.
    pub fn quadro(&self) -> CloseFrame {
        let mut frase = self.to_string();
        while frase.len() > 123 {
            frase.pop();
        }
        CloseFrame {
            code: CloseCode::from(self.codigo()),
            reason: frase.into(),
        }
    }
}

impl fmt::Display for Fecho {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Despedida => f.write_str("até logo"),
            Self::Parada => f.write_str("o servidor vai parar; volte em instantes"),
            Self::Protocolo(qual) => write!(f, "protocolo: {qual}"),
            Self::Tipo => f.write_str("este servidor só fala texto"),
            Self::Texto => f.write_str("o texto não é UTF-8"),
            Self::Tamanho { limite } => {
                write!(f, "a mensagem passa do limite de {limite} bytes")
            }
            Self::Regra(qual) | Self::Falha(qual) | Self::Depois(qual) => {
                f.write_str(qual)
            }
            Self::Substituida => f.write_str("você entrou por outra conexão"),
        }
    }
}

fn em_portugues(regra: &ProtocolError) -> &'static str {
    match regra {
        ProtocolError::UnmaskedFrameFromClient => "quadro de cliente sem máscara",
        ProtocolError::FragmentedControlFrame => "quadro de controle fragmentado",
        ProtocolError::ControlFrameTooBig => "quadro de controle com mais de 125 bytes",
        ProtocolError::NonZeroReservedBits => "bit reservado ligado",
        ProtocolError::UnexpectedContinueFrame => "continuação sem começo",
        ProtocolError::ExpectedFragment(_) => "mensagem nova no meio de outra",
        ProtocolError::InvalidCloseSequence => "Close malformado",
        ProtocolError::InvalidOpcode(_)
        | ProtocolError::UnknownControlFrameType(_)
        | ProtocolError::UnknownDataFrameType(_) => "código de operação desconhecido",
        _ => "quadro fora da norma",
    }
}

// ANCHOR: despedir
/// Manda o Close e espera, com prazo, o outro lado terminar de ler.
///
/// Fechar com bytes por ler faria o TCP mandar RST, e o RST apaga do buffer do
/// outro lado o Close que ele ainda não leu: ele nunca saberia o motivo.
pub async fn despedir<S>(mut ws: WebSocketStream<S>, fecho: &Fecho, prazo: Duration)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let avisar = async {
        ws.send(Message::Close(Some(fecho.quadro()))).await.ok();
        // Se foi ele quem fechou, o `send` se recusa, e a resposta ao Close dele
        // está pronta e por mandar.
        ws.flush().await.ok();
        let fluxo = ws.get_mut();
        fluxo.shutdown().await.ok();
        let mut resto = fluxo.take(SOBRA);
        tokio::io::copy(&mut resto, &mut tokio::io::sink())
            .await
            .ok();
    };
    // Quem não lê não ouvirá o motivo; esperar mais só seguraria memória.
    timeout(prazo, avisar).await.ok();
}
// ANCHOR_END: despedir
