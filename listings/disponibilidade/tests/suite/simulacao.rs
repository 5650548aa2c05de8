//! A simulação semeada contra a fórmula, e o intervalo que as compara.

use disponibilidade::formula::{alguma_parada, com_causa_comum, indisponibilidade};
use disponibilidade::grupo::{Exigencia, Grupo};
use disponibilidade::intervalo::{Intervalo, Z_95, Z_99_99, ingenuo, wilson};
use disponibilidade::probabilidade::Probabilidade;
use disponibilidade::simulacao::{Cenario, Contagem};
use disponibilidade::tabela::linhas;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

fn p(valor: f64) -> Probabilidade {
    Probabilidade::nova(valor).expect("o teste usa probabilidades")
}

fn contar(cenario: &Cenario, rodadas: u32, semente: u64) -> Contagem {
    let mut sorte = ChaCha8Rng::seed_from_u64(semente);
    cenario
        .contar(rodadas, &mut sorte)
        .expect("a simulação do teste é pequena")
}

#[test]
fn a_simulacao_concorda_com_a_formula_dentro_do_intervalo() {
    let mut comparados = 0;
    for n in [1, 2, 3, 5, 10, 20] {
        for k in 1..=n {
            for parada in [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9] {
                let grupo = Grupo::novo(k, n).unwrap();
                let cenario = Cenario::independente(grupo, p(parada));
                let contagem = contar(&cenario, 2000, u64::from(n * 100 + k));
                let formula = indisponibilidade(grupo, p(parada));
                // Onde se espera menos de uma ocorrência nas 2000 rodadas, uma só
                // já cai fora da faixa; ali o sorteio não tem o que dizer.
                if formula.min(1.0 - formula) * 2000.0 < 1.0 {
                    continue;
                }
                comparados += 1;
                // Com 95%, uma em cada vinte comparações falharia por azar.
                let faixa = wilson(contagem, Z_99_99);
                assert!(
                    faixa.contem(formula),
                    "{k} de {n}, p = {parada}: a fórmula dá {formula}, e o sorteio, {faixa:?}"
                );
            }
        }
    }
    assert!(
        comparados > 100,
        "só {comparados} casos comparados: faltam casos"
    );
}

#[test]
fn alguma_parada_em_n_concorda_com_1_menos_1_menos_p_elevado_a_n() {
    for n in [1, 10, 100, 1000] {
        let cenario = Cenario::independente(Exigencia::Todas.em(n).unwrap(), p(0.01));
        let faixa = wilson(contar(&cenario, 5000, 7), Z_99_99);
        let formula = alguma_parada(p(0.01), n);
        assert!(
            faixa.contem(formula),
            "n = {n}: {formula} fora de {faixa:?}"
        );
    }
}

#[test]
fn a_conta_n_vezes_p_e_desmentida_pela_simulacao() {
    let cenario = Cenario::independente(Exigencia::Todas.em(50).unwrap(), p(0.01));
    let faixa = wilson(contar(&cenario, 10_000, 1), Z_99_99);
    assert!(
        !faixa.contem(50.0 * 0.01),
        "0,5 não devia caber em {faixa:?}"
    );
    assert!(faixa.contem(alguma_parada(p(0.01), 50)));
}

#[test]
fn a_causa_comum_desmente_a_formula_que_a_ignora() {
    let grupo = Exigencia::Uma.em(3).unwrap();
    let cenario = Cenario {
        causa_comum: p(0.001),
        ..Cenario::independente(grupo, p(0.01))
    };
    let faixa = wilson(contar(&cenario, 100_000, 3), Z_99_99);
    let otimista = indisponibilidade(grupo, p(0.01));
    assert!(
        !faixa.contem(otimista),
        "{otimista} não devia caber em {faixa:?}"
    );
    let correta = com_causa_comum(p(0.001), otimista);
    assert!(faixa.contem(correta), "{correta} devia caber em {faixa:?}");
}

#[test]
fn a_mesma_semente_da_a_mesma_contagem_e_outra_da_outra() {
    let cenario = Cenario::independente(Exigencia::Maioria.em(5).unwrap(), p(0.3));
    assert_eq!(contar(&cenario, 2000, 1), contar(&cenario, 2000, 1));
    assert_ne!(contar(&cenario, 2000, 1), contar(&cenario, 2000, 2));
}

#[test]
fn os_extremos_nao_dependem_da_sorte() {
    let grupo = Exigencia::Maioria.em(5).unwrap();
    assert_eq!(
        contar(&Cenario::independente(grupo, p(0.0)), 500, 1).paradas,
        0
    );
    assert_eq!(
        contar(&Cenario::independente(grupo, p(1.0)), 500, 1).paradas,
        500
    );
}

#[test]
fn simulacao_que_nao_terminaria_e_recusada_antes_de_comecar() {
    let cenario = Cenario::independente(Exigencia::Todas.em(100_000).unwrap(), p(0.0));
    let recusa = cenario.contar(u32::MAX, &mut ChaCha8Rng::seed_from_u64(1));
    assert!(
        recusa
            .unwrap_err()
            .to_string()
            .contains("diminua --rodadas")
    );
}

#[test]
fn nenhuma_linha_e_sorteada_se_alguma_nao_cabe() {
    let cenario = |n| Cenario::independente(Exigencia::Todas.em(n).unwrap(), p(0.5));
    let mut sorte = ChaCha8Rng::seed_from_u64(1);
    let recusa = linhas(&[cenario(1), cenario(100_000)], 1000, &mut sorte);
    assert!(recusa.is_err());
    assert_eq!(sorte, ChaCha8Rng::seed_from_u64(1), "o gerador andou");
}

#[test]
fn o_intervalo_de_95_contem_a_verdade_em_cerca_de_95_de_cada_100_sementes() {
    let grupo = Exigencia::Maioria.em(3).unwrap();
    let verdade = indisponibilidade(grupo, p(0.2));
    let cenario = Cenario::independente(grupo, p(0.2));
    let acertos = (0..1000)
        .filter(|&semente| wilson(contar(&cenario, 400, semente), Z_95).contem(verdade))
        .count();
    // Mil sementes: 950 esperadas, com desvio-padrão 7.
    assert!((925..=975).contains(&acertos), "{acertos} de 1000 sementes");
}

#[test]
fn wilson_confere_com_valores_conhecidos() {
    let de = |paradas, rodadas| wilson(Contagem { paradas, rodadas }, Z_95);
    // Zero em n: o extremo é z²/(n + z²).
    assert_eq!(de(0, 10).de, 0.0);
    assert!((de(0, 10).ate - 0.277_533).abs() < 1e-6);
    assert!((de(5, 10).de - 0.236_593).abs() < 1e-6);
    assert!((de(5, 10).ate - 0.763_407).abs() < 1e-6);
    assert_eq!(de(10, 10).ate, 1.0);
}

/// A chance exata de o intervalo conter `p`: soma, sobre todas as contagens
/// possíveis, a chance de cada uma em que ele contém.
fn cobertura(p: f64, rodadas: u32, intervalo: fn(Contagem, f64) -> Intervalo) -> f64 {
    let mut chance = (1.0 - p).powi(rodadas as i32);
    let mut soma = 0.0;
    for paradas in 0..=rodadas {
        if intervalo(Contagem { paradas, rodadas }, Z_95).contem(p) {
            soma += chance;
        }
        chance *= f64::from(rodadas - paradas) / f64::from(paradas + 1) * p / (1.0 - p);
    }
    soma
}

#[test]
fn o_intervalo_ingenuo_de_95_acerta_63_em_100_quando_o_evento_e_raro() {
    assert_eq!(format!("{:.2}", cobertura(0.01, 100, ingenuo)), "0.63");
    assert_eq!(format!("{:.2}", cobertura(0.01, 100, wilson)), "0.92");
    assert!(
        cobertura(0.3, 1000, ingenuo) > 0.94,
        "longe dos extremos ele serve"
    );
}

#[test]
fn sem_nenhuma_parada_o_ingenuo_garante_o_impossivel() {
    let nenhuma = Contagem {
        paradas: 0,
        rodadas: 2000,
    };
    assert_eq!(ingenuo(nenhuma, Z_95), Intervalo { de: 0.0, ate: 0.0 });
    assert!(wilson(nenhuma, Z_95).ate > 0.001);
}
