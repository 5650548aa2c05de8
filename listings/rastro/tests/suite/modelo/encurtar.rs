//! De uma execução longa, só o que faz falta ao defeito.

use rastro::modelo::{Clima, LIMITE};

use super::atores::{CONFIRMADA, UMA_VEZ, teimosos};

#[test]
fn podada_a_execucao_ainda_viola_e_nenhuma_jogada_sobra() {
    let sistema = teimosos(6).perdas(1).duplicacoes(1).com_folga();
    let clima = |semente| Clima {
        semente,
        duplicacao: 0.3,
        ..Clima::default()
    };
    let feitas = (1..200).map(|s| sistema.simular(&clima(s)));
    let longa = feitas
        .filter(|f| f.violada.as_deref() == Some(UMA_VEZ))
        .max_by_key(|f| f.jogadas.len())
        .expect("alguma semente duplica");
    assert!(longa.jogadas.len() > 3, "não há o que podar: {longa:?}");
    // Com este limite a busca desiste, e só a poda trabalha.
    let curta = sistema.encurtar(&longa.jogadas, UMA_VEZ, 1);
    assert_eq!(
        curta.len(),
        3,
        "copiar ou repetir, e entregar duas vezes: {curta:?}"
    );
    assert!(sistema.rastro(&curta).is_ok());
}

#[test]
fn se_a_busca_alcanca_o_resultado_e_o_mais_curto_de_todos() {
    let sistema = teimosos(2).perdas(3);
    let exame = sistema.verificar(LIMITE);
    let curta = exame
        .contraexemplo(UMA_VEZ)
        .expect("repetir é receber duas vezes");
    let clima = |semente| Clima {
        semente,
        ..Clima::default()
    };
    let longa = (1..500)
        .map(|s| sistema.simular(&clima(s)))
        .find(|f| f.violada.as_deref() == Some(UMA_VEZ))
        .expect("alguma semente se apressa");
    assert_eq!(
        sistema.encurtar(&longa.jogadas, UMA_VEZ, LIMITE).len(),
        curta.len()
    );
}

#[test]
fn o_que_nao_viola_fica_como_esta() {
    let sistema = teimosos(1);
    let jogadas: Vec<_> = sistema
        .jogadas(&sistema.comeco())
        .into_iter()
        .take(1)
        .collect();
    for nome in [UMA_VEZ, CONFIRMADA, "não existe"] {
        assert_eq!(sistema.encurtar(&jogadas, nome, LIMITE), jogadas, "{nome}");
    }
}
