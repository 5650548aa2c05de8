//! As mensagens em viagem: uma lista em ordem, para que dois estados iguais sejam
//! o mesmo. Com canais em ordem, cada canal guarda a ordem em que se enviou.

use super::ator::Ator;
use super::estado::Envelope;
use super::sistema::Sistema;

impl<A: Ator> Sistema<A> {
    pub(super) fn por(
        &self,
        rede: &mut Vec<Envelope<A::Msg>>,
        envelope: Envelope<A::Msg>,
    ) {
        let depois_dela = |outra: &Envelope<A::Msg>| match self.fifo {
            true => (outra.de, outra.para) <= (envelope.de, envelope.para),
            false => *outra <= envelope,
        };
        let onde = rede.partition_point(depois_dela);
        rede.insert(onde, envelope);
    }

    pub(super) fn achar(
        &self,
        rede: &[Envelope<A::Msg>],
        envelope: &Envelope<A::Msg>,
    ) -> Option<usize> {
        if !self.fifo {
            return rede.binary_search(envelope).ok();
        }
        let canal = |e: &Envelope<A::Msg>| (e.de, e.para) < (envelope.de, envelope.para);
        let primeira = rede.partition_point(canal);
        (rede.get(primeira) == Some(envelope)).then_some(primeira)
    }

    pub(super) fn tirar(
        &self,
        rede: &mut Vec<Envelope<A::Msg>>,
        envelope: &Envelope<A::Msg>,
    ) -> Option<()> {
        let onde = self.achar(rede, envelope)?;
        rede.remove(onde);
        Some(())
    }
}
