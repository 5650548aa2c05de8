//! O cliente das salas: reconecta sozinho, sem perder nem repetir.
//!
//! Guarda duas coisas entre uma conexão e outra: o número do último evento que
//! mostrou, e as falas que ninguém confirmou. Ao voltar, pede o que vem depois
//! do primeiro e repete as segundas.

use std::collections::VecDeque;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderValue, header};
use tokio_tungstenite::tungstenite::{Error, Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use crate::conexao::conectar;
use crate::limites::Limites;
use crate::memoria::Memoria;
use crate::ola::{perguntar, relogio};
use crate::ola_cliente::dizer;
use crate::protocolo::{DoCliente, DoServidor, Evento, SUBPROTOCOLO};
use crate::tls::nome_de;

/// Falas sem confirmação que se guardam; com mais, espera-se para falar.
pub const PENDENTES: usize = 32;

/// Quem é o cliente, e aonde vai.
#[derive(Clone)]
pub struct Opcoes {
    pub endereco: String,
    pub sala: String,
    pub nome: String,
    pub tls: Option<TlsConnector>,
    /// A primeira espera para reconectar; dobra a cada tentativa.
    pub recuo: Duration,
    /// Tentativas seguidas antes de desistir.
    pub tentativas: u32,
}

/// O que o cliente conta a quem o usa.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aviso {
    Entrou(Vec<String>),
    Evento(Evento),
    Chegou(String),
    Saiu(String),
    /// O servidor já não guarda estes eventos: não há como mostrá-los.
    Lacuna {
        de: u64,
        ate: u64,
    },
    Caiu(String),
}

/// Por que o cliente parou de tentar.
#[derive(Debug, thiserror::Error)]
pub enum Desistencia {
    #[error("o servidor recusou: {motivo} (código {codigo})")]
    Recusa { codigo: u16, motivo: String },
    #[error("desisti depois de {0} tentativas: {1}")]
    Tentativas(u32, String),
    #[error("o servidor não aceitou o aperto de mão: {0}")]
    Aperto(String),
}

/// Como uma conexão acabou.
enum Queda {
    /// O usuário terminou.
    Fim,
    /// Vale tentar de novo.
    Passageira(String),
    /// Tentar de novo daria no mesmo.
    Definitiva(Desistencia),
}

/// Vive na sala até a entrada acabar, reconectando quando cai.
///
/// # Errors
/// Se o servidor recusar de um modo que repetir não conserta, ou se as
/// tentativas acabarem.
pub async fn viver(
    opcoes: Opcoes,
    mut falas: mpsc::Receiver<String>,
    avisos: mpsc::Sender<Aviso>,
) -> Result<(), Desistencia> {
    let mut memoria = Memoria::nova(&opcoes.sala, &opcoes.nome);
    let mut seguidas = 0;
    loop {
        memoria.em_dia = false;
        let motivo = match uma_conexao(&opcoes, &mut memoria, &mut falas, &avisos).await {
            Queda::Fim => return Ok(()),
            Queda::Definitiva(motivo) => return Err(motivo),
            Queda::Passageira(motivo) => motivo,
        };
        // Só conta de novo quem chegou a entrar: aceitar e cair não é progresso.
        seguidas = if memoria.em_dia { 0 } else { seguidas + 1 };
        if seguidas >= opcoes.tentativas {
            return Err(Desistencia::Tentativas(seguidas, motivo));
        }
        avisos.send(Aviso::Caiu(motivo)).await.ok();
        sleep(recuo(opcoes.recuo, seguidas)).await;
    }
}

// ANCHOR: recuo
/// Uma espera ao acaso entre zero e o teto: cem clientes derrubados juntos não
/// voltam juntos.
fn recuo(primeiro: Duration, seguidas: u32) -> Duration {
    let teto = primeiro.saturating_mul(1 << seguidas.min(10));
    teto.min(Duration::from_secs(30)).mul_f64(fastrand::f64())
}
// ANCHOR_END: recuo

async fn uma_conexao(
    opcoes: &Opcoes,
    memoria: &mut Memoria,
    falas: &mut mpsc::Receiver<String>,
    avisos: &mpsc::Sender<Aviso>,
) -> Queda {
    let fluxo = match conectar(&opcoes.endereco).await {
        Ok(fluxo) => fluxo,
        Err(erro) => return Queda::Passageira(erro.to_string()),
    };
    let Some(tls) = &opcoes.tls else {
        return conversar("ws", fluxo, opcoes, memoria, falas, avisos).await;
    };
    let nome = match nome_de(&opcoes.endereco) {
        Ok(nome) => nome,
        Err(e) => return Queda::Definitiva(Desistencia::Aperto(e.to_string())),
    };
    match timeout(Limites::default().entrada, tls.connect(nome, fluxo)).await {
        Ok(Ok(fluxo)) => conversar("wss", fluxo, opcoes, memoria, falas, avisos).await,
        // Um certificado ruim não melhora sozinho.
        Ok(Err(erro)) => Queda::Definitiva(Desistencia::Aperto(format!("TLS: {erro}"))),
        Err(_) => Queda::Passageira("o aperto de mão do TLS não veio".into()),
    }
}

async fn conversar<S>(
    esquema: &str,
    fluxo: S,
    opcoes: &Opcoes,
    memoria: &mut Memoria,
    falas: &mut mpsc::Receiver<String>,
    avisos: &mpsc::Sender<Aviso>,
) -> Queda
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let limites = Limites::default();
    let mut ws = match timeout(limites.entrada, aperto(esquema, fluxo, opcoes)).await {
        Err(_) => return Queda::Passageira("o aperto de mão não veio".into()),
        Ok(Err(Error::Http(r))) if r.status() != 503 => {
            return Queda::Definitiva(Desistencia::Aperto(r.status().to_string()));
        }
        Ok(Err(erro)) => return Queda::Passageira(dizer(&erro)),
        Ok(Ok(ws)) => ws,
    };
    let mut por_enviar: VecDeque<Message> = memoria.ao_conectar();
    let mut relogio = relogio(limites.silencio);
    let mut batidas_em_silencio = 0;
    loop {
        while let Some(mensagem) = por_enviar.pop_front() {
            if !matches!(
                timeout(limites.escrita, ws.send(mensagem)).await,
                Ok(Ok(()))
            ) {
                return Queda::Passageira("a conexão não escreve".into());
            }
        }
        let ha_lugar = memoria.em_dia && memoria.pendentes() < PENDENTES;
        tokio::select! {
            lida = ws.next() => {
                batidas_em_silencio = 0;
                match ouvir(lida, memoria, avisos).await {
                    Ok(repetir) => por_enviar.extend(repetir),
                    Err(queda) => return queda,
                }
            }
            fala = falas.recv(), if ha_lugar && !memoria.terminou => match fala {
                Some(texto) => por_enviar.push_back(memoria.dizer(texto)),
                None => memoria.terminou = true,
            },
            _ = relogio.tick() => {
                batidas_em_silencio += 1;
                if batidas_em_silencio > 2 || !perguntar(&mut ws, &limites).await {
                    return Queda::Passageira("o servidor não dá sinal de vida".into());
                }
            }
        }
        // Só se despede quem não deve nada: a última fala também se confirma.
        if memoria.terminou && memoria.pendentes() == 0 && por_enviar.is_empty() {
            crate::fecho::despedir(ws, &crate::fecho::Fecho::Despedida, limites.escrita)
                .await;
            return Queda::Fim;
        }
    }
}

async fn aperto<S>(
    esquema: &str,
    fluxo: S,
    opcoes: &Opcoes,
) -> Result<WebSocketStream<S>, Error>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let url = format!("{esquema}://{}/salas", opcoes.endereco);
    let mut pedido = url.into_client_request()?;
    pedido.headers_mut().insert(
        header::SEC_WEBSOCKET_PROTOCOL,
        HeaderValue::from_static(SUBPROTOCOLO),
    );
    let ajustes = Limites {
        // O que o servidor põe em volta da fala também conta.
        mensagem: 64 * 1024,
        ..Limites::default()
    };
    let (ws, _) =
        client_async_with_config(pedido, fluxo, Some(ajustes.do_protocolo())).await?;
    Ok(ws)
}

/// Uma mensagem do servidor: atualiza a memória e avisa. Devolve o que repetir.
async fn ouvir(
    lida: Option<Result<Message, Error>>,
    memoria: &mut Memoria,
    avisos: &mpsc::Sender<Aviso>,
) -> Result<Vec<Message>, Queda> {
    match lida {
        None => Err(Queda::Passageira("o servidor cortou a conexão".into())),
        Some(Err(erro)) => Err(Queda::Passageira(dizer(&erro))),
        Some(Ok(Message::Close(quadro))) => {
            let quadro = quadro.map(|q| (u16::from(q.code), q.reason));
            let (codigo, motivo) = quadro.unwrap_or((1005, Utf8Bytes::default()));
            Err(depois_do_close(codigo, motivo.as_str()))
        }
        Some(Ok(Message::Text(texto))) => {
            let dita: DoServidor = serde_json::from_str(&texto)
                .map_err(|_| Queda::Passageira("não entendo o servidor".into()))?;
            let (aviso, repetir) = memoria.ouvir(dita).map_err(Queda::Passageira)?;
            if let Some(aviso) = aviso {
                avisos.send(aviso).await.map_err(|_| Queda::Fim)?;
            }
            Ok(repetir)
        }
        Some(Ok(_)) => Ok(Vec::new()),
    }
}

/// O código diz se vale voltar: o que foi culpa do momento, sim; o que seria
/// recusado de novo, não.
fn depois_do_close(codigo: u16, motivo: &str) -> Queda {
    let motivo = motivo.to_owned();
    match codigo {
        1002 | 1003 | 1007..=1010 | 4000..=4999 => {
            Queda::Definitiva(Desistencia::Recusa { codigo, motivo })
        }
        _ if motivo.is_empty() => Queda::Passageira(format!("código {codigo}")),
        _ => Queda::Passageira(motivo),
    }
}

impl Memoria {
    fn ao_conectar(&self) -> VecDeque<Message> {
        VecDeque::from([em_texto(&self.entrar())])
    }
}

/// A mensagem como vai no quadro.
pub(crate) fn em_texto(dita: &DoCliente) -> Message {
    Message::text(serde_json::to_string(dita).expect("são só textos e números"))
}
