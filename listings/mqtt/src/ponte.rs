//! Uma ponte entre um cliente e o broker, que anota cada pacote e, se lhe
//! pedem, derruba a conexão em vez de entregar um deles.
//!
//! É assim que se vê a perda que se quer: não a rede que falha às vezes, mas a
//! que falha exatamente depois que o broker guardou e antes que o cliente saiba.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::io::AsyncWriteExt;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::endereco::Broker;
use crate::pacote::Pacote;

/// A ponte, aberta enquanto vive.
pub struct Ponte {
    pub endereco: SocketAddr,
    caderno: Arc<Mutex<Caderno>>,
    tarefa: tokio::task::JoinHandle<()>,
}

/// O que passou, e o que ainda se há de cortar.
#[derive(Default)]
struct Caderno {
    linhas: Vec<String>,
    cortar: Option<&'static str>,
}

impl Ponte {
    /// Abre a ponte. `cortar` é o tipo do pacote que, da primeira vez que
    /// aparecer, não passa: no lugar dele a conexão cai.
    ///
    /// # Errors
    /// Se não há porta livre.
    pub async fn abrir(broker: Broker, cortar: Option<&'static str>) -> io::Result<Self> {
        let ouvinte = TcpListener::bind("127.0.0.1:0").await?;
        let endereco = ouvinte.local_addr()?;
        let linhas = Vec::new();
        let caderno = Arc::new(Mutex::new(Caderno { linhas, cortar }));
        let anotar = Arc::clone(&caderno);
        let tarefa = tokio::spawn(async move {
            // Um cliente por vez basta: quem reconecta já fechou a anterior.
            while let Ok((cliente, _)) = ouvinte.accept().await {
                let _ = atravessar(cliente, &broker, &anotar).await;
            }
        });
        Ok(Self {
            endereco,
            caderno,
            tarefa,
        })
    }

    /// As publicações e confirmações que passaram, na ordem, e as esquece.
    pub fn tomar_linhas(&self) -> Vec<String> {
        std::mem::take(&mut trancar(&self.caderno).linhas)
    }
}

impl Drop for Ponte {
    fn drop(&mut self) {
        self.tarefa.abort();
    }
}

async fn atravessar(
    cliente: TcpStream,
    broker: &Broker,
    caderno: &Mutex<Caderno>,
) -> io::Result<()> {
    let servidor = TcpStream::connect(broker.to_string()).await?;
    let (do_cliente, ao_cliente) = cliente.into_split();
    let (do_servidor, ao_servidor) = servidor.into_split();
    // Quando um dos sentidos acaba, o outro é largado, e as duas conexões caem.
    tokio::select! {
        fim = levar(do_cliente, ao_servidor, "→", caderno) => fim,
        fim = levar(do_servidor, ao_cliente, "←", caderno) => fim,
    }
}

// ANCHOR: levar
async fn levar(
    mut de: OwnedReadHalf,
    mut para: OwnedWriteHalf,
    sentido: &str,
    caderno: &Mutex<Caderno>,
) -> io::Result<()> {
    while let Some(pacote) = Pacote::ler(&mut de).await? {
        if cortado(caderno, &pacote, sentido) {
            return Ok(());
        }
        para.write_all(&pacote.bytes).await?;
    }
    Ok(())
}

fn cortado(caderno: &Mutex<Caderno>, pacote: &Pacote, sentido: &str) -> bool {
    let mut caderno = trancar(caderno);
    let corta = caderno
        .cortar
        .take_if(|tipo| *tipo == pacote.tipo())
        .is_some();
    let marca = if corta { "✂" } else { sentido };
    if pacote.tipo().starts_with("PUB") {
        caderno.linhas.push(format!("{marca} {pacote}"));
    }
    corta
}
// ANCHOR_END: levar

fn trancar(caderno: &Mutex<Caderno>) -> MutexGuard<'_, Caderno> {
    caderno.lock().unwrap_or_else(PoisonError::into_inner)
}
