use std::panic::{AssertUnwindSafe, catch_unwind};

use loom::thread;

use crate::mural::Mural;
use crate::{contador, trava};

/// Roda o modelo e devolve as palavras com que a loom diz o defeito.
#[track_caller]
pub fn defeito(modelo: impl Fn() + Sync + Send + 'static) -> String {
    let fim = catch_unwind(AssertUnwindSafe(|| loom::model(modelo)));
    let panico = fim.expect_err("a loom devia achar o defeito");
    let texto = panico.downcast_ref::<String>().cloned();
    texto
        .or_else(|| panico.downcast_ref::<&str>().map(|t| (*t).to_owned()))
        .expect("o pânico é um texto")
}

/// O capítulo mostra as palavras da loom.
#[track_caller]
pub fn mostra(arquivo: &str, defeito: &str) {
    apoio::saida::conferir_sessao(arquivo, defeito);
}

/// Um valor que vive até o fim do teste. Com `Arc`, a loom, ao achar um defeito,
/// destruiria os donos fora da execução que ela controla, e abortaria.
pub fn eterno<T>(valor: T) -> &'static T {
    Box::leak(Box::new(valor))
}

/// Duas threads fazem o mesmo com o mesmo valor; esta espera as duas.
fn duas<T: Send + Sync + 'static>(valor: T, fazer: fn(&T)) -> &'static T {
    let valor = eterno(valor);
    let outra = thread::spawn(move || fazer(valor));
    fazer(valor);
    outra.join().expect("a outra não entra em pânico");
    valor
}

// ANCHOR: contador
#[test]
fn o_contador_ingenuo_perde_uma_soma_em_alguma_intercalacao() {
    let defeito = defeito(|| {
        let contador = duas(contador::Ingenuo::default(), contador::Ingenuo::somar_um);
        assert_eq!(contador.total(), 2, "uma soma se perdeu");
    });
    mostra("loom-contador.txt", &defeito);
}
// ANCHOR_END: contador

#[test]
fn os_outros_contadores_nao_perdem_em_nenhuma() {
    loom::model(|| {
        let contador = duas(contador::Atomico::default(), contador::Atomico::somar_um);
        assert_eq!(contador.total(), 2);
    });
    loom::model(|| {
        let contador = duas(contador::Trancado::default(), contador::Trancado::somar_um);
        assert_eq!(contador.total(), 2);
    });
}

// ANCHOR: mural
/// Afixa 7 enquanto outra thread olha: ou nada foi contado, ou é o 7.
fn afixa_e_le<const CERTO: bool>() {
    let mural = eterno(Mural::<CERTO>::novo(1));
    let outra = thread::spawn(|| mural.ultimo());
    mural.afixar(7);
    if let Some(lido) = outra.join().expect("ler não entra em pânico") {
        assert_eq!(lido, 7, "o recado foi contado e não está lá");
    }
}

#[test]
fn com_relaxed_ve_se_a_conta_sem_o_recado() {
    mostra("loom-mural.txt", &defeito(afixa_e_le::<false>));
}

#[test]
fn com_release_e_acquire_quem_ve_a_conta_ve_o_recado() {
    loom::model(afixa_e_le::<true>);
}
// ANCHOR_END: mural

#[test]
fn a_trava_frouxa_deixa_dois_dentro() {
    let defeito = defeito(|| {
        duas(trava::Frouxa::nova(0), |t| t.com(|n| *n += 1));
    });
    mostra("loom-trava.txt", &defeito);
}

#[test]
fn a_trava_certa_deixa_um_por_vez_e_mostra_o_que_o_anterior_fez() {
    loom::model(|| {
        let trava = duas(trava::Certa::nova(0), |t| t.com(|n| *n += 1));
        assert_eq!(trava.com(|n| *n), 2);
    });
}
