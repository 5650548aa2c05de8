//! Ler, contar, escrever e confirmar, tudo ou nada.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::process::exit;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use apoio::programa::registrar;
use rdkafka::message::{BorrowedMessage, Message};

use super::Pedido;
use super::contagem::palavras;
use super::escritor::Escritor;
use super::estado::Estado;
use crate::consumidor::{Chegada, Consumidor, Dono, Leitura, Mudanca};
use crate::erro::ErroDeKafka;
use crate::registro::{posicao, texto};

/// Guarda as mudanças até que o ciclo as veja.
#[derive(Default)]
struct Caderno(Mutex<Vec<Mudanca>>);

impl Dono for Caderno {
    fn mudou(&self, mudanca: Mudanca) {
        self.0
            .lock()
            .expect("ninguém entra em pânico com ele")
            .push(mudanca);
    }
}

/// Um contador entre a entrada no grupo e a saída, ou a transação abortada.
pub struct Contador<'a> {
    pedido: &'a Pedido,
    consumidor: Consumidor<Caderno>,
    escritor: Escritor,
    estado: Estado,
    /// Da transação aberta: o último offset lido de cada partição.
    lidos: BTreeMap<i32, i64>,
    registros: usize,
    fechadas: usize,
    aberta_em: Option<Instant>,
    no_fim: BTreeSet<i32>,
}

impl<'a> Contador<'a> {
    /// Cerca a vida anterior, e só então entra no grupo.
    ///
    /// # Errors
    /// Se o broker não responde.
    pub fn novo(pedido: &'a Pedido) -> Result<Self> {
        let ligacao = &pedido.ligacao;
        let identidade = pedido.identidade();
        let transacional = (!pedido.sem_transacao).then_some(identidade.as_str());
        let escritor = Escritor::abrir(ligacao, &pedido.estado, transacional)?;
        let leitura = Leitura {
            instancia: Some(identidade.clone()),
            ..Leitura::do_grupo(&pedido.grupo)
        };
        let entrada = &pedido.entrada;
        let consumidor =
            Consumidor::novo(ligacao, entrada, &leitura, Caderno::default())?;
        Ok(Self {
            pedido,
            consumidor,
            escritor,
            estado: Estado::novo(ligacao, &pedido.estado)?,
            lidos: BTreeMap::new(),
            registros: 0,
            fechadas: 0,
            aberta_em: None,
            no_fim: BTreeSet::new(),
        })
    }

    /// Conta até o fim; `ao_fechar` recebe quantos registros cada transação teve.
    ///
    /// # Errors
    /// [`ErroDeKafka::Abortada`] pede para recomeçar com outro contador: o que este
    /// tem em memória já não vale.
    pub fn rodar(
        &mut self,
        fim: &AtomicBool,
        mut ao_fechar: impl FnMut(usize) -> Result<()>,
    ) -> Result<()> {
        while !fim.load(Ordering::Relaxed) && !self.leu_tudo() {
            let chegada = self.consumidor.proxima(Duration::from_millis(10))?;
            let mudancas = take(&mut *self.consumidor.dono().0.lock().expect("inteiro"));
            match chegada {
                // Primeiro as mudanças: o registro pode ser de uma partição nova.
                Chegada::Mensagem(m) => {
                    let (onde, texto) = (posicao(&m), texto_de(&m));
                    self.adaptar(&mudancas)?;
                    self.contar(onde.particao, onde.offset, &texto)?;
                }
                Chegada::FimDaParticao(particao) => {
                    self.adaptar(&mudancas)?;
                    self.no_fim.insert(particao);
                }
                Chegada::Nada => self.adaptar(&mudancas)?,
            }
            let venceu = |desde: Instant| desde.elapsed() >= self.pedido.a_cada;
            let cheia = self.registros >= self.pedido.lote;
            if cheia || self.aberta_em.is_some_and(venceu) {
                ao_fechar(self.fechar()?)?;
            }
        }
        if self.aberta_em.is_some() {
            ao_fechar(self.fechar()?)?;
        }
        Ok(())
    }

    /// O grupo mudou: o que se leu e não se confirmou será relido por quem ficou com
    /// a partição, e o estado em memória dá lugar ao gravado.
    fn adaptar(&mut self, mudancas: &[Mudanca]) -> Result<()> {
        for mudanca in mudancas {
            match mudanca {
                Mudanca::Devolveu(_) if self.aberta_em.is_some() => {
                    return Err(ErroDeKafka::Abortada.into());
                }
                Mudanca::Devolveu(_) => {}
                Mudanca::Recebeu(particoes) => {
                    // Sem transação aberta de outros, o confirmado já é o final.
                    self.consumidor.confirmados(self.pedido.ligacao.prazo)?;
                    self.estado.relembrar(particoes)?;
                    self.no_fim.clear();
                }
            }
        }
        Ok(())
    }

    fn contar(&mut self, particao: i32, offset: i64, texto: &str) -> Result<()> {
        if self.aberta_em.is_none() {
            self.escritor.comecar()?;
            self.aberta_em = Some(Instant::now());
        }
        for palavra in palavras(texto) {
            let vezes = self.estado.somar(particao, &palavra);
            self.escritor
                .gravar(particao, &palavra, &vezes.to_string())?;
        }
        self.no_fim.remove(&particao);
        self.lidos.insert(particao, offset);
        self.registros += 1;
        Ok(())
    }

    fn fechar(&mut self) -> Result<usize> {
        let lidos = take(&mut self.lidos);
        self.escritor.descarregar()?;
        self.fechadas += 1;
        if self.pedido.cair_na == Some(self.fechadas) {
            // O pior lugar: as contagens estão gravadas, e os registros que as
            // fizeram, por confirmar.
            registrar("caio aqui, com tudo escrito e nada confirmado");
            exit(1);
        }
        if self.pedido.sem_transacao {
            self.consumidor.confirmar_em(&self.pedido.entrada, &lidos)?;
        } else {
            let membro = self.consumidor.identidade().context("sem grupo")?;
            self.escritor
                .terminar(&self.pedido.entrada, &lidos, &membro)?;
        }
        self.aberta_em = None;
        Ok(take(&mut self.registros))
    }

    /// Desfaz a transação aberta.
    ///
    /// # Errors
    /// Se nem isso o broker aceita.
    pub fn desistir(&self) -> Result<(), ErroDeKafka> {
        self.escritor.desistir()
    }

    fn leu_tudo(&self) -> bool {
        let minhas = || self.consumidor.particoes();
        self.pedido.ate_o_fim
            && !self.no_fim.is_empty()
            && minhas().iter().all(|p| self.no_fim.contains(p))
    }
}

fn texto_de(mensagem: &BorrowedMessage<'_>) -> String {
    texto(mensagem.payload().unwrap_or_default())
}
