//! A porta do broker embutido: o que é recusado aqui nem chega ao rumqttd.
//!
//! ```text
//! cliente ──CONNECT──► exame ──► rumqttd        o CONNACK volta pelo mesmo caminho
//!         ──pacotes──► exame ──►                e só depois dele os outros pacotes
//!         ◄──────────bytes────────
//! ```

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apoio::aceitar;
use apoio::programa::registrar;
use tokio::io::{AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Semaphore, TryAcquireError};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::exame::{Decisao, Exame, INDISPONIVEL, Recusa};
use crate::limites::Limites;
use crate::pacote::Pacote;

/// Clientes ao mesmo tempo, se o sistema dá descritores para todos.
pub const CLIENTES: usize = 1_000;
/// Quem chega com a casa cheia ainda cabe aqui enquanto ouve a recusa.
pub const NA_ENTRADA: usize = 100;
/// Quem conecta e não se apresenta não segura um lugar para sempre.
const APRESENTACAO: Duration = Duration::from_secs(5);
/// Quanto um cliente espera que o rumqttd o aceite.
const ACEITE: Duration = Duration::from_secs(5);
/// Quem não lê o que lhe mandam também não.
const ESCRITA: Duration = Duration::from_secs(10);

/// O que as conexões têm em comum.
struct Casa {
    rumqttd: SocketAddr,
    limites: Arc<Mutex<Limites>>,
    lugares: Arc<Semaphore>,
}

/// Recebe clientes, para sempre, e os leva ao rumqttd.
///
/// # Errors
/// Se o sistema não entrega o socket ao tokio.
pub async fn atender(
    ouvinte: TcpListener,
    rumqttd: SocketAddr,
    lugares: usize,
) -> io::Result<()> {
    ouvinte.set_nonblocking(true)?;
    let ouvinte = tokio::net::TcpListener::from_std(ouvinte)?;
    let casa = Arc::new(Casa {
        rumqttd,
        limites: Arc::default(),
        lugares: Arc::new(Semaphore::new(lugares)),
    });
    let vagas = Arc::new(Semaphore::new(lugares + NA_ENTRADA));
    let sem_fim = CancellationToken::new();
    while let Some((cliente, vaga)) = aceitar::proxima(&ouvinte, &vagas, &sem_fim).await {
        let casa = Arc::clone(&casa);
        tokio::spawn(async move {
            // A queda de um cliente só interessa a ele.
            let _ = casa.receber(cliente).await;
            drop(vaga);
        });
    }
    Ok(())
}

impl Casa {
    async fn receber(&self, mut cliente: TcpStream) -> io::Result<()> {
        cliente.set_nodelay(true)?;
        let primeiro = timeout(APRESENTACAO, Pacote::ler(&mut cliente)).await??;
        let Some(primeiro) = primeiro else {
            return Ok(());
        };
        let lugar = match self.lugares.try_acquire() {
            Ok(lugar) => lugar,
            Err(TryAcquireError::NoPermits | TryAcquireError::Closed) => {
                let motivo = "não há mais lugar para clientes";
                return recusar(&mut cliente, INDISPONIVEL, motivo).await;
            }
        };
        let exame = match Exame::da_chegada(&self.limites, &primeiro) {
            Ok(exame) => exame,
            // Não é MQTT: não há o que responder.
            Err(None) => return Ok(()),
            Err(Some(Recusa { codigo, motivo })) => {
                return recusar(&mut cliente, codigo, &motivo).await;
            }
        };
        let mut rumqttd = TcpStream::connect(self.rumqttd).await?;
        rumqttd.set_nodelay(true)?;
        rumqttd.write_all(&primeiro.bytes).await?;
        let Ok(aceite) = timeout(ACEITE, Pacote::ler(&mut rumqttd)).await else {
            let motivo = "o rumqttd não respondeu";
            let recusado = recusar(&mut cliente, INDISPONIVEL, motivo).await;
            drop(cliente);
            // Desiste o cliente; nós, não: o rumqttd 0.20 guarda em mau estado o nome
            // de quem some antes do CONNACK, e cai quando ele volta.
            rumqttd.readable().await?;
            return recusado;
        };
        let Some(aceite) = aceite? else {
            let motivo = "o rumqttd não o quis";
            return recusar(&mut cliente, INDISPONIVEL, motivo).await;
        };
        let (do_cliente, mut ao_cliente) = cliente.into_split();
        let (do_rumqttd, ao_rumqttd) = rumqttd.into_split();
        if escrever(&mut ao_cliente, &aceite.bytes).await.is_ok() {
            conversar(exame, (do_cliente, ao_cliente), (do_rumqttd, ao_rumqttd)).await;
        }
        drop(lugar);
        Ok(())
    }
}

type Pontas = (OwnedReadHalf, OwnedWriteHalf);
type AoCliente = tokio::sync::Mutex<OwnedWriteHalf>;

/// Leva os pacotes até um dos lados acabar.
async fn conversar(exame: Exame, cliente: Pontas, rumqttd: Pontas) {
    let (do_cliente, ao_cliente) = cliente;
    let (do_rumqttd, mut ao_rumqttd) = rumqttd;
    let ao_cliente = AoCliente::new(ao_cliente);
    let mut do_rumqttd = BufReader::new(do_rumqttd);
    let despedida = tokio::select! {
        ida = levar(exame, do_cliente, &mut ao_rumqttd, &ao_cliente) => ida.unwrap_or(false),
        _ = devolver(&mut do_rumqttd, &ao_cliente) => false,
    };
    let _ = ao_cliente.lock().await.shutdown().await;
    // Depois do DISCONNECT é o rumqttd que fecha: se fechássemos antes, ele desligaria
    // duas vezes o mesmo número, que na segunda já pode ser de outro cliente.
    if despedida {
        let _ = timeout(ESCRITA, esgotar(&mut do_rumqttd)).await;
    }
    // Só quando ele fecha é que deixou de contar este cliente.
    let _ = ao_rumqttd.shutdown().await;
    esgotar(&mut do_rumqttd).await;
}

/// Do cliente ao rumqttd; diz se o cliente se despediu.
async fn levar(
    mut exame: Exame,
    do_cliente: OwnedReadHalf,
    ao_rumqttd: &mut OwnedWriteHalf,
    ao_cliente: &AoCliente,
) -> io::Result<bool> {
    let mut do_cliente = BufReader::new(do_cliente);
    while let Some(pacote) = Pacote::ler(&mut do_cliente).await? {
        match exame.do_pacote(&pacote) {
            Decisao::Passa => ao_rumqttd.write_all(&pacote.bytes).await?,
            Decisao::Responde(resposta, motivo) => {
                registrar(format_args!("recusei: {motivo}"));
                escrever(&mut *ao_cliente.lock().await, &resposta).await?;
            }
            Decisao::Encerra(motivo) => {
                registrar(format_args!("desliguei um cliente: {motivo}"));
                return Ok(false);
            }
        }
        if pacote.tipo() == "DISCONNECT" {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Do rumqttd ao cliente, pacote a pacote: uma recusa nossa não pode cair no meio de um.
async fn devolver(
    do_rumqttd: &mut BufReader<OwnedReadHalf>,
    ao_cliente: &AoCliente,
) -> io::Result<()> {
    while let Some(pacote) = Pacote::ler(do_rumqttd).await? {
        escrever(&mut *ao_cliente.lock().await, &pacote.bytes).await?;
    }
    Ok(())
}

async fn esgotar(do_rumqttd: &mut BufReader<OwnedReadHalf>) {
    // O que ainda vier é para quem já foi.
    let _ = tokio::io::copy(do_rumqttd, &mut tokio::io::sink()).await;
}

async fn escrever(
    ao_cliente: &mut (impl AsyncWrite + Unpin),
    bytes: &[u8],
) -> io::Result<()> {
    timeout(ESCRITA, ao_cliente.write_all(bytes)).await?
}

/// Responde ao CONNECT com um CONNACK que diz por que não.
async fn recusar(cliente: &mut TcpStream, codigo: u8, motivo: &str) -> io::Result<()> {
    registrar(format_args!("recusei um cliente: {motivo}"));
    escrever(cliente, &[0x20, 2, 0, codigo]).await?;
    cliente.shutdown().await
}
