//! Tudo o que pode acontecer num estado.

use super::ator::Ator;
use super::estado::{Envelope, Estado};
use super::jogada::{Jogada, JogadaDe};
use super::sistema::Sistema;

impl<A: Ator> Sistema<A> {
    /// Tudo o que pode acontecer, na ordem do menu.
    pub fn jogadas(&self, estado: &Estado<A>) -> Vec<JogadaDe<A>> {
        let mut jogadas = Vec::new();
        let restam = &estado.restam;
        let vivo = |no: usize| !estado.nos[no].caiu;
        let disponiveis = self.disponiveis(&estado.rede);
        for envelope in disponiveis.clone() {
            if vivo(envelope.para) {
                jogadas.push(Jogada::Entregar(envelope.clone()));
            }
        }
        for (no, dele) in estado.nos.iter().enumerate() {
            let vencer = |prazo: &A::Timer| Jogada::Vencer {
                no,
                prazo: prazo.clone(),
            };
            jogadas.extend(dele.prazos.iter().map(vencer));
        }
        if restam.perdas.resta() {
            jogadas.extend(disponiveis.clone().cloned().map(Jogada::Perder));
        }
        if restam.duplicacoes.resta() {
            jogadas.extend(disponiveis.cloned().map(Jogada::Duplicar));
        }
        let nos = 0..estado.nos.len();
        if restam.quedas.resta() {
            jogadas.extend(
                nos.clone()
                    .filter(|&no| vivo(no))
                    .map(|no| Jogada::Cair { no }),
            );
        }
        if restam.voltas.resta() {
            jogadas.extend(nos.filter(|&no| !vivo(no)).map(|no| Jogada::Voltar { no }));
        }
        jogadas
    }

    /// As mensagens que a rede pode escolher: cada uma, uma vez; com canais em
    /// ordem, só a primeira de cada canal.
    fn disponiveis<'a>(
        &self,
        rede: &'a [Envelope<A::Msg>],
    ) -> impl Iterator<Item = &'a Envelope<A::Msg>> + Clone {
        let fifo = self.fifo;
        let mut anterior: Option<&Envelope<A::Msg>> = None;
        rede.iter().filter(move |e| {
            let repetida = anterior.is_some_and(|a| match fifo {
                true => (a.de, a.para) == (e.de, e.para),
                false => a == *e,
            });
            anterior = Some(e);
            !repetida
        })
    }
}
