//! O supervisor e o recuo, com um relógio que é só um número.

use std::time::Duration;

use processos::fim::Fim;
use processos::reinicio::{Politica, Reinicios};
use processos::supervisor::{Acao, Estrategia, Reinicia, Supervisor};
use proptest::prelude::*;

const MORTO: Fim = Fim::Sinal(9);
const POLITICA: Politica = Politica {
    maximo: 3,
    janela: Duration::from_secs(10),
    base: Duration::from_millis(100),
    teto: Duration::from_millis(300),
};

fn ms(milesimos: u64) -> Duration {
    Duration::from_millis(milesimos)
}

fn supervisor(estrategia: Estrategia, reinicia: Reinicia) -> Supervisor {
    Supervisor::novo(3, estrategia, reinicia, Reinicios::novos(POLITICA, 1))
}

/// O instante marcado para a volta de um filho.
#[track_caller]
fn volta(acoes: &[Acao], filho: usize) -> Duration {
    let marca = acoes.iter().find_map(|acao| match acao {
        Acao::Marcar(quem, quando) if *quem == filho => Some(*quando),
        _ => None,
    });
    marca.unwrap_or_else(|| panic!("o filho {filho} devia ter volta marcada: {acoes:?}"))
}

// ANCHOR: recuo
#[test]
fn o_recuo_dobra_ate_o_teto_e_sorteia_a_metade_de_cima() {
    let mut reinicios = Reinicios::novos(POLITICA, 1);
    for inteira in [ms(100), ms(200), ms(300)] {
        let espera = reinicios.pedir(ms(0)).expect("ainda cabe");
        assert!(
            espera >= inteira / 2 && espera < inteira,
            "espera de {espera:?}, e devia ser da metade a {inteira:?}"
        );
    }
    assert_eq!(reinicios.pedir(ms(0)), None, "o quarto não cabe na janela");
}
// ANCHOR_END: recuo

#[test]
fn passada_a_janela_os_reinicios_voltam_a_caber_e_o_recuo_recomeca() {
    let mut reinicios = Reinicios::novos(POLITICA, 1);
    for _ in 0..3 {
        reinicios.pedir(ms(0)).expect("cabem três");
    }
    assert_eq!(reinicios.pedir(ms(9_999)), None, "ainda dentro da janela");
    let espera = reinicios.pedir(ms(10_000)).expect("a janela passou");
    assert!(
        espera - ms(10_000) < ms(100),
        "devia recomeçar da base: {espera:?}"
    );
}

#[test]
fn a_mesma_semente_da_as_mesmas_esperas_e_outra_da_outras() {
    let esperas = |semente| {
        let mut reinicios = Reinicios::novos(POLITICA, semente);
        std::array::from_fn::<_, 3, _>(|_| reinicios.pedir(ms(0)))
    };
    assert_eq!(esperas(7), esperas(7));
    assert_ne!(
        esperas(7),
        esperas(8),
        "o sorteio devia depender da semente"
    );
}

#[test]
fn um_por_um_so_mexe_em_quem_caiu_e_so_o_inicia_quando_vence() {
    let mut supervisor = supervisor(Estrategia::UmPorUm, Reinicia::Sempre);
    let acoes = supervisor.terminou(1, MORTO, ms(0));
    let quando = volta(&acoes, 1);
    assert_eq!(acoes.len(), 1, "os outros não têm nada com isso: {acoes:?}");
    assert_eq!(supervisor.proximo(), Some(quando));
    assert_eq!(supervisor.vencer(quando - ms(1)), [], "cedo demais");
    assert_eq!(supervisor.vencer(quando), [Acao::Iniciar(1)]);
    assert_eq!(supervisor.vencer(quando), [], "uma vez só");
}

#[test]
fn um_por_todos_encerra_os_outros_e_inicia_os_tres_num_reinicio_so() {
    let mut supervisor = supervisor(Estrategia::UmPorTodos, Reinicia::Sempre);
    let acoes = supervisor.terminou(1, MORTO, ms(0));
    assert_eq!(acoes[1..], [Acao::Encerrar(0), Acao::Encerrar(2)]);
    let quando = volta(&acoes, 1);
    for outro in [0, 2] {
        let acoes = supervisor.terminou(outro, Fim::Sinal(15), ms(1));
        assert_eq!(acoes, [Acao::Marcar(outro, quando)], "não é outra falha");
    }
    let todos: Vec<_> = (0..3).map(Acao::Iniciar).collect();
    assert_eq!(supervisor.vencer(quando), todos);
    // Gastou-se um reinício, e não três: cabem mais dois.
    for _ in 0..2 {
        let acoes = supervisor.terminou(0, MORTO, quando);
        assert_ne!(acoes, [Acao::Desistir]);
        supervisor.terminou(1, MORTO, quando);
        supervisor.terminou(2, MORTO, quando);
        supervisor.vencer(quando + ms(300));
    }
    assert_eq!(supervisor.terminou(0, MORTO, quando), [Acao::Desistir]);
}

#[test]
fn quem_acabou_bem_so_volta_se_e_para_voltar_sempre() {
    let mut so_se_falhar = supervisor(Estrategia::UmPorUm, Reinicia::SeFalhar);
    for filho in 0..3 {
        assert!(!so_se_falhar.acabou());
        assert_eq!(so_se_falhar.terminou(filho, Fim::Status(0), ms(0)), []);
    }
    assert!(so_se_falhar.acabou(), "os três acabaram bem");
    let mut sempre = supervisor(Estrategia::UmPorUm, Reinicia::Sempre);
    volta(&sempre.terminou(0, Fim::Status(0), ms(0)), 0);
}

#[test]
fn o_limite_e_da_equipe_e_nao_de_cada_filho() {
    let mut supervisor = supervisor(Estrategia::UmPorUm, Reinicia::Sempre);
    for filho in 0..3 {
        volta(&supervisor.terminou(filho, MORTO, ms(0)), filho);
    }
    supervisor.vencer(ms(1_000));
    let quarta = supervisor.terminou(0, MORTO, ms(1_000));
    assert_eq!(quarta, [Acao::Desistir], "foram três reinícios na janela");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn em_janela_nenhuma_cabem_mais_reinicios_que_o_maximo(
        passos in prop::collection::vec(0u64..6_000, 1..60),
        semente: u64,
    ) {
        let mut reinicios = Reinicios::novos(POLITICA, semente);
        let (mut agora, mut dados) = (ms(0), Vec::new());
        for passo in passos {
            agora += ms(passo);
            if let Some(quando) = reinicios.pedir(agora) {
                prop_assert!(quando >= agora + POLITICA.base / 2);
                prop_assert!(quando <= agora + POLITICA.teto);
                dados.push(agora);
            }
        }
        for juntos in dados.windows(POLITICA.maximo + 1) {
            prop_assert!(juntos[POLITICA.maximo] - juntos[0] >= POLITICA.janela);
        }
    }
}
