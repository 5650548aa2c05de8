//! Os dois fluxos que o servidor produz. Nenhum lança tarefa nem tem fila própria:
//! o HTTP/2 pede o próximo item quando o cliente abre espaço, e só então ele é
//! lido do depósito. Quem não lê segura o produtor, e quem some o destrói.

use std::collections::{BTreeSet, VecDeque};
use std::pin::Pin;
use std::sync::Arc;

use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio_stream::Stream;
use tokio_util::sync::CancellationToken;
use tonic::{Status, Streaming};

use crate::camada::vida::Vida;
use crate::contrato::pedido_vigiar::Acao;
use crate::contrato::vigia::Aviso;
use crate::contrato::{Evento, PedidoAcompanhar, PedidoVigiar, Vigia};
use crate::deposito::Deposito;
use crate::recusa;

/// O que um método em fluxo devolve.
pub type Fluxo<T> = Pin<Box<dyn Stream<Item = Result<T, Status>> + Send>>;

/// Eventos lidos de cada vez que se toma a trava do depósito.
const LOTE: usize = 64;
/// Prefixos que uma conversa vigia ao mesmo tempo.
const MAXIMO_DE_PREFIXOS: usize = 64;

/// Onde alguém está na leitura do registro.
struct Cursor {
    deposito: Arc<Deposito>,
    proxima: u64,
    mudou: watch::Receiver<u64>,
    fim: CancellationToken,
}

impl Cursor {
    fn novo(deposito: Arc<Deposito>, proxima: u64, vida: &Vida) -> Self {
        Self {
            mudou: deposito.acompanhar(),
            deposito,
            proxima,
            fim: vida.fim.clone(),
        }
    }

    /// O próximo lote, e se havia algo a ler (ainda que nada deste prefixo).
    fn lote(&mut self, prefixo: &str) -> Result<(Vec<Evento>, bool), Status> {
        let (novos, proxima) = self.deposito.eventos(prefixo, self.proxima, LOTE)?;
        let andou = proxima > self.proxima.max(1);
        self.proxima = proxima;
        Ok((novos, andou))
    }

    /// Espera haver revisão nova.
    ///
    /// # Errors
    /// `Unavailable` quando o servidor encerra: quem segue deve ir a outro.
    async fn esperar(&mut self) -> Result<(), Status> {
        tokio::select! {
            () = self.fim.cancelled() => Err(recusa::encerrando()),
            mudou = self.mudou.changed() => mudou.map_err(|_| recusa::encerrando()),
        }
    }
}

/// Um fluxo do servidor: o passado e, se pedido, o futuro.
pub struct Leitura {
    cursor: Cursor,
    pedido: PedidoAcompanhar,
    lidos: VecDeque<Evento>,
}

impl Leitura {
    pub fn nova(deposito: Arc<Deposito>, pedido: PedidoAcompanhar, vida: &Vida) -> Self {
        Self {
            cursor: Cursor::novo(deposito, pedido.desde, vida),
            pedido,
            lidos: VecDeque::new(),
        }
    }

    // ANCHOR: proximo
    /// O próximo evento; `None` no fim do que se pediu.
    async fn proximo(&mut self) -> Result<Option<Evento>, Status> {
        loop {
            if let Some(evento) = self.lidos.pop_front() {
                return Ok(Some(evento));
            }
            let (novos, andou) = self.cursor.lote(&self.pedido.prefixo)?;
            self.lidos.extend(novos);
            if andou {
                tokio::task::consume_budget().await;
            } else if self.pedido.seguir {
                self.cursor.esperar().await?;
            } else {
                return Ok(None);
            }
        }
    }

    pub fn fluxo(self) -> Fluxo<Evento> {
        // Depois de um erro, o fluxo acabou: o estado se perde com ele.
        Box::pin(unfold(Some(self), |leitura| async {
            let mut leitura = leitura?;
            match leitura.proximo().await {
                Ok(evento) => Some((Ok(evento?), Some(leitura))),
                Err(status) => Some((Err(status), None)),
            }
        }))
    }
    // ANCHOR_END: proximo
}

/// Um fluxo nos dois sentidos: o cliente muda o que vigia enquanto recebe.
pub struct Vigilia {
    cursor: Cursor,
    entrada: Option<Streaming<PedidoVigiar>>,
    prefixos: BTreeSet<String>,
    avisos: VecDeque<Aviso>,
}

impl Vigilia {
    pub fn nova(
        deposito: Arc<Deposito>,
        entrada: Streaming<PedidoVigiar>,
        vida: &Vida,
    ) -> Self {
        let agora = *deposito.acompanhar().borrow();
        Self {
            cursor: Cursor::novo(deposito, agora + 1, vida),
            entrada: Some(entrada),
            prefixos: BTreeSet::new(),
            avisos: VecDeque::new(),
        }
    }

    // ANCHOR: vigiar
    async fn proximo(&mut self) -> Result<Option<Aviso>, Status> {
        loop {
            if let Some(aviso) = self.avisos.pop_front() {
                return Ok(Some(aviso));
            }
            // Primeiro o que já aconteceu, com os prefixos de antes; só depois um
            // pedido novo. Assim "vigiando" separa o que se perde do que não.
            let (novos, andou) = self.cursor.lote("")?;
            let vigiado =
                |e: &Evento| self.prefixos.iter().any(|p| e.chave.starts_with(p));
            let novos = novos.into_iter().filter(vigiado);
            self.avisos.extend(novos.map(Aviso::Evento));
            if andou {
                continue;
            }
            // O cliente que fecha o seu lado já disse tudo o que queria.
            let Some(entrada) = &mut self.entrada else {
                return Ok(None);
            };
            tokio::select! {
                pedido = entrada.message() => {
                    let pedido = pedido.map_err(recusa::de_leitura)?;
                    self.atender(pedido)?;
                }
                mudou = self.cursor.esperar() => mudou?,
            }
        }
    }
    // ANCHOR_END: vigiar

    fn atender(&mut self, pedido: Option<PedidoVigiar>) -> Result<(), Status> {
        let Some(pedido) = pedido else {
            self.entrada = None;
            return Ok(());
        };
        match pedido.acao {
            Some(Acao::Vigiar(prefixo)) => {
                if self.prefixos.len() >= MAXIMO_DE_PREFIXOS {
                    return Err(recusa::campo("vigiar", "são prefixos demais"));
                }
                self.prefixos.insert(prefixo.clone());
                self.avisos.push_back(Aviso::Vigiando(prefixo));
            }
            Some(Acao::Esquecer(prefixo)) => {
                self.prefixos.remove(&prefixo);
                self.avisos.push_back(Aviso::Esquecido(prefixo));
            }
            None => return Err(recusa::campo("acao", "diga vigiar ou esquecer")),
        }
        Ok(())
    }

    pub fn fluxo(self) -> Fluxo<Vigia> {
        Box::pin(unfold(Some(self), |vigilia| async {
            let mut vigilia = vigilia?;
            match vigilia.proximo().await {
                Ok(aviso) => Some((
                    Ok(Vigia {
                        aviso: Some(aviso?),
                    }),
                    Some(vigilia),
                )),
                Err(status) => Some((Err(status), None)),
            }
        }))
    }
}
