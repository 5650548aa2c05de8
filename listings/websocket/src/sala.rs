//! Uma sala: a história dela, e as filas de quem está presente.

use std::collections::{HashMap, VecDeque};

use crate::fecho::Fecho;
use crate::lugar::{Fala, Lugar, Membro, Pagina, Quem, Visto, lugar};
use crate::protocolo::{DoServidor, Evento};
use crate::registro::Registro;

/// Uma sala.
#[derive(Default)]
pub struct Sala {
    /// Distingue esta sala de outra do mesmo nome, já esquecida.
    vida: u64,
    /// O número do último evento que ganhou um.
    ultimo: u64,
    eventos: VecDeque<Registro>,
    /// O que cada cliente disse, enquanto a história o guarda.
    falas: HashMap<String, Falas>,
    membros: Vec<Membro>,
}

/// A última fala de um cliente: a que já tem lugar na ordem, e a que está no disco.
#[derive(Default)]
struct Falas {
    numerada: Option<u64>,
    gravada: Option<u64>,
}

impl Sala {
    pub fn nova(vida: u64) -> Self {
        Self {
            vida,
            ..Self::default()
        }
    }

    pub fn vida(&self) -> u64 {
        self.vida
    }

    pub fn membros(&self) -> impl Iterator<Item = &Membro> {
        self.membros.iter()
    }

    pub fn eventos(&self) -> &VecDeque<Registro> {
        &self.eventos
    }

    /// Se nunca se disse nada, nem há fala à espera do disco.
    pub fn calada(&self) -> bool {
        self.ultimo == 0
    }

    /// Se pode dar lugar a outra: não há ninguém, nem fala à espera do disco.
    pub fn parada(&self) -> bool {
        let gravado = self.eventos.back().map_or(0, |e| e.evento.n);
        self.membros.is_empty() && self.ultimo == gravado
    }

    /// Até `quantos` eventos desta `historia`, depois do número `depois`.
    pub fn pagina(&self, historia: String, depois: u64, quantos: usize) -> Pagina {
        let proximo = self.eventos.back().map_or(1, |e| e.evento.n + 1);
        let primeiro = self.eventos.front().map_or(proximo, |e| e.evento.n);
        // Quem pede o que já não se guarda começa do que há, e fica sabendo.
        let depois = depois.clamp(primeiro - 1, proximo - 1);
        let pulam = (depois + 1 - primeiro) as usize;
        let eventos: Vec<_> = (self.eventos.range(pulam..).take(quantos))
            .map(|e| DoServidor::Evento(e.evento.clone()).quadro())
            .collect();
        let ate = depois + eventos.len() as u64;
        Pagina {
            primeiro,
            proximo,
            visto: Visto { historia, ate },
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
        let falas = self.falas.entry(cliente.clone()).or_default();
        if Some(fala.numero) <= falas.gravada {
            // O autor repete porque não viu a confirmação: confirma-se outra vez.
            self.confirmar(&cliente, fala.numero);
            return None;
        }
        if Some(fala.numero) <= falas.numerada {
            // A primeira ainda não está no disco: a confirmação dela vale por esta.
            return None;
        }
        falas.numerada = Some(fala.numero);
        self.ultimo += 1;
        Some(Registro {
            sala: fala.sala,
            vida: self.vida,
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
        let falas = self.falas.entry(registro.cliente.clone()).or_default();
        falas.gravada = falas.gravada.max(Some(registro.numero));
        falas.numerada = falas.numerada.max(falas.gravada);
        self.eventos.push_back(registro);
        while self.eventos.len() > historia.max(1) {
            let velho = self.eventos.pop_front().expect("há mais de um");
            let falas = self.falas.get(&velho.cliente);
            if falas.is_some_and(|falas| falas.numerada == Some(velho.numero)) {
                self.falas.remove(&velho.cliente);
            }
        }
    }

    /// Desfaz [`Sala::numerar`]: o evento não foi gravado.
    pub fn desfazer(&mut self, registro: &Registro) {
        self.ultimo = self.ultimo.min(registro.evento.n - 1);
        if let Some(falas) = self.falas.get_mut(&registro.cliente) {
            falas.numerada = falas.gravada;
        }
        self.falas.retain(|_, falas| falas.numerada.is_some());
        let motivo = Fecho::Falha("não consegui gravar a sua fala".into());
        let dele = |m: &Membro| m.cliente == registro.cliente;
        if let Some(i) = self.membros.iter().position(dele) {
            self.desligar(i, motivo);
        }
    }

    // ANCHOR: anunciar
    /// Põe a mensagem na fila de cada membro; quem está com a fila cheia sai.
    pub fn anunciar(&mut self, mensagem: &DoServidor) {
        let quadro = mensagem.quadro();
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
        let quadro = DoServidor::Aceita { numero }.quadro();
        if let Some(i) = self.membros.iter().position(|m| m.cliente == cliente)
            && self.membros[i].caixa.try_send(quadro).is_err()
        {
            self.desligar(i, fila_cheia());
        }
    }

    /// Desliga a sessão, se ainda está, por este motivo.
    pub fn recusar(&mut self, sessao: u64, motivo: Fecho) {
        if let Some(i) = self.membros.iter().position(|m| m.sessao == sessao) {
            self.desligar(i, motivo);
        }
    }

    /// Tira da lista a sessão, se ainda está, e avisa os outros.
    pub fn tirar(&mut self, sessao: u64) {
        self.recusar(sessao, Fecho::Despedida);
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
