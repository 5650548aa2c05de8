//! Quem ainda conversa: contra as contas que se fazem no papel.

use std::collections::BTreeSet;

use encapsulamento::topologia::{Estrago, Tipo, montar};

const TAMANHOS: std::ops::RangeInclusive<usize> = 3..=8;

fn pares(n: usize) -> usize {
    n * n.saturating_sub(1) / 2
}

#[test]
fn sem_falha_todos_conversam_em_todas() {
    for n in TAMANHOS {
        for tipo in Tipo::TODOS {
            let rede = montar(tipo, n);
            assert_eq!(rede.pares(&Estrago::default()), pares(n), "{tipo:?} {n}");
        }
    }
}

#[test]
fn a_malha_tem_um_enlace_por_par_e_a_estrela_um_por_estacao() {
    for n in TAMANHOS {
        assert_eq!(montar(Tipo::Malha, n).enlaces.len(), pares(n));
        assert_eq!(montar(Tipo::Estrela, n).enlaces.len(), n);
        assert_eq!(montar(Tipo::Barramento, n).enlaces.len(), 1);
    }
}

#[test]
fn um_corte_para_o_barramento_e_o_anel_de_mao_unica() {
    for n in TAMANHOS {
        for tipo in [Tipo::Barramento, Tipo::AnelComToken, Tipo::AnelComDesvio] {
            assert_eq!(montar(tipo, n).pior_corte(1), 0, "{tipo:?} {n}");
        }
    }
}

#[test]
fn um_corte_tira_uma_estacao_da_estrela_e_ninguem_do_anel_duplo() {
    for n in TAMANHOS {
        assert_eq!(montar(Tipo::Estrela, n).pior_corte(1), pares(n - 1));
        assert_eq!(montar(Tipo::AnelDuplo, n).pior_corte(1), pares(n));
    }
}

#[test]
fn um_corte_no_meio_parte_a_linha_em_duas_metades() {
    for n in TAMANHOS {
        let metades = pares(n / 2) + pares(n.div_ceil(2));
        assert_eq!(montar(Tipo::Linha, n).pior_corte(1), metades);
    }
}

#[test]
fn a_malha_so_perde_alguem_quando_cortam_todos_os_enlaces_dele() {
    for n in 3..=6 {
        let malha = montar(Tipo::Malha, n);
        for cortes in 0..n - 1 {
            assert_eq!(malha.pior_corte(cortes), pares(n), "{n} e {cortes} cortes");
        }
        assert_eq!(malha.pior_corte(n - 1), pares(n - 1));
    }
}

#[test]
fn a_estacao_que_cai_para_o_anel_so_se_nao_ha_desvio() {
    for n in TAMANHOS {
        assert_eq!(montar(Tipo::AnelComToken, n).pior_estacao(), 0);
        assert_eq!(montar(Tipo::AnelComDesvio, n).pior_estacao(), pares(n - 1));
        assert_eq!(montar(Tipo::Barramento, n).pior_estacao(), pares(n - 1));
    }
}

#[test]
fn so_a_estrela_tem_centro_e_sem_ele_ninguem_conversa() {
    for tipo in Tipo::TODOS {
        let esperado = (tipo == Tipo::Estrela).then_some(0);
        assert_eq!(montar(tipo, 6).pior_peca(), esperado, "{tipo:?}");
    }
}

#[test]
fn estacao_morta_nao_conta_como_par_mesmo_com_desvio() {
    let anel = montar(Tipo::AnelComDesvio, 6);
    let nos = BTreeSet::from([0, 1]);
    let enlaces = BTreeSet::new();
    assert_eq!(anel.pares(&Estrago { nos, enlaces }), pares(4));
}
