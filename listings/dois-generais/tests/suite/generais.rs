//! Os dois generais: o que o verificador acha, e o que nenhuma regra evita.

use dois_generais::argumentos::gerador;
use dois_generais::batalha::Batalha;
use dois_generais::general::Recebidas;
use dois_generais::regra::Regra;
use dois_generais::simulacao::{chance_de_discordia, contar, sortear};
use dois_generais::verificacao::{rastro, verificar};
use rastro::{Acao, ao_falhar};
use stateright::actor::LossyNetwork;

#[test]
fn para_todo_numero_de_confirmacoes_ha_uma_execucao_em_que_discordam() {
    for confirmacoes in 0..=40 {
        let batalha = Batalha::cautelosa(confirmacoes);
        let exame = verificar(batalha, LossyNetwork::Yes);
        let passos = exame.discordia.unwrap_or_else(|| {
            panic!("com {confirmacoes} confirmações devia haver discórdia")
        });
        let execucao = rastro(batalha, &passos);
        let _vigia = ao_falhar("discordia", &execucao);
        let decisoes: Vec<_> = execucao.linhas().split_off(passos.len() * 2);
        let atacam = decisoes.iter().filter(|d| d.ends_with(": ataca"));
        assert_eq!(atacam.count(), 1, "um só devia atacar: {decisoes:?}");
    }
}

#[test]
fn a_discordia_vem_da_perda_da_ultima_mensagem() {
    for confirmacoes in 0..=10 {
        let batalha = Batalha::cautelosa(confirmacoes);
        let exame = verificar(batalha, LossyNetwork::Yes);
        let execucao = rastro(batalha, &exame.discordia.expect("há discórdia"));
        let _vigia = ao_falhar("ultima", &execucao);
        let perdas = |acao: &Acao| matches!(acao, Acao::Perda { .. });
        let envios = |acao: &Acao| matches!(acao, Acao::Envio { .. });
        let contar = |qual: &dyn Fn(&Acao) -> bool| {
            execucao.eventos().iter().filter(|e| qual(&e.acao)).count()
        };
        assert_eq!(contar(&perdas), 1, "com a regra cautelosa basta uma perda");
        assert_eq!(
            contar(&envios),
            confirmacoes as usize + 1,
            "todas as mensagens foram enviadas: a perdida é a última"
        );
    }
}

#[test]
fn sem_perda_os_dois_atacam_e_nunca_discordam() {
    for confirmacoes in 0..=40 {
        let exame = verificar(Batalha::cautelosa(confirmacoes), LossyNetwork::No);
        assert!(
            exame.atacam,
            "a rede confiável devia deixar os dois atacarem"
        );
        assert!(exame.discordia.is_none(), "{confirmacoes} confirmações");
    }
}

#[test]
fn com_perda_ainda_ha_execucao_em_que_os_dois_atacam() {
    for confirmacoes in 0..=10 {
        let exame = verificar(Batalha::cautelosa(confirmacoes), LossyNetwork::Yes);
        assert!(exame.atacam, "o modelo não devia proibir o bom fim");
    }
}

// ANCHOR: nenhuma
/// Não é a nossa regra que é ruim: para cada corrente, todas são.
#[test]
fn nenhuma_regra_de_decisao_serve() {
    for confirmacoes in 0..=6 {
        let [ate_1, ate_2] = Batalha::recebiveis(confirmacoes);
        for primeiro in Regra::todas(ate_1) {
            for segundo in Regra::todas(ate_2) {
                let regras = [primeiro, segundo];
                let batalha = Batalha {
                    confirmacoes,
                    regras,
                };
                let exame = verificar(batalha, LossyNetwork::Yes);
                let concordam = exame.discordia.is_none();
                assert!(
                    !(concordam && exame.atacam && exame.espera_ordem),
                    "{batalha:?} resolveria os dois generais: o livro está errado"
                );
            }
        }
    }
}
// ANCHOR_END: nenhuma

#[test]
fn cada_exigencia_sozinha_e_facil() {
    let nunca = Regra::ao_menos(64);
    let sempre = Regra::ao_menos(0);
    let exame = |regras| {
        let batalha = Batalha {
            confirmacoes: 3,
            regras,
        };
        verificar(batalha, LossyNetwork::Yes)
    };
    let ninguem = exame([nunca, nunca]);
    assert!(ninguem.discordia.is_none() && ninguem.espera_ordem && !ninguem.atacam);
    let todos = exame([sempre, sempre]);
    assert!(todos.discordia.is_none() && todos.atacam && !todos.espera_ordem);
}

#[test]
fn a_batalha_sorteada_concorda_com_a_formula() {
    let rodadas = 4000;
    for (semente, confirmacoes) in [(1, 0), (2, 1), (3, 3), (4, 10)] {
        let mut sorte = gerador(semente);
        let fim = contar(Batalha::cautelosa(confirmacoes), 0.2, rodadas, &mut sorte);
        let p = chance_de_discordia(confirmacoes, 0.2);
        let medida = f64::from(fim.so_um) / f64::from(rodadas);
        // Quatro desvios: uma semente em dezesseis mil cairia fora.
        let folga = 4.0 * (p * (1.0 - p) / f64::from(rodadas)).sqrt();
        assert!(
            (medida - p).abs() <= folga,
            "semente {semente}: {medida} sorteado, {p} pela fórmula"
        );
        assert_eq!(fim.os_dois + fim.ninguem + fim.so_um, rodadas);
    }
}

/// Uma rede que duplica entrega a mesma mensagem quantas vezes quiser.
#[test]
fn a_regra_vale_tambem_para_quem_recebe_mais_do_que_se_enviou() {
    let regra = Regra::ao_menos(2);
    let ataca = [0, 1, 2, 63, 64, u32::MAX].map(|n| regra.ataca(Recebidas(n)));
    assert_eq!(ataca, [false, false, true, true, true, true]);
}

#[test]
fn a_mesma_semente_repete_a_mesma_execucao() {
    let correr = || sortear(Batalha::cautelosa(9), 0.3, &mut gerador(42));
    assert_eq!(correr(), correr());
}

#[test]
fn sem_perda_o_sorteio_sempre_acaba_em_ataque() {
    let (passos, atacam) = sortear(Batalha::cautelosa(5), 0.0, &mut gerador(1));
    assert_eq!((passos.len(), atacam), (6, [true, true]));
}
