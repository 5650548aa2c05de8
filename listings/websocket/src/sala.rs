//! Uma sala: a história dela, e as filas de quem está presente.

use std::collections::{HashMap, VecDeque};

use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::fecho::Fecho;
use crate::historia::Registro;
use crate::protocolo::{DoServidor, Evento};
use crate::salas::{Lugar, Pagina, Quem, lugar, quadro};

/// Uma fala que chegou de um membro.
#[derive(Clone, Debug)]
pub struct Fala {
    pub sala: String,
    pub sessao: u64,
    pub numero: u64,
    pub texto: String,
}

/// Quem está na sala.
pub struct Membro {
    pub sessao: u64,
    pub nome: String,
    pub cliente: String,
    pub caixa: mpsc::Sender<Utf8Bytes>,
    pub ordem: oneshot::Sender<Fecho>,
}

/// Uma sala.
#[derive(Default)]
pub struct Sala {
    /// O número do último evento que ganhou um.
    ultimo: u64,
    eventos: VecDeque<Registro>,
    /// A última fala gravada de cada cliente, enquanto a história a guarda.
    falas: HashMap<String, u64>,
    membros: Vec<Membro>,
}

impl Sala {
    pub fn membros(&self) -> impl Iterator<Item = &Membro> {
        self.membros.iter()
    }

    pub fn eventos(&self) -> &VecDeque<Registro> {
        &self.eventos
    }

    pub fn vazia(&self) -> bool {
        self.membros.is_empty() && self.ultimo == 0
    }

    /// Até `quantos` eventos depois do número `depois`.
    pub fn pagina(&self, depois: u64, quantos: usize) -> Pagina {
        let proximo = self.eventos.back().map_or(1, |e| e.evento.n + 1);
        let primeiro = self.eventos.front().map_or(proximo, |e| e.evento.n);
        // Quem pede o que já não se guarda começa do que há, e fica sabendo.
        let depois = depois.clamp(primeiro - 1, proximo - 1);
        let pulam = (depois + 1 - primeiro) as usize;
        let eventos: Vec<_> = (self.eventos.range(pulam..).take(quantos))
            .map(|e| quadro(&DoServidor::Evento(e.evento.clone())))
            .collect();
        Pagina {
            primeiro,
            proximo,
            ate: depois + eventos.len() as u64,
            eventos,
            lugar: None,
        }
    }

    /// Põe `quem` na lista e avisa os outros; a conexão antiga dele, se há, sai.
    pub fn admitir(&mut self, quem: &Quem, sessao: u64, fila: usize) -> Lugar {
        let antiga = self.membros.iter().position(|m| m.cliente == quem.cliente);
        match antiga.map(|i| self.membros.swap_remove(i)) {
            Some(antiga) => drop(antiga.ordem.send(Fecho::Substituida)),
            None => self.anunciar(&DoServidor::Chegou {
                nome: quem.nome.clone(),
            }),
        }
        let (membro, mut lugar) = lugar(quem, sessao, fila);
        self.membros.push(membro);
        lugar.presentes = self.membros.iter().map(|m| m.nome.clone()).collect();
        lugar.presentes.sort();
        lugar
    }

    // ANCHOR: numerar
    /// Dá à fala o próximo número da sala, se ela é nova.
    pub fn numerar(&mut self, fala: Fala) -> Option<Registro> {
        let autor = self.membros.iter().find(|m| m.sessao == fala.sessao)?;
        let (cliente, nome) = (autor.cliente.clone(), autor.nome.clone());
        if self.falas.get(&cliente).is_some_and(|u| fala.numero <= *u) {
            // O autor repete porque não viu a confirmação: confirma-se outra vez.
            self.confirmar(&cliente, fala.numero);
            return None;
        }
        self.falas.insert(cliente.clone(), fala.numero);
        self.ultimo += 1;
        Some(Registro {
            sala: fala.sala,
            cliente,
            numero: fala.numero,
            evento: Evento {
                n: self.ultimo,
                autor: nome,
                texto: fala.texto,
            },
        })
    }
    // ANCHOR_END: numerar

    /// Guarda um evento gravado, e esquece o mais antigo se não couber.
    pub fn guardar(&mut self, registro: Registro, historia: usize) {
        self.ultimo = self.ultimo.max(registro.evento.n);
        let ultima = self.falas.entry(registro.cliente.clone()).or_default();
        *ultima = (*ultima).max(registro.numero);
        self.eventos.push_back(registro);
        while self.eventos.len() > historia.max(1) {
            let velho = self.eventos.pop_front().expect("há mais de um");
            if self.falas.get(&velho.cliente) == Some(&velho.numero) {
                self.falas.remove(&velho.cliente);
            }
        }
    }

    /// Desfaz [`Sala::numerar`]: o evento não foi gravado.
    pub fn desfazer(&mut self, registro: &Registro) {
        self.ultimo = self.ultimo.min(registro.evento.n - 1);
        let dele = |e: &&Registro| e.cliente == registro.cliente;
        match self.eventos.iter().rev().find(dele) {
            Some(anterior) => {
                self.falas.insert(registro.cliente.clone(), anterior.numero)
            }
            None => self.falas.remove(&registro.cliente),
        };
        let motivo = Fecho::Falha("não consegui gravar a sua fala".into());
        if let Some(i) = (self.membros.iter()).position(|m| m.cliente == registro.cliente)
        {
            self.desligar(i, motivo);
        }
    }

    // ANCHOR: anunciar
    /// Põe a mensagem na fila de cada membro; quem está com a fila cheia sai.
    pub fn anunciar(&mut self, mensagem: &DoServidor) {
        let quadro = quadro(mensagem);
        let mut lentos = Vec::new();
        for membro in &self.membros {
            // try_send, não send: esperar por um cliente lento pararia todos os outros.
            if membro.caixa.try_send(quadro.clone()).is_err() {
                lentos.push(membro.sessao);
            }
        }
        for lento in lentos {
            if let Some(i) = self.membros.iter().position(|m| m.sessao == lento) {
                self.desligar(i, fila_cheia());
            }
        }
    }
    // ANCHOR_END: anunciar

    /// Diz ao autor que a fala está gravada.
    pub fn confirmar(&mut self, cliente: &str, numero: u64) {
        let quadro = quadro(&DoServidor::Aceita { numero });
        if let Some(i) = self.membros.iter().position(|m| m.cliente == cliente)
            && self.membros[i].caixa.try_send(quadro).is_err()
        {
            self.desligar(i, fila_cheia());
        }
    }

    /// Tira da lista a sessão, se ainda está, e avisa os outros.
    pub fn tirar(&mut self, sessao: u64) {
        if let Some(i) = self.membros.iter().position(|m| m.sessao == sessao) {
            self.desligar(i, Fecho::Despedida);
        }
    }

    fn desligar(&mut self, i: usize, motivo: Fecho) {
        let membro = self.membros.swap_remove(i);
        // Se a sessão já acabou, ninguém espera a ordem.
        membro.ordem.send(motivo).ok();
        self.anunciar(&DoServidor::Saiu { nome: membro.nome });
    }
}

fn fila_cheia() -> Fecho {
    Fecho::Depois("a sua fila encheu: leia mais depressa".into())
}
