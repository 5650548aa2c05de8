//! O menor ator: Ana manda 1 e depois 2; Bia mostra o último número que recebeu.

use std::borrow::Cow;

use stateright::actor::{Actor, Id, Out};

pub struct Mostrador;

impl Actor for Mostrador {
    type Msg = u8; // o que se envia: um número
    type State = u8; // o que se lembra: o número no mostrador
    type Timer = ();
    type Storage = ();
    type Random = ();

    fn on_start(&self, eu: Id, _: &Option<()>, saida: &mut Out<Self>) -> u8 {
        if eu == Id::from(0) {
            saida.send(Id::from(1), 1);
            saida.send(Id::from(1), 2);
        }
        0
    }

    fn on_msg(&self, _: Id, visor: &mut Cow<'_, u8>, _: Id, n: u8, _: &mut Out<Self>) {
        *visor.to_mut() = n;
    }
}
