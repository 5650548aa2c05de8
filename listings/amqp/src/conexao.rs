//! Ligar-se ao broker: insistir com recuo e sorteio, e ter prazo.

use std::io;
use std::time::{Duration, Instant};

use apoio::erro::motivo;
use apoio::programa::registrar;
use lapin::{Connection, ConnectionProperties, ErrorKind};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use crate::endereco::Broker;

const PRIMEIRO_RECUO: Duration = Duration::from_millis(200);
const MAIOR_RECUO: Duration = Duration::from_secs(5);
/// Uma porta que aceita e se cala não segura o programa.
const APERTO_DE_MAO: Duration = Duration::from_secs(5);

/// A última tentativa começa no fim do prazo, e ainda precisa de tempo para falhar.
const ULTIMA_TENTATIVA: Duration = Duration::from_secs(1);
/// Quanto se espera pelo broker depois que o trabalho acabou, ou que pediram o fim.
const DESPEDIDA: Duration = Duration::from_secs(1);
/// Uma escrita num disco ocupado cabe aqui com folga.
const RESPOSTA: Duration = Duration::from_secs(8);

/// Não há broker, e já se insistiu bastante.
#[derive(Debug, thiserror::Error)]
#[error(
    "nenhum broker AMQP em {broker} depois de insistir por {prazo:?}: {motivo}. \
     Inicie um (cargo xtask servicos amqp) ou diga onde há outro: \
     --broker amqp://USUÁRIO:SENHA@HOST:PORTA/%2f"
)]
pub struct SemBroker {
    broker: Broker,
    prazo: Duration,
    motivo: String,
}

/// Liga-se, tentando de novo até o prazo.
///
/// # Errors
/// [`SemBroker`], com o motivo da última tentativa.
pub async fn conectar(broker: &Broker, prazo: Duration) -> Result<Connection, SemBroker> {
    let inicio = Instant::now();
    for tentativa in 0.. {
        let resta = prazo.saturating_sub(inicio.elapsed());
        let tentar = tentar(broker, resta.clamp(ULTIMA_TENTATIVA, APERTO_DE_MAO));
        let motivo = match tentar.await {
            Ok(conexao) => return Ok(conexao),
            Err(motivo) => motivo,
        };
        let resta = prazo.saturating_sub(inicio.elapsed());
        if resta.is_zero() {
            let broker = broker.clone();
            return Err(SemBroker {
                broker,
                prazo,
                motivo,
            });
        }
        let espera = recuo(tentativa).min(resta);
        registrar(format_args!("sem broker: {motivo}; tento em {espera:.0?}"));
        sleep(espera).await;
    }
    unreachable!("o prazo acaba antes das tentativas")
}

async fn tentar(broker: &Broker, prazo: Duration) -> Result<Connection, String> {
    let pedido =
        Connection::connect_uri(broker.0.clone(), ConnectionProperties::default());
    match timeout(prazo, pedido).await {
        Ok(Ok(conexao)) => Ok(conexao),
        Ok(Err(erro)) => Err(explicar(&erro)),
        Err(_) => Err(motivo(&io::ErrorKind::TimedOut.into())),
    }
}

/// Uma espera ao acaso entre a metade do teto e ele.
pub fn recuo(tentativa: u32) -> Duration {
    let teto = PRIMEIRO_RECUO * 2_u32.pow(tentativa.min(10));
    teto.min(MAIOR_RECUO).mul_f64(0.5 + fastrand::f64() / 2.0)
}

/// A conversa com o broker falhou.
#[derive(Debug, thiserror::Error)]
pub enum Queda {
    // Não é a causa (`#[from]`): o texto dela, em inglês, iria junto.
    #[error("{}", explicar(.0))]
    Erro(lapin::Error),
    #[error("o broker não respondeu em {RESPOSTA:?}")]
    Silencio,
    #[error("o broker encerrou o consumo")]
    Encerrado,
}

impl From<lapin::Error> for Queda {
    fn from(erro: lapin::Error) -> Self {
        Self::Erro(erro)
    }
}

impl Queda {
    /// Uma recusa do broker que insistir não mudaria: a fila existe e é outra, por
    /// exemplo.
    pub fn e_recusa(&self) -> bool {
        matches!(self, Self::Erro(erro) if erro.is_amqp_soft_error())
    }
}

/// Despede-se. Feito está feito: a despedida que falha não muda nada.
pub async fn fechar(conexao: &Connection) {
    let _ = timeout(DESPEDIDA, conexao.close(200, "até logo".into())).await;
}

/// Espera pelo trabalho; pedido o fim, só mais a demora dele e a despedida.
pub(crate) async fn com_pressa<T>(
    fim: &CancellationToken,
    trabalho: impl Future<Output = T>,
    demora: Duration,
) -> Option<T> {
    let pressa = async {
        fim.cancelled().await;
        sleep(demora + DESPEDIDA).await;
    };
    tokio::select! {
        biased;
        feito = trabalho => Some(feito),
        () = pressa => None,
    }
}

// ANCHOR: no_prazo
/// Espera por uma operação, mas não para sempre: quando a conexão morre no meio
/// de um `ack`, o lapin 4.12 pode nunca dizer que não deu.
///
/// # Errors
/// A operação falhou, ou o prazo acabou.
pub async fn no_prazo<T, E: Into<Queda>>(
    operacao: impl Future<Output = Result<T, E>>,
) -> Result<T, Queda> {
    match timeout(RESPOSTA, operacao).await {
        Ok(resultado) => resultado.map_err(Into::into),
        Err(_) => Err(Queda::Silencio),
    }
}
// ANCHOR_END: no_prazo

/// O que houve com a conversa, em português.
pub fn explicar(erro: &lapin::Error) -> String {
    match erro.kind() {
        ErrorKind::IOError(erro) => motivo(erro),
        ErrorKind::ProtocolError(erro) => recusa(erro.get_id()),
        ErrorKind::MissingHeartbeatError => "o broker não deu sinal de vida".to_owned(),
        ErrorKind::InvalidConnectionState(_) | ErrorKind::InvalidChannelState(..) => {
            "a conversa com o broker já tinha acabado".to_owned()
        }
        ErrorKind::ParsingError(_) | ErrorKind::InvalidProtocolVersion(_) => {
            "quem atende nesse endereço não fala AMQP 0-9-1".to_owned()
        }
        _ => "a conversa com o broker falhou".to_owned(),
    }
}

/// O texto que vem com o código é em inglês, e muda de versão para versão.
fn recusa(codigo: u16) -> String {
    let motivo = match codigo {
        311 => "a mensagem é grande demais",
        320 => "quem administra o broker fechou a conexão",
        402 => "o vhost não existe",
        403 => "usuário, senha ou permissão não servem",
        404 => "não há fila ou exchange com esse nome",
        405 => "a fila é de outra conexão",
        406 => "já há fila ou exchange com esse nome, e de outras propriedades",
        501..=506 => "a conversa saiu da ordem da norma",
        530 => "o broker não permite isso, ou não há esse vhost",
        541 => "o broker teve um erro interno",
        _ => return format!("o broker recusou (código {codigo})"),
    };
    format!("o broker recusou: {motivo} (código {codigo})")
}

#[cfg(test)]
mod testes {
    use super::*;
    use lapin::protocol::{AMQPError, AMQPErrorKind, AMQPSoftError};

    #[test]
    fn a_recusa_do_broker_nao_leva_junto_o_ingles_do_lapin() {
        let tipo = AMQPErrorKind::Soft(AMQPSoftError::PRECONDITIONFAILED);
        let erro = AMQPError::new(tipo, "inequivalent arg".into());
        let erro = lapin::Error::from(ErrorKind::ProtocolError(erro));
        let dito = apoio::erro::com_causas(&Queda::from(erro).into());
        assert!(dito.ends_with("(código 406)"), "{dito}");
        assert!(!dito.contains("AMQP"), "{dito}");
    }
}
