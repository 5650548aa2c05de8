//! Quem sai e quem volta, decidido só pelos resultados seguidos.

use balanceamento::saude::Resultado::{Atendeu, Falhou};
use balanceamento::saude::{Limites, Mudanca, Resultado, Saude};

const LIMITES: Limites = Limites {
    falhas: 3,
    sucessos: 2,
};

/// Registra a sequência e devolve o que cada resultado mudou.
fn registrar(resultados: &[Resultado]) -> (Saude, Vec<Option<Mudanca>>) {
    let mut saude = Saude::INICIAL;
    let mudancas = resultados.iter().map(|&r| saude.registrar(r, LIMITES));
    let mudancas = mudancas.collect();
    (saude, mudancas)
}

#[test]
fn sai_na_terceira_falha_seguida_e_nao_antes() {
    let (saude, mudancas) = registrar(&[Falhou, Falhou, Falhou]);
    assert_eq!(mudancas, [None, None, Some(Mudanca::Saiu)]);
    assert!(!saude.vivo());
}

#[test]
fn um_sucesso_no_meio_recomeca_a_conta_das_falhas() {
    let (saude, _) = registrar(&[Falhou, Falhou, Atendeu, Falhou, Falhou]);
    assert!(saude.vivo(), "nunca houve três falhas seguidas");
}

#[test]
fn volta_no_segundo_sucesso_seguido_e_nao_antes() {
    let (saude, mudancas) = registrar(&[Falhou, Falhou, Falhou, Atendeu, Atendeu]);
    assert_eq!(mudancas[3..], [None, Some(Mudanca::Voltou)]);
    assert!(saude.vivo());
}

#[test]
fn quem_cai_e_volta_sem_parar_continua_fora() {
    let (saude, _) = registrar(&[
        Falhou, Falhou, Falhou, Atendeu, Falhou, Atendeu, Falhou, Atendeu,
    ]);
    assert!(!saude.vivo(), "nunca houve dois sucessos seguidos");
}
