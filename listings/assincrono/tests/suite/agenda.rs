//! O quarto passo: alarmes em ordem, sem esperar de verdade; e quem não devolve a
//! vez, contado em batidas.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use assincrono::executor::s3_fila::Executor;
use assincrono::executor::s4_agenda::{Agenda, DaParede, DeMentira};
use assincrono::travado::{Modo, bater, maior_atraso};
use proptest::prelude::*;

fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

/// Lança uma tarefa por espera; a ordem em que acordaram e a hora de cada uma.
fn acordar(agenda: &Rc<Agenda>, esperas: &[u64]) -> (Vec<(Duration, usize)>, usize) {
    let mut executor = Executor::default();
    let acordadas = Rc::new(RefCell::new(Vec::new()));
    for (i, espera) in esperas.iter().copied().enumerate() {
        let (agenda, acordadas) = (Rc::clone(agenda), Rc::clone(&acordadas));
        executor.lancar(async move {
            agenda.dormir(ms(espera)).await;
            acordadas.borrow_mut().push((agenda.agora(), i));
        });
    }
    agenda.rodar(&mut executor);
    (acordadas.take(), executor.perguntas())
}

proptest! {
    #[test]
    fn os_alarmes_tocam_na_hora_e_na_ordem_sem_espera_real(
        esperas in prop::collection::vec(1..1_000_000_u64, 0..40),
    ) {
        let agenda = Agenda::nova(Rc::new(DeMentira::default()));
        let (acordadas, perguntas) = acordar(&agenda, &esperas);
        let mut esperado: Vec<_> =
            esperas.iter().enumerate().map(|(i, n)| (ms(*n), i)).collect();
        esperado.sort();
        prop_assert_eq!(acordadas, esperado);
        prop_assert_eq!(perguntas, 2 * esperas.len(), "uma antes e uma depois");
    }
}

#[test]
fn na_mesma_hora_acorda_primeiro_quem_pediu_primeiro() {
    let agenda = Agenda::nova(Rc::new(DeMentira::default()));
    let (acordadas, _) = acordar(&agenda, &[5, 5, 5]);
    assert_eq!(acordadas, [(ms(5), 0), (ms(5), 1), (ms(5), 2)]);
}

#[test]
fn com_o_relogio_da_parede_ninguem_acorda_cedo() {
    let agenda = Agenda::nova(Rc::new(DaParede(Instant::now())));
    let (acordadas, _) = acordar(&agenda, &[20, 5, 10]);
    let ordem: Vec<_> = acordadas.iter().map(|(_, i)| *i).collect();
    assert_eq!(ordem, [1, 2, 0]);
    for (hora, i) in acordadas {
        assert!(
            hora >= ms([20, 5, 10][i]),
            "a tarefa {i} acordou em {hora:?}"
        );
    }
}

#[test]
fn quem_bloqueia_atrasa_as_outras_por_quase_toda_a_conta() {
    let batidas = bater(Modo::Bloqueia);
    assert_eq!(maior_atraso(&batidas), ms(95));
    let juntas = batidas.iter().filter(|b| b.dada == ms(125)).count();
    assert_eq!(
        juntas, 10,
        "dez batidas saem de uma vez, quando a conta acaba"
    );
}

#[test]
fn quem_cede_atrasa_por_um_pedaco_e_quem_separa_nao_atrasa() {
    assert_eq!(maior_atraso(&bater(Modo::Cede)), ms(5));
    assert_eq!(maior_atraso(&bater(Modo::Separa)), Duration::ZERO);
}
