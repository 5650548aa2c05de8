//! O espaço de tudo o que os traidores podem dizer, e as duas condições.

use rand::{Rng, RngExt};
use stateright::{Checker, HasDiscoveries, Model, Property};

use super::cenario::{Cenario, Impossivel};
use super::execucao::{Execucao, FALAS, Fala, Ordem};

/// Quantas execuções se aceita percorrer de uma vez.
pub const LIMITE: usize = 300_000;

/// Quantas mensagens se aceita sortear ao todo.
pub const LIMITE_DO_SORTEIO: usize = 20_000_000;

pub const CI1: &str = "CI1";
pub const CI2: &str = "CI2";
pub const ATACAM: &str = "os leais atacam";

impl Model for Cenario {
    type State = Execucao;
    type Action = Fala;

    fn init_states(&self) -> Vec<Execucao> {
        [Ordem::Ataca, Ordem::Recua]
            .map(|ordem| Execucao::nova(self, ordem))
            .to_vec()
    }

    // ANCHOR: modelo
    /// Há escolha só quando um traidor fala: a cada um, uma fala das três.
    fn actions(&self, execucao: &Execucao, falas: &mut Vec<Fala>) {
        if !execucao.acabou(self) {
            falas.extend(FALAS);
        }
    }

    fn next_state(&self, execucao: &Execucao, fala: Fala) -> Option<Execucao> {
        let mut seguinte = execucao.clone();
        seguinte.trair(self, fala);
        Some(seguinte)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(CI1, |c, e: &Execucao| !e.acabou(c) || ci1(c, e)),
            Property::always(CI2, |c, e: &Execucao| !e.acabou(c) || ci2(c, e)),
            Property::sometimes(ATACAM, |c, e: &Execucao| e.acabou(c) && atacam(c, e)),
        ]
    }
    // ANCHOR_END: modelo
}

// ANCHOR: condicoes
/// CI1: todos os tenentes leais decidem o mesmo.
pub fn ci1(cenario: &Cenario, execucao: &Execucao) -> bool {
    let mut decisoes = cenario.leais().map(|g| execucao.decide(cenario, g));
    decisoes
        .next()
        .is_none_or(|d| decisoes.all(|outra| outra == d))
}

/// CI2: se o comandante é leal, todo tenente leal cumpre a ordem dele.
pub fn ci2(cenario: &Cenario, execucao: &Execucao) -> bool {
    let cumpre = |g| execucao.decide(cenario, g) == execucao.ordem;
    cenario.e_traidor(0) || cenario.leais().all(cumpre)
}
// ANCHOR_END: condicoes

fn atacam(cenario: &Cenario, execucao: &Execucao) -> bool {
    let mut leais = cenario.leais();
    leais.all(|g| execucao.decide(cenario, g) == Ordem::Ataca)
}

/// O que se achou num cenário.
#[derive(Debug)]
pub struct Exame {
    pub cenario: Cenario,
    /// Quantas execuções completas foram vistas.
    pub execucoes: usize,
    /// A condição que falhou, e onde.
    pub falha: Option<(&'static str, Execucao)>,
    /// Se em alguma os leais atacam: sem isso, recuar sempre bastaria.
    pub atacam: bool,
}

/// Todas as execuções dos cenários cabem no limite?
///
/// # Errors
/// Se passam de [`LIMITE`].
pub fn conferir_tamanho(cenarios: &[Cenario]) -> Result<(), Impossivel> {
    let mut total = 0usize;
    for cenario in cenarios {
        let falas = u32::try_from(cenario.escolhas()).unwrap_or(u32::MAX);
        total = total.saturating_add(2usize.saturating_mul(3usize.saturating_pow(falas)));
    }
    match total > LIMITE {
        true => Err(Impossivel::Execucoes(LIMITE)),
        false => Ok(()),
    }
}

/// O sorteio termina em tempo razoável?
fn conferir_sorteios(cenarios: &[Cenario], cada: usize) -> Result<(), Impossivel> {
    let mensagens: usize = cenarios.iter().map(|c| c.mensagens().len()).sum();
    match mensagens.saturating_mul(cada) > LIMITE_DO_SORTEIO {
        true => Err(Impossivel::Sorteios(LIMITE_DO_SORTEIO)),
        false => Ok(()),
    }
}

/// Percorre todos os cenários.
///
/// # Errors
/// Se as execuções passam de [`LIMITE`].
pub fn verificar_todos(cenarios: Vec<Cenario>) -> Result<Vec<Exame>, Impossivel> {
    conferir_tamanho(&cenarios)?;
    Ok(cenarios.into_iter().map(verificar).collect())
}

/// Sorteia em todos os cenários, tantas vezes em cada um.
///
/// # Errors
/// Se as mensagens passam de [`LIMITE_DO_SORTEIO`].
pub fn sortear_todos(
    cenarios: Vec<Cenario>,
    cada: usize,
    sorte: &mut impl Rng,
) -> Result<Vec<Exame>, Impossivel> {
    conferir_sorteios(&cenarios, cada)?;
    let sortear = |cenario| sortear(cenario, cada, sorte);
    Ok(cenarios.into_iter().map(sortear).collect())
}

/// Percorre tudo o que os traidores deste cenário podem dizer.
pub fn verificar(cenario: Cenario) -> Exame {
    let execucoes = 2 * 3usize.pow(u32::try_from(cenario.escolhas()).unwrap_or(u32::MAX));
    let verificador = cenario
        .clone()
        .checker()
        .finish_when(HasDiscoveries::All)
        .spawn_bfs()
        .join();
    let falha = [CI2, CI1].into_iter().find_map(|condicao| {
        let caminho = verificador.discovery(condicao)?;
        Some((condicao, caminho.last_state().clone()))
    });
    Exame {
        cenario,
        execucoes,
        falha,
        atacam: verificador.discovery(ATACAM).is_some(),
    }
}

/// Sorteia o que os traidores dizem, tantas vezes.
pub fn sortear(cenario: Cenario, sorteios: usize, sorte: &mut impl Rng) -> Exame {
    let mut atacou = false;
    for feitos in 1..=sorteios {
        let inicios = cenario.init_states();
        let mut execucao = inicios[sorte.random_range(0..2)].clone();
        while !execucao.acabou(&cenario) {
            execucao.trair(&cenario, FALAS[sorte.random_range(0..FALAS.len())]);
        }
        atacou |= atacam(&cenario, &execucao);
        let falha = match (ci1(&cenario, &execucao), ci2(&cenario, &execucao)) {
            (true, true) => continue,
            (_, false) => (CI2, execucao),
            _ => (CI1, execucao),
        };
        return Exame {
            cenario,
            execucoes: feitos,
            falha: Some(falha),
            atacam: atacou,
        };
    }
    Exame {
        cenario,
        execucoes: sorteios,
        falha: None,
        atacam: atacou,
    }
}
