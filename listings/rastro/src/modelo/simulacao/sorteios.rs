//! O que a sorte decide: quedas, atrasos, perdas e cópias.

use std::ops::Range;
use std::time::Duration;

use rand::RngExt;
use stateright::actor::{Command, Out};

use super::Rodada;
use super::agenda::Marcada;
use crate::modelo::ator::Ator;
use crate::modelo::estado::Envelope;
use crate::modelo::jogada::{Jogada, JogadaDe};

impl<A: Ator> Rodada<'_, A> {
    pub(super) fn marcar_quedas(&mut self) {
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

    pub(super) fn marcar_efeitos(&mut self, de: usize, saida: Out<A>) {
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
    pub(super) fn sortear_viagem(&mut self, envelope: Envelope<A::Msg>) {
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

    pub(super) fn marcar_entrega(&mut self, envelope: Envelope<A::Msg>) {
        self.marcar_viagem(Jogada::Entregar(envelope.clone()), &envelope);
    }

    pub(super) fn marcar_viagem(
        &mut self,
        fim: JogadaDe<A>,
        envelope: &Envelope<A::Msg>,
    ) {
        let mut hora = self.feito.tempo + self.sortear(self.clima.atraso.clone());
        if self.sistema.fifo {
            hora = self.agenda.em_ordem(envelope.de, envelope.para, hora);
        }
        self.agenda.marcar(hora, Marcada::Jogada(fim));
    }

    pub(super) fn sortear(&mut self, entre: Range<Duration>) -> Duration {
        let micros = |d: Duration| u64::try_from(d.as_micros()).unwrap_or(u64::MAX);
        let (de, ate) = (micros(entre.start), micros(entre.end));
        Duration::from_micros(if de < ate {
            self.sorte.random_range(de..ate)
        } else {
            de
        })
    }
}
