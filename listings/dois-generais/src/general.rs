//! Um general: espera, responde e conta.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use stateright::actor::{Actor, Id, Out};

/// O lugar de uma mensagem na corrente: 0 é a ordem; 1, a primeira confirmação.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Elo(pub u32);

/// Quantas mensagens um general recebeu: tudo o que ele sabe do outro.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recebidas(pub u32);

/// Um general, com o que precisa saber antes de começar.
#[derive(Clone, Copy, Debug)]
pub struct General {
    /// `Some` em quem dá a ordem: o general a quem ela vai.
    pub ordena_a: Option<Id>,
    /// A última mensagem da corrente, que ninguém confirma.
    pub ultimo: Elo,
}

impl Actor for General {
    type Msg = Elo;
    type State = Recebidas;
    type Timer = ();
    type Storage = ();
    type Random = ();

    // ANCHOR: general
    fn on_start(&self, _: Id, _: &Option<()>, saida: &mut Out<Self>) -> Recebidas {
        if let Some(outro) = self.ordena_a {
            saida.send(outro, Elo(0));
        }
        Recebidas(0)
    }

    fn on_msg(
        &self,
        _: Id,
        estado: &mut Cow<'_, Recebidas>,
        de: Id,
        elo: Elo,
        saida: &mut Out<Self>,
    ) {
        estado.to_mut().0 += 1;
        if elo < self.ultimo {
            saida.send(de, Elo(elo.0 + 1));
        }
    }
    // ANCHOR_END: general
}
