//! Uma execução longa, sorteada: tempo virtual, atrasos, faltas e uma semente.
//!
//! A verificação escolhe de tudo; a simulação escolhe como uma rede de verdade
//! escolheria: cada mensagem demora um tanto, cada prazo vence na sua hora. O
//! resultado são jogadas do mesmo sistema, que se contam, se desenham e se
//! refazem como as de uma verificação.

mod agenda;
mod julgamento;

use std::ops::Range;
use std::time::Duration;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use stateright::actor::{Command, Out};

use super::ator::Ator;
use super::estado::{Envelope, Estado};
use super::jogada::{Jogada, JogadaDe};
use super::passos::Entrada;
use super::sistema::Sistema;
use agenda::{Agenda, Marcada};

/// Como é a rede e quanto dura a execução.
#[derive(Clone, Debug)]
pub struct Clima {
    pub semente: u64,
    /// A chance de uma mensagem se perder, se o sistema permite perdas.
    pub perda: f64,
    /// A chance de uma mensagem ser copiada, se o sistema permite cópias.
    pub duplicacao: f64,
    /// Quanto uma mensagem demora.
    pub atraso: Range<Duration>,
    /// Quantas quedas sortear, se o sistema permite quedas.
    pub quedas: u32,
    /// Quanto tempo virtual simular.
    pub tempo: Duration,
    /// Quantas jogadas, no máximo.
    pub jogadas: usize,
}

impl Default for Clima {
    fn default() -> Self {
        Self {
            semente: 1,
            perda: 0.05,
            duplicacao: 0.05,
            atraso: Duration::from_millis(1)..Duration::from_millis(50),
            quedas: 2,
            tempo: Duration::from_secs(60),
            jogadas: 100_000,
        }
    }
}

/// O que houve numa simulação.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simulacao<J> {
    pub jogadas: Vec<J>,
    /// Quando acabou, no tempo virtual.
    pub tempo: Duration,
    /// Nada mais podia acontecer.
    pub acabou: bool,
    /// Quantas mensagens os atores enviaram, também ao iniciar.
    pub enviadas: usize,
    /// A primeira propriedade violada; a última jogada é a que a violou.
    pub violada: Option<String>,
    /// O que devia acontecer alguma vez, e aconteceu.
    pub aconteceu: Vec<String>,
}

impl<A: Ator> Sistema<A> {
    /// Simula até acabar, até o tempo, até o limite de jogadas ou até a primeira
    /// violação. A mesma semente dá a mesma execução, em qualquer máquina. As
    /// jogadas são do mesmo sistema [`com_folga`](Sistema::com_folga).
    pub fn simular(&self, clima: &Clima) -> Simulacao<JogadaDe<A>> {
        let com_folga = self.clone().com_folga();
        Rodada::nova(&com_folga, clima).correr()
    }
}

struct Rodada<'a, A: Ator> {
    sistema: &'a Sistema<A>,
    clima: &'a Clima,
    sorte: ChaCha8Rng,
    estado: Estado<A>,
    agenda: Agenda<A::Msg, A::Timer>,
    feito: Simulacao<JogadaDe<A>>,
}

impl<'a, A: Ator> Rodada<'a, A> {
    fn nova(sistema: &'a Sistema<A>, clima: &'a Clima) -> Self {
        let mut rodada = Self {
            sistema,
            clima,
            sorte: ChaCha8Rng::seed_from_u64(clima.semente),
            estado: sistema.comeco(),
            agenda: Agenda::nova(),
            feito: Simulacao {
                jogadas: Vec::new(),
                tempo: Duration::ZERO,
                acabou: false,
                enviadas: 0,
                violada: None,
                aconteceu: Vec::new(),
            },
        };
        for no in 0..sistema.atores.len() {
            let (_, saida) = sistema.iniciar(no);
            rodada.marcar_efeitos(no, saida);
        }
        rodada.marcar_quedas();
        rodada
    }

    fn marcar_quedas(&mut self) {
        let faltas = self.sistema.faltas;
        let quedas = if faltas.quedas.resta() {
            self.clima.quedas
        } else {
            0
        };
        for _ in 0..quedas {
            let no = self.sorte.random_range(0..self.sistema.atores.len());
            let hora = self.sortear(Duration::ZERO..self.clima.tempo);
            self.agenda
                .marcar(hora, Marcada::Jogada(Jogada::Cair { no }));
            if faltas.voltas.resta() {
                let volta = hora + self.sortear(Duration::ZERO..self.clima.tempo / 4);
                self.agenda
                    .marcar(volta, Marcada::Jogada(Jogada::Voltar { no }));
            }
        }
    }

    fn correr(mut self) -> Simulacao<JogadaDe<A>> {
        self.julgar();
        while self.feito.violada.is_none()
            && self.feito.jogadas.len() < self.clima.jogadas
        {
            let Some((hora, marcada)) = self.agenda.proxima() else {
                // As quedas que restam na rede não contam: ninguém as marcou.
                self.feito.acabou = true;
                self.julgar_o_fim();
                break;
            };
            if hora > self.clima.tempo {
                break;
            }
            self.feito.tempo = hora;
            self.cumprir(marcada);
        }
        self.feito
    }

    fn cumprir(&mut self, marcada: Marcada<A::Msg, A::Timer>) {
        let jogada = match marcada {
            Marcada::Jogada(jogada) => jogada,
            Marcada::Prazo { no, prazo, vez } => {
                if self.agenda.vez(no, &prazo) != vez {
                    return; // foi desmarcado, ou marcado de novo
                }
                Jogada::Vencer { no, prazo }
            }
        };
        if let Jogada::Entregar(envelope) = &jogada
            && self.estado.caiu(envelope.para)
        {
            // Espera que o destino volte; se não voltar, fica em viagem.
            self.agenda.adiar(envelope.clone());
            return;
        }
        let reacao = self.reacao(&jogada);
        let Some(seguinte) = self.sistema.aplicar(&self.estado, &jogada) else {
            // Nada mudou, mas o que se marcou de novo continua marcado.
            if let Some((no, saida)) = reacao {
                self.marcar_efeitos(no, saida);
            }
            return;
        };
        self.estado = seguinte;
        if let Jogada::Cair { no } = jogada {
            self.agenda.esquecer(no);
        }
        if let Jogada::Voltar { no } = jogada {
            for envelope in self.agenda.adiadas(no) {
                self.marcar_entrega(envelope);
            }
        }
        self.feito.jogadas.push(jogada);
        if let Some((no, saida)) = reacao {
            self.marcar_efeitos(no, saida);
        }
        self.julgar();
    }

    /// O que o ator manda fazer em resposta: é o que se põe na agenda.
    fn reacao(&self, jogada: &JogadaDe<A>) -> Option<(usize, Out<A>)> {
        let guardado;
        let (no, entrada) = match jogada {
            Jogada::Entregar(e) => {
                let (de, msg) = (e.de, &e.msg);
                (e.para, Entrada::Mensagem { de, msg })
            }
            Jogada::Vencer { no, prazo } => (*no, Entrada::Prazo(prazo)),
            Jogada::Voltar { no } => {
                guardado = self.estado.guardado(*no).cloned();
                (*no, Entrada::Volta(&guardado))
            }
            _ => return None,
        };
        let estado = self.estado.ator(no);
        Some((no, self.sistema.reagir(no, estado, &entrada).saida))
    }

    fn marcar_efeitos(&mut self, de: usize, saida: Out<A>) {
        for comando in saida {
            match comando {
                Command::Send(para, msg) => {
                    self.feito.enviadas += 1;
                    let para = usize::from(para);
                    self.sortear_viagem(Envelope { de, para, msg });
                }
                Command::SetTimer(prazo, demora) => {
                    let hora = self.feito.tempo + self.sortear(demora);
                    self.agenda.marcar_prazo(hora, de, prazo);
                }
                Command::CancelTimer(prazo) => self.agenda.desmarcar(de, &prazo),
                Command::Save(_) | Command::ChooseRandom(..) => {}
            }
        }
    }

    /// O destino de uma mensagem se decide ao enviar: quando chega, se se perde,
    /// se há uma cópia.
    fn sortear_viagem(&mut self, envelope: Envelope<A::Msg>) {
        let faltas = self.sistema.faltas;
        if faltas.duplicacoes.resta() && self.sorte.random_bool(self.clima.duplicacao) {
            let copia = Jogada::Duplicar(envelope.clone());
            self.agenda.marcar(self.feito.tempo, Marcada::Jogada(copia));
            self.marcar_entrega(envelope.clone());
        }
        if faltas.perdas.resta() && self.sorte.random_bool(self.clima.perda) {
            self.marcar_viagem(Jogada::Perder(envelope.clone()), &envelope);
        } else {
            self.marcar_entrega(envelope);
        }
    }

    fn marcar_entrega(&mut self, envelope: Envelope<A::Msg>) {
        self.marcar_viagem(Jogada::Entregar(envelope.clone()), &envelope);
    }

    fn marcar_viagem(&mut self, fim: JogadaDe<A>, envelope: &Envelope<A::Msg>) {
        let mut hora = self.feito.tempo + self.sortear(self.clima.atraso.clone());
        if self.sistema.fifo {
            hora = self.agenda.em_ordem(envelope.de, envelope.para, hora);
        }
        self.agenda.marcar(hora, Marcada::Jogada(fim));
    }

    fn sortear(&mut self, entre: Range<Duration>) -> Duration {
        let micros = |d: Duration| u64::try_from(d.as_micros()).unwrap_or(u64::MAX);
        let (de, ate) = (micros(entre.start), micros(entre.end));
        Duration::from_micros(if de < ate {
            self.sorte.random_range(de..ate)
        } else {
            de
        })
    }
}
