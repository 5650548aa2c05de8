//! Um nó: o ator, um soquete, os prazos e o diário.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{ErrorKind, stdin};
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use apoio::programa::{anunciar, ao_pedir_fim};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use stateright::actor::{Id, Out};

use super::campainha::Campainha;
use super::passo::{Diario, Inicio, Pacote, agora, guardado_de};
use crate::modelo::{Ator, Sistema};

/// O maior datagrama que o UDP leva.
const MAIOR: usize = 65_507;
/// Quanto se espera por mensagens quando nenhum prazo está marcado.
const SEM_PRAZO: Duration = Duration::from_secs(3600);

type Enderecos = Arc<Mutex<Vec<SocketAddr>>>;
pub(super) type InicioDe<A> =
    Inicio<<A as stateright::actor::Actor>::Msg, <A as stateright::actor::Actor>::Timer>;

pub(super) struct No<'a, A: Ator> {
    ator: &'a A,
    pub(super) eu: usize,
    pub(super) soquete: UdpSocket,
    pub(super) enderecos: Enderecos,
    pub(super) pasta: PathBuf,
    pub(super) diario: Diario,
    pub(super) prazos: BTreeMap<A::Timer, Instant>,
    pub(super) sorte: ChaCha8Rng,
    /// O número da próxima mensagem que envia.
    pub(super) proxima: u64,
    /// Com canais em ordem, a última que recebeu de cada um.
    em_ordem: Option<HashMap<usize, u64>>,
}

/// Vive como o nó `eu`, até que a entrada se feche ou se peça o fim.
///
/// # Errors
/// Se não há porta livre, ou se o diário não se grava.
pub fn ser<A: Ator>(sistema: &Sistema<A>, eu: usize, pasta: &Path) -> anyhow::Result<()> {
    let soquete =
        UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).context("não há porta livre")?;
    let campainha = Arc::new(Campainha::de(&soquete)?);
    let ao_fim = Arc::clone(&campainha);
    ao_pedir_fim(move || ao_fim.tocar())?;
    anunciar(soquete.local_addr()?);
    let enderecos = ouvir_a_entrada(Arc::clone(&campainha))?;
    let no = No {
        ator: &sistema.atores[eu],
        eu,
        soquete,
        enderecos,
        pasta: pasta.to_owned(),
        diario: Diario::abrir(pasta, eu).context("não consigo abrir o diário")?,
        prazos: BTreeMap::new(),
        sorte: ChaCha8Rng::seed_from_u64(agora() ^ u64::from(std::process::id())),
        em_ordem: sistema.fifo.then(HashMap::new),
        // A contagem recomeça de onde nenhuma vida anterior chegou.
        proxima: agora(),
    };
    no.viver(&campainha)
}

/// Espera a lista de endereços; depois, cada nova lista troca a anterior, e a
/// entrada fechada quer dizer que o pai se foi.
fn ouvir_a_entrada(campainha: Arc<Campainha>) -> anyhow::Result<Enderecos> {
    let lista =
        |linha: &str| serde_json::from_str(linha).context("a lista não se entende");
    let mut linha = String::new();
    if stdin().read_line(&mut linha)? == 0 {
        bail!("a entrada fechou antes da lista de endereços");
    }
    let enderecos = Arc::new(Mutex::new(lista(&linha)?));
    let trocados = Arc::clone(&enderecos);
    std::thread::spawn(move || {
        loop {
            linha.clear();
            if stdin().read_line(&mut linha).unwrap_or(0) == 0 {
                return campainha.tocar();
            }
            if let Ok(nova) = lista(&linha) {
                *trocados.lock().expect("quem a tem só a copia") = nova;
            }
        }
    });
    Ok(enderecos)
}

impl<A: Ator> No<'_, A> {
    fn viver(mut self, campainha: &Campainha) -> anyhow::Result<()> {
        let guardado = self.ler_guardado()?;
        let mut saida = Out::new();
        let mut estado = self.ator.on_start(Id::from(self.eu), &guardado, &mut saida);
        self.cumprir(Inicio::Iniciou, saida)?;
        let mut bytes = [0; MAIOR];
        while !campainha.tocou() {
            let inicio = match self.esperar(&mut bytes)? {
                Some(inicio) => inicio,
                None => continue,
            };
            let (eu, mut saida) = (Id::from(self.eu), Out::new());
            let mut depois = Cow::Borrowed(&estado);
            match &inicio {
                Inicio::Iniciou => {}
                Inicio::Recebeu { de, msg, .. } => {
                    let (de, msg) = (Id::from(*de), msg.clone());
                    self.ator.on_msg(eu, &mut depois, de, msg, &mut saida);
                }
                Inicio::Venceu { prazo } => {
                    self.ator.on_timeout(eu, &mut depois, prazo, &mut saida);
                }
            }
            if let Cow::Owned(novo) = depois {
                estado = novo;
            }
            self.cumprir(inicio, saida)?;
        }
        Ok(())
    }

    fn ler_guardado(&self) -> anyhow::Result<Option<A::Storage>> {
        let arquivo = guardado_de(&self.pasta, self.eu);
        match std::fs::read_to_string(&arquivo) {
            Ok(texto) => serde_json::from_str(&texto)
                .map(Some)
                .with_context(|| format!("{} está estragado", arquivo.display())),
            Err(erro) if erro.kind() == ErrorKind::NotFound => Ok(None),
            Err(erro) => Err(erro).context("não consigo ler o que estava guardado"),
        }
    }

    /// A próxima mensagem ou o próximo prazo; nada, se a espera foi à toa.
    fn esperar(&mut self, bytes: &mut [u8]) -> anyhow::Result<Option<InicioDe<A>>> {
        let marcado = self.prazos.iter().min_by_key(|(_, hora)| **hora);
        let agora = Instant::now();
        if let Some((prazo, hora)) = marcado
            && *hora <= agora
        {
            let prazo = prazo.clone();
            self.prazos.remove(&prazo);
            return Ok(Some(Inicio::Venceu { prazo }));
        }
        let espera = marcado.map_or(SEM_PRAZO, |(_, hora)| *hora - agora);
        self.soquete.set_read_timeout(Some(espera))?;
        match self.soquete.recv_from(bytes) {
            Ok((quantos, de)) => Ok(self.entender(&bytes[..quantos], de)),
            // Venceu a espera; ou o outro lado fechou, e o sistema avisa aqui.
            Err(_) => Ok(None),
        }
    }

    fn entender(&mut self, bytes: &[u8], origem: SocketAddr) -> Option<InicioDe<A>> {
        let Pacote { de, numero, msg } = serde_json::from_slice(bytes).ok()?;
        // Só se ouve quem é do grupo, e do endereço que ele tem agora.
        let conhecido = self
            .enderecos
            .lock()
            .expect("quem a tem só a copia")
            .get(de)
            .copied();
        if conhecido != Some(origem) {
            return None;
        }
        if let Some(ultimas) = &mut self.em_ordem {
            // Quem chega depois de uma mais nova chega tarde: perde-se.
            let anterior = ultimas.insert(de, numero).unwrap_or(0);
            if numero < anterior {
                ultimas.insert(de, anterior);
                return None;
            }
        }
        Some(Inicio::Recebeu { de, numero, msg })
    }
}
