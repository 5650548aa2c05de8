//! Os atores com que se prova a bancada: pequenos, e com de tudo um pouco.

use std::borrow::Cow;
use std::time::Duration;

use rastro::modelo::{Fato, Meta, Rotulos, Sistema};
use stateright::actor::{Actor, Id, Out};

/// Manda uma ficha até que a confirmem; o outro conta, em disco, as que recebeu.
#[derive(Clone, Copy)]
pub struct Teimoso {
    /// Quantas vezes repete antes de desistir.
    pub tentativas: u8,
}

pub const RECEBIDA: &str = "confirmada só depois de recebida";
pub const UMA_VEZ: &str = "recebida no máximo uma vez";
pub const CONFIRMADA: &str = "um dia é confirmada";
pub const NO_FIM: &str = "no fim está confirmada";
pub const DUAS: &str = "recebida duas vezes";

/// O que cada um lembra: tentativas ou recebidas, e se está confirmada.
type Lembra = (u8, bool);

impl Actor for Teimoso {
    type Msg = bool; // `false` é a ficha; `true`, a confirmação
    type State = Lembra;
    type Timer = u8;
    type Storage = u8;
    type Random = ();

    fn on_start(&self, eu: Id, guardado: &Option<u8>, saida: &mut Out<Self>) -> Lembra {
        if eu == Id::from(0) {
            saida.send(Id::from(1), false);
            saida.set_timer(7, Duration::from_millis(80)..Duration::from_millis(120));
        }
        (guardado.unwrap_or(0), false)
    }

    fn on_msg(
        &self,
        _: Id,
        lembra: &mut Cow<'_, Lembra>,
        de: Id,
        confirma: bool,
        saida: &mut Out<Self>,
    ) {
        if confirma {
            lembra.to_mut().1 = true;
            saida.cancel_timer(7);
        } else {
            lembra.to_mut().0 = (lembra.0 + 1).min(3);
            saida.save(lembra.0);
            saida.send(de, true);
        }
    }

    fn on_timeout(
        &self,
        _: Id,
        lembra: &mut Cow<'_, Lembra>,
        _: &u8,
        saida: &mut Out<Self>,
    ) {
        if lembra.0 < self.tentativas {
            lembra.to_mut().0 += 1;
            saida.send(Id::from(1), false);
            saida.set_timer(7, Duration::from_millis(80)..Duration::from_millis(120));
        }
    }
}

impl Rotulos for Teimoso {
    fn mensagem(&self, confirma: &bool) -> String {
        if *confirma { "confirmo" } else { "ficha" }.to_owned()
    }

    fn estado(&self, (quantas, confirmada): &Lembra) -> String {
        let fim = if *confirmada { ", confirmada" } else { "" };
        format!("{quantas}{fim}")
    }

    fn prazo(&self, _: &u8) -> String {
        "repetir".to_owned()
    }

    fn relogio(
        &self,
        _: &Lembra,
        depois: &Lembra,
        fato: Fato<'_, bool>,
    ) -> Option<String> {
        match fato {
            Fato::Enviou { .. } => None,
            _ => Some(depois.0.to_string()),
        }
    }

    fn marco(&self, antes: &Lembra, depois: &Lembra) -> Option<String> {
        (!antes.1 && depois.1).then(|| "sossega".to_owned())
    }
}

/// Ana insiste com Bia; o que se exige vale ou não conforme a rede.
pub fn teimosos(tentativas: u8) -> Sistema<Teimoso> {
    let ator = Teimoso { tentativas };
    Sistema::novo([ator, ator])
        .nomes(["Ana", "Bia"])
        .sempre(RECEBIDA, |e| !e.ator(0).1 || e.guardado(1).is_some())
        .sempre(UMA_VEZ, |e| e.ator(1).0 <= 1)
        .alguma_vez(DUAS, |e| e.ator(1).0 == 2)
        .um_dia(CONFIRMADA, |e| e.ator(0).1)
        .no_fim(NO_FIM, |e| e.ator(0).1)
        .desafio("Faça Bia receber duas vezes.", Meta::alcancar(DUAS))
        .desafio("Quebre: no máximo uma vez.", Meta::violar(UMA_VEZ))
        .desafio("Três jogadas sem confirmar.", Meta::evitar(CONFIRMADA, 3))
        .desafio("Confirme sem receber.", Meta::violar(RECEBIDA))
        .desafio("Impeça a confirmação.", Meta::violar(CONFIRMADA))
}
