//! O jantar dos filósofos (Dijkstra, 1971): uma regra que pode travar e quatro
//! que não travam, cada uma por quebrar uma das condições do impasse.

use std::io;
use std::sync::{Barrier, Mutex};
use std::thread::{self, Builder};

use crate::mesa::{Garfo, Impasse, Mesa};

// ANCHOR: regras
/// Como se pegam os garfos.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Regra {
    /// Primeiro o da esquerda, depois o da direita: pode travar
    Esquerda,
    /// Cada um tem os seus dois garfos: quebra a exclusão mútua
    Sobra,
    /// Os dois de uma vez ou nenhum: quebra a posse com espera
    Juntos,
    /// Quem não consegue o segundo devolve o primeiro: quebra a não preempção
    Devolve,
    /// Primeiro o de menor número: quebra a espera em círculo
    Ordem,
}
// ANCHOR_END: regras

impl Regra {
    /// A mesa que a regra pede: um garfo entre cada dois, ou dois por pessoa.
    pub fn mesa(self, pessoas: usize) -> Mesa {
        let garfos = if self == Self::Sobra {
            2 * pessoas
        } else {
            pessoas
        };
        Mesa::nova(pessoas, garfos)
    }
}

// ANCHOR: jantar
/// `quem` pega os garfos pela regra, come e os devolve. `com_um` é chamada
/// quando só um garfo está na mão, e `comer`, com os dois.
///
/// # Errors
/// Só com [`Regra::Esquerda`]: se pegar o segundo fecharia um círculo.
pub fn jantar(
    regra: Regra,
    mesa: &Mesa,
    [quem, pessoas]: [usize; 2],
    com_um: impl Fn(),
    comer: impl FnOnce(),
) -> Result<(), Impasse> {
    let (esquerda, direita) = (quem, (quem + 1) % pessoas);
    let _garfos = match regra {
        Regra::Esquerda => um_e_outro(mesa, quem, [esquerda, direita], com_um)?,
        Regra::Ordem => {
            let menor_primeiro = [esquerda.min(direita), esquerda.max(direita)];
            um_e_outro(mesa, quem, menor_primeiro, com_um)?
        }
        Regra::Sobra => um_e_outro(mesa, quem, [2 * quem, 2 * quem + 1], com_um)?,
        Regra::Juntos => mesa.pegar_os_dois(quem, [esquerda, direita]),
        Regra::Devolve => devolvendo(mesa, quem, [esquerda, direita], com_um)?,
    };
    comer();
    Ok(())
}
// ANCHOR_END: jantar

fn um_e_outro<'a>(
    mesa: &'a Mesa,
    quem: usize,
    [um, outro]: [usize; 2],
    com_um: impl Fn(),
) -> Result<[Garfo<'a>; 2], Impasse> {
    let primeiro = mesa.pegar(quem, um)?;
    com_um();
    Ok([primeiro, mesa.pegar(quem, outro)?])
}

// ANCHOR: devolvendo
/// Espera só de mãos vazias. Se o segundo garfo falta, devolve o primeiro e
/// recomeça por aquele que faltou.
fn devolvendo<'a>(
    mesa: &'a Mesa,
    quem: usize,
    [um, outro]: [usize; 2],
    com_um: impl Fn(),
) -> Result<[Garfo<'a>; 2], Impasse> {
    let (mut um, mut outro) = (um, outro);
    loop {
        let primeiro = mesa.pegar(quem, um)?;
        com_um();
        if let Some(segundo) = mesa.tentar(quem, outro) {
            return Ok([primeiro, segundo]);
        }
        drop(primeiro);
        (um, outro) = (outro, um);
    }
}
// ANCHOR_END: devolvendo

/// Senta `pessoas` à mesa, uma por thread, para comer `vezes` vezes cada uma.
/// Devolve o total de refeições, ou o impasse, com o círculo a partir do menor.
///
/// Pela esquerda, a primeira refeição só começa quando todos têm um garfo: o
/// impasse que levaria horas a acontecer por acaso acontece sempre.
///
/// # Errors
/// Se o sistema não criar as threads.
pub fn servir(
    regra: Regra,
    pessoas: usize,
    vezes: u32,
) -> io::Result<Result<u64, Impasse>> {
    let mesa = regra.mesa(pessoas);
    let todos_com_um = Barrier::new(pessoas);
    let completa = Mutex::new(false);
    let comer = |quem| {
        // Sem alguém, a barreira esperaria por ele para sempre.
        if !*completa.lock().expect(SEM_PANICO) {
            return Ok(0);
        }
        for vez in 0..vezes {
            let com_um = || {
                if regra == Regra::Esquerda && vez == 0 {
                    todos_com_um.wait();
                }
            };
            jantar(regra, &mesa, [quem, pessoas], com_um, || ())?;
        }
        Ok(u64::from(vezes))
    };
    let comer = &comer;
    thread::scope(|escopo| {
        // Trancada até que todos se sentem: ninguém come antes, nem se faltar um.
        let mut mesa_completa = completa.lock().expect(SEM_PANICO);
        let mut threads = Vec::new();
        for quem in 0..pessoas {
            threads.push(Builder::new().spawn_scoped(escopo, move || comer(quem))?);
        }
        *mesa_completa = true;
        drop(mesa_completa);
        let fins = threads.into_iter();
        Ok(fins
            .map(|t| t.join().expect(SEM_PANICO))
            .sum::<Result<u64, Impasse>>()
            .map_err(Impasse::a_partir_do_menor))
    })
}

const SEM_PANICO: &str = "jantar não entra em pânico";
