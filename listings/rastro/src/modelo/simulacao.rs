//! Uma execução longa, sorteada: tempo virtual, atrasos, faltas e uma semente.
//!
//! A verificação escolhe de tudo; a simulação escolhe como uma rede de verdade
//! escolheria: cada mensagem demora um tanto, cada prazo vence na sua hora. O
//! resultado são jogadas do mesmo sistema, que se contam, se desenham e se
//! refazem como as de uma verificação.

mod agenda;
mod julgamento;
mod sorteios;

use std::ops::Range;
use std::time::Duration;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;
use stateright::actor::Out;

use super::ator::Ator;
use super::estado::Estado;
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
}
