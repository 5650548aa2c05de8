//! O fluxo nos dois sentidos.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use futures_util::stream::unfold;
use tokio_stream::{Stream, StreamExt};
use tonic::Status;

use super::chaves::conferir_prefixo;
use super::fluxos::{Cursor, Fluxo};
use crate::camada::vida::Vida;
use crate::contrato::pedido_vigiar::Acao;
use crate::contrato::vigia::Aviso;
use crate::contrato::{Evento, PedidoVigiar, Vigia};
use crate::deposito::Deposito;
use crate::recusa;

/// Prefixos que uma conversa vigia ao mesmo tempo.
const MAXIMO_DE_PREFIXOS: usize = 64;

/// Um fluxo nos dois sentidos: o cliente muda o que vigia enquanto recebe.
pub struct Vigilia<E> {
    cursor: Cursor,
    entrada: Option<E>,
    prefixos: BTreeSet<String>,
    avisos: VecDeque<Aviso>,
}

impl<E> Vigilia<E>
where
    E: Stream<Item = Result<PedidoVigiar, Status>> + Unpin + Send + 'static,
{
    pub fn nova(deposito: Arc<Deposito>, entrada: E, vida: &Vida) -> Self {
        let agora = *deposito.acompanhar().borrow();
        Self {
            cursor: Cursor::novo(deposito, agora + 1, vida),
            entrada: Some(entrada),
            prefixos: BTreeSet::new(),
            avisos: VecDeque::new(),
        }
    }

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
                // Como na leitura: muito registro de outros prefixos não trava ninguém.
                tokio::task::consume_budget().await;
                continue;
            }
            // O cliente que fecha o seu lado já disse tudo o que queria.
            let Some(entrada) = &mut self.entrada else {
                return Ok(None);
            };
            tokio::select! {
                pedido = entrada.next() => {
                    self.atender(pedido.transpose().map_err(recusa::de_leitura)?)?;
                }
                mudou = self.cursor.esperar() => mudou?,
            }
        }
    }

    fn atender(&mut self, pedido: Option<PedidoVigiar>) -> Result<(), Status> {
        let Some(pedido) = pedido else {
            self.entrada = None;
            return Ok(());
        };
        match pedido.acao {
            Some(Acao::Vigiar(prefixo)) => {
                conferir_prefixo("vigiar", &prefixo)?;
                if self.prefixos.len() >= MAXIMO_DE_PREFIXOS {
                    return Err(recusa::campo("vigiar", "são prefixos demais"));
                }
                self.prefixos.insert(prefixo.clone());
                self.avisos.push_back(Aviso::Vigiando(prefixo));
            }
            Some(Acao::Esquecer(prefixo)) => {
                conferir_prefixo("esquecer", &prefixo)?;
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
