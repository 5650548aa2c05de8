//! O mostrador que não anda para trás: um número menor que o visto é velho.

use std::borrow::Cow;

use rastro::modelo::{Meta, Rotulos, Sistema};
use stateright::actor::{Actor, Id, Out};

use crate::mostrador::Mostrador;
use crate::placar::FIM;

pub struct Cuidadoso;

impl Actor for Cuidadoso {
    type Msg = u8;
    type State = u8;
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
        if n > **visor {
            *visor.to_mut() = n;
        }
    }
}

impl Rotulos for Cuidadoso {
    fn mensagem(&self, numero: &u8) -> String {
        Mostrador.mensagem(numero)
    }

    fn estado(&self, visor: &u8) -> String {
        Mostrador.estado(visor)
    }
}

/// Atrasar, desordenar e duplicar não bastam; perder, sim.
pub fn sistema() -> Sistema<Cuidadoso> {
    Sistema::novo([Cuidadoso, Cuidadoso])
        .nomes(["Ana", "Bia"])
        .duplicacoes(2)
        .no_fim(FIM, |estado| *estado.ator(1) == 2)
        .desafio("Faça Bia terminar mostrando 1.", Meta::violar(FIM))
}
