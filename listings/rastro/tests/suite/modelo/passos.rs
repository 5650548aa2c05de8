//! O que pode acontecer num estado, e o que vem depois.

use rastro::Incoerente;
use rastro::modelo::{Envelope, Estado, Jogada, JogadaDe, Limite, Sistema};

use super::atores::{Teimoso, teimosos};

fn ficha() -> Envelope<bool> {
    Envelope {
        de: 0,
        para: 1,
        msg: false,
    }
}

fn prazo() -> JogadaDe<Teimoso> {
    Jogada::Vencer { no: 0, prazo: 7 }
}

fn jogar(sistema: &Sistema<Teimoso>, jogadas: &[JogadaDe<Teimoso>]) -> Estado<Teimoso> {
    let fim = sistema.depois_de(jogadas);
    fim.unwrap_or_else(|| panic!("devia ser possível: {jogadas:?}"))
}

#[test]
fn sem_faltas_so_se_entrega_e_se_vence_prazo() {
    let sistema = teimosos(1);
    let jogadas = sistema.jogadas(&sistema.comeco());
    assert_eq!(jogadas, [Jogada::Entregar(ficha()), prazo()]);
}

#[test]
fn cada_falta_se_gasta_e_so_se_oferece_enquanto_resta() {
    let sistema = teimosos(1).perdas(1).duplicacoes(1).quedas(1).voltas(1);
    let comeco = sistema.comeco();
    let tudo = sistema.jogadas(&comeco);
    let esperadas = [
        Jogada::Entregar(ficha()),
        prazo(),
        Jogada::Perder(ficha()),
        Jogada::Duplicar(ficha()),
        Jogada::Cair { no: 0 },
        Jogada::Cair { no: 1 },
    ];
    assert_eq!(tudo, esperadas);
    let duplicada = jogar(&sistema, &[Jogada::Duplicar(ficha())]);
    assert_eq!(duplicada.em_viagem(), [ficha(), ficha()]);
    let agora = sistema.jogadas(&duplicada);
    assert!(
        !agora.contains(&Jogada::Duplicar(ficha())),
        "só havia uma cópia: {agora:?}"
    );
    assert!(
        sistema
            .aplicar(&duplicada, &Jogada::Duplicar(ficha()))
            .is_none()
    );
    let caida = jogar(&sistema, &[Jogada::Cair { no: 0 }]);
    let agora = sistema.jogadas(&caida);
    assert!(agora.contains(&Jogada::Voltar { no: 0 }) && !agora.contains(&prazo()));
    assert!(
        !agora.contains(&Jogada::Cair { no: 1 }),
        "só havia uma queda: {agora:?}"
    );
}

#[test]
fn a_quem_caiu_nada_se_entrega_e_a_mensagem_espera_a_volta() {
    let sistema = teimosos(0).quedas(1).voltas(1);
    let caida = [Jogada::Cair { no: 1 }];
    assert!(
        sistema
            .aplicar(&jogar(&sistema, &caida), &Jogada::Entregar(ficha()))
            .is_none()
    );
    let ida = [
        Jogada::Cair { no: 1 },
        Jogada::Voltar { no: 1 },
        Jogada::Entregar(ficha()),
    ];
    assert_eq!(jogar(&sistema, &ida).ator(1).0, 1);
}

#[test]
fn quem_volta_so_lembra_do_que_guardou() {
    let sistema = teimosos(0).quedas(1).voltas(1);
    let jogadas = [
        Jogada::Entregar(ficha()),
        Jogada::Cair { no: 1 },
        Jogada::Voltar { no: 1 },
    ];
    let fim = jogar(&sistema, &jogadas);
    assert_eq!(
        (fim.guardado(1), fim.ator(1).0),
        (Some(&1), 1),
        "estava em disco"
    );
    let sem_guardar = jogar(
        &sistema,
        &[Jogada::Cair { no: 0 }, Jogada::Voltar { no: 0 }],
    );
    assert_eq!(
        sem_guardar.em_viagem().len(),
        2,
        "recomeçou, e enviou de novo"
    );
}

#[test]
fn com_canais_em_ordem_so_a_primeira_se_entrega() {
    // Ana envia ficha a Bia; Bia, ao receber, confirma: dois canais, um de cada lado.
    let sistema = teimosos(2).canais_em_ordem().duplicacoes(1);
    let jogadas = [Jogada::Duplicar(ficha()), prazo()];
    let fim = jogar(&sistema, &jogadas);
    assert_eq!(fim.em_viagem().len(), 3);
    let entregas = sistema.jogadas(&fim).into_iter();
    let entregas = entregas
        .filter(|j| matches!(j, Jogada::Entregar(_)))
        .count();
    assert_eq!(entregas, 1, "um canal, uma oferta");
}

#[test]
fn fora_da_fronteira_nao_se_vai() {
    let sistema = teimosos(3).enquanto(|(quantas, _)| *quantas < 2);
    let uma = jogar(&sistema, &[prazo()]);
    assert!(
        sistema.aplicar(&uma, &prazo()).is_none(),
        "a segunda repetição passa do limite"
    );
    assert!(
        sistema
            .seguintes(&uma)
            .iter()
            .all(|(jogada, _)| *jogada != prazo())
    );
}

#[test]
fn o_rastro_de_jogadas_conta_o_que_os_atores_fizeram() {
    let sistema = teimosos(1).perdas(1).quedas(1).voltas(1);
    let confirma = Envelope {
        de: 1,
        para: 0,
        msg: true,
    };
    let jogadas = [
        Jogada::Perder(ficha()),
        prazo(),
        Jogada::Entregar(ficha()),
        Jogada::Entregar(confirma),
        Jogada::Cair { no: 1 },
        Jogada::Voltar { no: 1 },
    ];
    let rastro = sistema.rastro(&jogadas).expect("são possíveis");
    assert_eq!(
        rastro.linhas(),
        [
            "Ana envia a Bia: ficha",
            "perde-se a caminho de Bia, vinda de Ana: ficha",
            "Ana: vence o prazo (repetir) [1]",
            "Ana envia a Bia: ficha",
            "Bia recebe de Ana: ficha [1]",
            "Bia envia a Ana: confirmo",
            "Ana recebe de Bia: confirmo [1]",
            "Ana: sossega [1]",
            "Bia cai",
            "Bia volta [1]",
        ]
    );
    let impossivel = [Jogada::Perder(ficha()), Jogada::Perder(ficha())];
    assert_eq!(
        sistema.rastro(&impossivel),
        Err(Incoerente::PassoImpossivel(1))
    );
}

#[test]
fn com_folga_o_que_era_possivel_o_e_sempre_e_o_resto_nao() {
    let sistema = teimosos(1).perdas(1).com_folga();
    let repetida = [Jogada::Perder(ficha()), prazo(), Jogada::Perder(ficha())];
    jogar(&sistema, &repetida);
    assert!(
        !sistema
            .jogadas(&sistema.comeco())
            .contains(&Jogada::Cair { no: 0 })
    );
    let livre = teimosos(1).perdas(Limite::Livre);
    jogar(&livre, &repetida);
}
