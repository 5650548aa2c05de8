//! Os dois generais e a rede entre eles, como um modelo a verificar.

use stateright::Expectation;
use stateright::actor::{ActorModel, ActorModelState, Id, LossyNetwork, Network};

use crate::general::{Elo, General};
use crate::regra::Regra;

/// Que corrente se troca, e com que regra cada general decide.
#[derive(Clone, Copy, Debug)]
pub struct Batalha {
    pub confirmacoes: u32,
    pub regras: [Regra; 2],
}

pub type Modelo = ActorModel<General, Batalha>;
pub type Estado = ActorModelState<General>;

pub const CONCORDAM: &str = "ninguém ataca sozinho";
pub const ATACAM: &str = "os dois atacam";
pub const SEM_ORDEM: &str = "sem ordem, o segundo não ataca";

impl Batalha {
    /// A regra mais cautelosa: cada um exige tudo o que pode receber.
    pub fn cautelosa(confirmacoes: u32) -> Self {
        let regras = Self::recebiveis(confirmacoes).map(Regra::ao_menos);
        Self {
            confirmacoes,
            regras,
        }
    }

    /// Quantas mensagens cada general recebe se nada se perder.
    pub fn recebiveis(confirmacoes: u32) -> [u32; 2] {
        let todas = confirmacoes + 1;
        [todas / 2, todas.div_ceil(2)]
    }

    /// O que cada general decide neste estado.
    pub fn atacam(&self, estado: &Estado) -> [bool; 2] {
        [0, 1].map(|i| self.regras[i].ataca(*estado.actor_states[i]))
    }

    // ANCHOR: modelo
    /// O modelo: dois generais, uma rede que perde ou não, três propriedades.
    pub fn modelo(self, rede: LossyNetwork) -> Modelo {
        let ultimo = Elo(self.confirmacoes);
        let general = |ordena_a| General { ordena_a, ultimo };
        ActorModel::new(self, ())
            .actor(general(Some(Id::from(1))))
            .actor(general(None))
            .init_network(Network::new_unordered_nonduplicating([]))
            .lossy_network(rede)
            .property(Expectation::Always, CONCORDAM, |modelo, estado| {
                let [primeiro, segundo] = modelo.cfg.atacam(estado);
                !amanheceu(estado) || primeiro == segundo
            })
            .property(Expectation::Sometimes, ATACAM, |modelo, estado| {
                amanheceu(estado) && modelo.cfg.atacam(estado) == [true, true]
            })
            .property(Expectation::Always, SEM_ORDEM, |modelo, estado| {
                let nada_recebeu = estado.actor_states[1].0 == 0;
                !(nada_recebeu && modelo.cfg.atacam(estado)[1])
            })
    }
    // ANCHOR_END: modelo
}

/// Decide-se quando não há mais mensagem em viagem: esperar mais não ajudaria.
pub fn amanheceu(estado: &Estado) -> bool {
    estado.network.len() == 0
}
