//! Dois traidores: com sete generais não se percorre tudo; sorteia-se e planeja-se.

use dois_generais::argumentos::gerador;
use dois_generais::bizantino::modelo::{ci1, ci2, sortear};
use dois_generais::bizantino::{Cenario, Execucao, Fala, Ordem};

#[test]
fn com_sete_generais_dois_traidores_sorteados_nao_enganam() {
    let mut sorte = gerador(7);
    for traidores in [[0, 1], [1, 2], [3, 6]] {
        let cenario = Cenario::novo(7, 2, &traidores).unwrap();
        let exame = sortear(cenario, 300, &mut sorte);
        assert!(
            exame.falha.is_none(),
            "semente 7, {traidores:?}: {:?}",
            exame.falha
        );
        assert!(
            exame.atacam,
            "os leais também deviam atacar em alguma execução"
        );
    }
}

#[test]
fn com_sete_generais_nao_da_para_percorrer_tudo() {
    let cenario = Cenario::novo(7, 2, &[1, 2]).unwrap();
    assert_eq!(cenario.escolhas(), 40, "o capítulo diz 3 elevado a 40");
}

/// O sorteio mente sem plano; este traidor diz sempre o mesmo a cada um, em
/// todos os planos possíveis.
#[test]
fn com_sete_generais_dois_traidores_de_duas_caras_nao_enganam() {
    for traidores in [[0, 1], [1, 2]] {
        let cenario = Cenario::novo(7, 2, &traidores).unwrap();
        let leais: Vec<_> = cenario.leais().collect();
        for plano in 0..1u32 << (2 * leais.len()) {
            let diz = |quem: usize, a: usize| -> Fala {
                let traidor = usize::from(quem == traidores[1]);
                let leal = leais.iter().position(|&l| l == a).unwrap();
                match plano >> (traidor * leais.len() + leal) & 1 {
                    1 => Some(Ordem::Ataca),
                    _ => Some(Ordem::Recua),
                }
            };
            for ordem in [Ordem::Ataca, Ordem::Recua] {
                let execucao = encenar(&cenario, ordem, diz);
                assert!(
                    ci1(&cenario, &execucao) && ci2(&cenario, &execucao),
                    "traidores {traidores:?}, plano {plano:b}"
                );
            }
        }
    }
}

fn encenar(
    cenario: &Cenario,
    ordem: Ordem,
    diz: impl Fn(usize, usize) -> Fala,
) -> Execucao {
    let mut execucao = Execucao::nova(cenario, ordem);
    for caminho in cenario.mensagens() {
        let [.., quem, a] = caminho[..] else {
            unreachable!("toda mensagem tem quem fale e quem ouça")
        };
        if cenario.e_traidor(quem) {
            execucao.trair(cenario, diz(quem, a));
        }
    }
    execucao
}

#[test]
fn com_seis_generais_o_mesmo_sorteio_acha_quem_engane() {
    let cenario = Cenario::novo(6, 2, &[1, 2]).unwrap();
    let exame = sortear(cenario, 300, &mut gerador(7));
    assert!(
        exame.falha.is_some(),
        "6 não é maior que 3 × 2: devia falhar"
    );
}
