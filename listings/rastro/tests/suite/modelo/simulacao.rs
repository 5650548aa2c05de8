//! A simulação: a semente manda, e o que ela acha é uma execução do modelo.

use std::time::Duration;

use rastro::modelo::Clima;

use super::atores::{CONFIRMADA, UMA_VEZ, teimosos};

fn clima(semente: u64) -> Clima {
    Clima {
        semente,
        perda: 0.3,
        duplicacao: 0.2,
        ..Clima::default()
    }
}

#[test]
fn a_mesma_semente_repete_e_outra_muda() {
    let sistema = teimosos(5).perdas(1).duplicacoes(1);
    let feita = |semente| sistema.simular(&clima(semente));
    assert_eq!(feita(7), feita(7));
    let diferentes = (1..20)
        .filter(|&semente| feita(semente) != feita(7))
        .count();
    assert!(
        diferentes > 10,
        "só {diferentes} de 19 sementes mudaram algo"
    );
}

#[test]
fn o_que_se_simula_e_uma_execucao_do_sistema_com_folga() {
    let sistema = teimosos(5).perdas(1).duplicacoes(1).quedas(1).voltas(1);
    for semente in 1..60 {
        let feita = sistema.simular(&clima(semente));
        let rastro = sistema.clone().com_folga().rastro(&feita.jogadas);
        assert!(rastro.is_ok(), "semente {semente}: {rastro:?}");
    }
}

#[test]
fn sem_faltas_no_sistema_nao_ha_faltas_na_simulacao() {
    let sistema = teimosos(5);
    for semente in 1..60 {
        let feita = sistema.simular(&clima(semente));
        assert_eq!(feita.violada, None, "semente {semente}");
        assert!(feita.acabou && feita.aconteceu.contains(&CONFIRMADA.to_owned()));
        // O prazo é de ao menos 80 ms, e a ida e volta não passa de 100.
        assert!(
            feita.tempo < Duration::from_millis(220),
            "semente {semente}: {feita:?}"
        );
    }
}

#[test]
fn a_copia_e_a_perda_acham_o_que_violar() {
    let mut achadas = Vec::new();
    for semente in 1..80 {
        let feita = teimosos(1)
            .perdas(1)
            .duplicacoes(1)
            .simular(&clima(semente));
        achadas.extend(feita.violada);
    }
    for nome in [UMA_VEZ, CONFIRMADA] {
        assert!(
            achadas.iter().any(|a| a == nome),
            "{nome} devia ser violada: {achadas:?}"
        );
    }
}

#[test]
fn com_canais_em_ordem_a_simulacao_nao_troca_nada_de_lugar() {
    let sistema = teimosos(6).canais_em_ordem().perdas(1).sem_propriedades();
    for semente in 1..60 {
        let feita = sistema.simular(&clima(semente));
        assert!(
            feita.acabou,
            "semente {semente}: uma mensagem travou o canal"
        );
    }
}
