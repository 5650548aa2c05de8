//! A mesma batalha, sorteada: com que frequência um ataca sozinho?

use rand::{Rng, RngExt};
use rastro::Passo;
use stateright::Model;
use stateright::actor::{ActorModelAction, Envelope, LossyNetwork};

use crate::batalha::Batalha;
use crate::general::General;

/// Como terminaram muitas batalhas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contagem {
    pub os_dois: u32,
    pub ninguem: u32,
    pub so_um: u32,
}

/// Uma execução: cada mensagem se perde com chance `perda`, até não haver mais
/// nenhuma. Devolve os passos e o que cada general decidiu.
pub fn sortear(
    batalha: Batalha,
    perda: f64,
    sorte: &mut impl Rng,
) -> (Vec<Passo<General>>, [bool; 2]) {
    let modelo = batalha.modelo(LossyNetwork::Yes);
    let mut estado = modelo.init_states().remove(0);
    let mut passos = Vec::new();
    while let Some(envelope) = estado.network.iter_deliverable().next() {
        let Envelope { src, dst, msg } = envelope.to_cloned_msg();
        let passo = match sorte.random_bool(perda) {
            true => ActorModelAction::Drop(Envelope { src, dst, msg }),
            false => ActorModelAction::Deliver { src, dst, msg },
        };
        passos.push(passo.clone());
        let seguinte = modelo.next_state(&estado, passo);
        estado = seguinte.expect("há uma mensagem em viagem");
    }
    (passos, batalha.atacam(&estado))
}

/// Repete a batalha e conta os três fins possíveis.
pub fn contar(
    batalha: Batalha,
    perda: f64,
    rodadas: u32,
    sorte: &mut impl Rng,
) -> Contagem {
    let mut contagem = Contagem::default();
    for _ in 0..rodadas {
        let fim = match sortear(batalha, perda, sorte).1 {
            [true, true] => &mut contagem.os_dois,
            [false, false] => &mut contagem.ninguem,
            _ => &mut contagem.so_um,
        };
        *fim += 1;
    }
    contagem
}

/// A chance de um atacar sozinho, com a regra cautelosa: só quando a última
/// mensagem é a única que se perde.
pub fn chance_de_discordia(confirmacoes: u32, perda: f64) -> f64 {
    let chegam = i32::try_from(confirmacoes).unwrap_or(i32::MAX);
    (1.0 - perda).powi(chegam) * perda
}

/// Uma linha para cada número de confirmações, com a fórmula ao lado.
pub fn tabela(
    confirmacoes: &[u32],
    perda: f64,
    rodadas: u32,
    sorte: &mut impl Rng,
) -> Vec<String> {
    let titulo = "confirmações  os dois atacam  ninguém ataca  um ataca só   fórmula";
    let mut linhas = vec![titulo.to_owned()];
    for &k in confirmacoes {
        let fim = contar(Batalha::cautelosa(k), perda, rodadas, sorte);
        let parte = |n: u32| 100.0 * f64::from(n) / f64::from(rodadas);
        let linha = format!(
            "{k:>12}  {:>13.2}%  {:>12.2}%  {:>10.2}%  {:>7.2}%",
            parte(fim.os_dois),
            parte(fim.ninguem),
            parte(fim.so_um),
            100.0 * chance_de_discordia(k, perda),
        );
        linhas.push(linha.replace('.', ","));
    }
    linhas
}
