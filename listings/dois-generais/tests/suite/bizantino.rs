//! OM(m) contra tudo o que os traidores podem dizer.

use dois_generais::bizantino::execucao::FALAS;
use dois_generais::bizantino::modelo::{
    CI1, CI2, Exame, LIMITE, ci1, ci2, conferir_tamanho, verificar,
};
use dois_generais::bizantino::{Cenario, Execucao, Impossivel, Ordem};

fn examinar(generais: usize, repasses: usize, traidores: usize) -> Vec<Exame> {
    let cenarios = Cenario::todos(generais, repasses, traidores).unwrap();
    cenarios.into_iter().map(verificar).collect()
}

fn falhas(exames: &[Exame]) -> Vec<(Vec<usize>, &'static str)> {
    let falha = |e: &Exame| Some((e.cenario.traidores().collect(), e.falha.as_ref()?.0));
    exames.iter().filter_map(falha).collect()
}

#[test]
fn com_tres_generais_um_tenente_traidor_engana_o_leal() {
    let esperado = [(vec![1], CI2), (vec![2], CI2)];
    assert_eq!(falhas(&examinar(3, 1, 1)), esperado);
}

#[test]
fn com_quatro_generais_um_traidor_nao_engana_ninguem_diga_o_que_disser() {
    let exames = examinar(4, 1, 1);
    assert_eq!(exames.len(), 4, "o traidor pode ser qualquer um");
    for exame in exames {
        let traidor: Vec<_> = exame.cenario.traidores().collect();
        assert!(
            exame.falha.is_none(),
            "traidor {traidor:?}: {:?}",
            exame.falha
        );
        assert!(
            exame.atacam,
            "o modelo seria vazio se os leais nunca atacassem"
        );
    }
}

#[test]
fn de_cinco_a_sete_generais_um_traidor_tambem_nao() {
    for generais in 5..=7 {
        assert_eq!(falhas(&examinar(generais, 1, 1)), []);
    }
}

#[test]
fn com_quatro_generais_dois_traidores_enganam_onde_quer_que_estejam() {
    for repasses in [1, 2] {
        let exames = examinar(4, repasses, 2);
        assert_eq!(
            falhas(&exames).len(),
            6,
            "OM({repasses}): são seis os pares"
        );
    }
}

#[test]
fn sem_repasse_o_comandante_traidor_divide_os_tenentes() {
    assert_eq!(falhas(&examinar(4, 0, 1)), [(vec![0], CI1)]);
}

#[test]
fn sem_traidores_todos_cumprem_a_ordem() {
    for repasses in 0..=2 {
        assert_eq!(falhas(&examinar(4, repasses, 0)), []);
    }
}

/// Com três, a culpa não é da maioria: nenhuma regra serve. O tenente sabe o que
/// ouviu do comandante e do colega; uma regra diz quando, com isso, ele ataca.
#[test]
fn com_tres_generais_nenhuma_regra_serve() {
    for regras in 0..256u32 {
        let decide = |eu: usize, do_comandante: Ordem, do_colega: Ordem| {
            let visao = do_comandante as u32 * 2 + do_colega as u32;
            match regras >> (4 * (eu - 1) + visao as usize) & 1 {
                1 => Ordem::Ataca,
                _ => Ordem::Recua,
            }
        };
        let enganada = (0..3).any(|traidor| {
            let cenario = Cenario::novo(3, 1, &[traidor]).unwrap();
            todas_as_execucoes(&cenario).iter().any(|execucao| {
                let decisao = |eu: usize| {
                    let colega = 3 - eu;
                    let do_comandante = execucao.ouvida(&cenario, &[0, eu]);
                    let do_colega = execucao.ouvida(&cenario, &[0, colega, eu]);
                    decide(eu, do_comandante, do_colega)
                };
                match traidor {
                    0 => decisao(1) != decisao(2),
                    _ => decisao(3 - traidor) != execucao.ordem,
                }
            })
        });
        assert!(
            enganada,
            "a regra {regras:08b} venceria um traidor com três generais"
        );
    }
}

fn todas_as_execucoes(cenario: &Cenario) -> Vec<Execucao> {
    let mut prontas = Vec::new();
    let ordens = [Ordem::Ataca, Ordem::Recua];
    let mut abertas = ordens.map(|o| Execucao::nova(cenario, o)).to_vec();
    while let Some(execucao) = abertas.pop() {
        if execucao.acabou(cenario) {
            prontas.push(execucao);
            continue;
        }
        abertas.extend(FALAS.map(|fala| {
            let mut seguinte = execucao.clone();
            seguinte.trair(cenario, fala);
            seguinte
        }));
    }
    prontas
}

#[test]
fn o_verificador_percorre_tudo_o_que_o_traidor_pode_dizer() {
    let cenario = Cenario::novo(4, 1, &[0]).unwrap();
    assert_eq!(todas_as_execucoes(&cenario).len(), 2 * 27);
    assert_eq!(verificar(cenario).execucoes, 54);
}

#[test]
fn o_que_o_verificador_aceita_a_forca_bruta_tambem_aceita() {
    for cenario in Cenario::todos(4, 1, 1).unwrap() {
        for execucao in todas_as_execucoes(&cenario) {
            assert!(ci1(&cenario, &execucao) && ci2(&cenario, &execucao));
        }
    }
}

#[test]
fn o_silencio_do_comandante_conta_como_recuar() {
    let cenario = Cenario::novo(4, 1, &[0]).unwrap();
    let mut execucao = Execucao::nova(&cenario, Ordem::Ataca);
    while !execucao.acabou(&cenario) {
        execucao.trair(&cenario, None);
    }
    for leal in cenario.leais() {
        assert_eq!(
            execucao.decide(&cenario, leal),
            Ordem::Recua,
            "tenente {leal}"
        );
    }
}

#[test]
fn o_que_nao_existe_ou_explodiria_e_recusado_com_motivo() {
    let recusa = |g, m, f| Cenario::todos(g, m, f).unwrap_err();
    assert_eq!(recusa(0, 0, 0), Impossivel::Generais(0));
    assert_eq!(recusa(1_000_000, 1, 1), Impossivel::Generais(1_000_000));
    assert_eq!(recusa(4, 1, 4), Impossivel::Traidores(4, 4));
    assert_eq!(recusa(4, 3, 1), Impossivel::Rodadas(3, 4));
    assert_eq!(recusa(12, 8, 1), Impossivel::Mensagens(5000));
    let grande = Cenario::todos(7, 2, 2).unwrap();
    assert_eq!(
        conferir_tamanho(&grande),
        Err(Impossivel::Execucoes(LIMITE))
    );
}
