//! A mesma batalha, para que o leitor faça o papel da rede.
//!
//! O general só conta o que recebe; quem lê quer ver também o que ele decidiu.
//! Um [`Decidido`] é o mesmo general com a sua regra ao lado.

use std::borrow::Cow;

use rastro::modelo::{Estado, Limite, Meta, Rotulos, Sistema};
use stateright::actor::{Actor, Id, Out};

use crate::batalha::{ATACAM, Batalha, CONCORDAM};
use crate::general::{Elo, General, Recebidas};
use crate::regra::Regra;
use crate::verificacao::nome;

/// Um general e a regra com que decide.
pub struct Decidido {
    general: General,
    regra: Regra,
}

impl Actor for Decidido {
    type Msg = Elo;
    type State = Recebidas;
    type Timer = ();
    type Storage = ();
    type Random = ();

    fn on_start(
        &self,
        eu: Id,
        guardado: &Option<()>,
        saida: &mut Out<Self>,
    ) -> Recebidas {
        let mut dele = Out::new();
        let estado = self.general.on_start(eu, guardado, &mut dele);
        saida.append(&mut dele);
        estado
    }

    fn on_msg(
        &self,
        eu: Id,
        estado: &mut Cow<'_, Recebidas>,
        de: Id,
        elo: Elo,
        saida: &mut Out<Self>,
    ) {
        let mut dele = Out::new();
        self.general.on_msg(eu, estado, de, elo, &mut dele);
        saida.append(&mut dele);
    }
}

impl Rotulos for Decidido {
    fn mensagem(&self, elo: &Elo) -> String {
        nome(elo)
    }

    fn estado(&self, recebidas: &Recebidas) -> String {
        let decisao = if self.regra.ataca(*recebidas) {
            "ataca"
        } else {
            "não ataca"
        };
        format!("recebeu {}: {decisao}", recebidas.0)
    }

    fn marco(&self, antes: &Recebidas, depois: &Recebidas) -> Option<String> {
        let passou = !self.regra.ataca(*antes) && self.regra.ataca(*depois);
        passou.then(|| "vai atacar".to_owned())
    }
}

/// A batalha numa rede que perde o que quiser.
pub fn sistema(batalha: Batalha) -> Sistema<Decidido> {
    let ultimo = Elo(batalha.confirmacoes);
    let [primeiro, segundo] = batalha.regras;
    let decidido = |ordena_a, regra| Decidido {
        general: General { ordena_a, ultimo },
        regra,
    };
    let atacam =
        move |e: &Estado<Decidido>| [0, 1].map(|i| batalha.regras[i].ataca(*e.ator(i)));
    Sistema::novo([
        decidido(Some(Id::from(1)), primeiro),
        decidido(None, segundo),
    ])
    .nomes(["primeiro", "segundo"])
    .perdas(Limite::Livre)
    .no_fim(CONCORDAM, move |e| {
        let [primeiro, segundo] = atacam(e);
        primeiro == segundo
    })
    .alguma_vez(ATACAM, move |e| atacam(e) == [true, true])
    .desafio("Faça um general atacar sozinho.", Meta::violar(CONCORDAM))
    .desafio("Deixe os dois atacarem.", Meta::alcancar(ATACAM))
}
