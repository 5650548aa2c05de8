//! Do caminho de um modelo de atores ao rastro.

use std::borrow::Cow;
use std::time::Duration;

use rastro::{Incoerente, Passo, do_caminho};
use stateright::actor::{
    Actor, ActorModel, ActorModelAction, Envelope, Id, LossyNetwork, Network, Out,
};

/// Diz "oi" quando o prazo vence; quem ouve conta. Quem volta de uma queda diz o
/// que tinha guardado.
struct Teimoso;

impl Actor for Teimoso {
    type Msg = u8;
    type Timer = u8;
    type State = u8;
    type Storage = u8;
    type Random = ();

    fn on_start(&self, id: Id, guardado: &Option<u8>, saida: &mut Out<Self>) -> u8 {
        match guardado {
            Some(n) => saida.send(Id::from(1), *n),
            None if id == Id::from(0) => {
                saida.set_timer(1, Duration::ZERO..Duration::ZERO);
                saida.save(9);
            }
            None => {}
        }
        0
    }

    fn on_msg(&self, _: Id, estado: &mut Cow<'_, u8>, _: Id, _: u8, _: &mut Out<Self>) {
        *estado.to_mut() += 1;
    }

    fn on_timeout(&self, _: Id, _: &mut Cow<'_, u8>, _: &u8, saida: &mut Out<Self>) {
        saida.send(Id::from(1), 7);
    }
}

fn modelo(rede: Network<u8>) -> ActorModel<Teimoso> {
    let modelo = ActorModel::new((), ()).actor(Teimoso).actor(Teimoso);
    modelo
        .init_network(rede)
        .lossy_network(LossyNetwork::Yes)
        .max_crashes(1)
}

fn entrega() -> Passo<Teimoso> {
    let (src, dst) = (Id::from(0), Id::from(1));
    ActorModelAction::Deliver { src, dst, msg: 7 }
}

fn prazo() -> Passo<Teimoso> {
    ActorModelAction::Timeout(Id::from(0), 1)
}

fn linhas(
    rede: Network<u8>,
    passos: &[Passo<Teimoso>],
) -> Result<Vec<String>, Incoerente> {
    let texto = |m: &u8| format!("oi {m}");
    Ok(do_caminho(&modelo(rede), &["A", "B"], passos, texto)?.linhas())
}

#[test]
fn prazo_queda_e_perda_aparecem_no_rastro() {
    let perda = ActorModelAction::Drop(Envelope {
        src: Id::from(0),
        dst: Id::from(1),
        msg: 7,
    });
    let queda = ActorModelAction::Crash(Id::from(1));
    let rede = Network::new_unordered_nonduplicating([]);
    let contadas = linhas(rede, &[prazo(), perda, queda]).unwrap();
    let esperadas = [
        "A: vence o prazo (1)",
        "A envia a B: oi 7",
        "perde-se a caminho de B, vinda de A: oi 7",
        "B cai",
    ];
    assert_eq!(contadas, esperadas);
}

#[test]
fn a_rede_que_duplica_entrega_duas_vezes_e_a_outra_nao() {
    let passos = [prazo(), entrega(), entrega()];
    let duplica = Network::new_unordered_duplicating([]);
    let contadas = linhas(duplica, &passos).unwrap();
    let recebidas = contadas.iter().filter(|l| l.contains("recebe"));
    assert_eq!(recebidas.count(), 2, "{contadas:?}");
    let nao_duplica = Network::new_unordered_nonduplicating([]);
    assert!(
        linhas(nao_duplica, &passos).is_err(),
        "só havia uma mensagem"
    );
}

#[test]
fn quem_volta_de_uma_queda_recomeca_do_que_guardou() {
    let eu = Id::from(0);
    let passos = [ActorModelAction::Crash(eu), ActorModelAction::Recover(eu)];
    let rede = Network::new_unordered_nonduplicating([]);
    let contadas = linhas(rede, &passos).unwrap();
    assert_eq!(contadas, ["A cai", "A volta", "A envia a B: oi 9"]);
}

#[test]
fn o_que_o_modelo_nao_faz_nao_vira_rastro() {
    let cai = ActorModelAction::Crash(Id::from(0));
    let volta = ActorModelAction::Recover(Id::from(0));
    let de_outro = ActorModelAction::Timeout(Id::from(7), 1);
    let casos = [
        (vec![entrega()], 0, "ninguém enviou nada"),
        (vec![prazo(), prazo()], 1, "o prazo só foi marcado uma vez"),
        (vec![cai.clone(), prazo()], 1, "quem caiu não tem prazo"),
        (vec![cai.clone(), cai], 1, "já tinha caído"),
        (vec![volta], 0, "não tinha caído"),
        (vec![de_outro], 0, "não há ator 7"),
    ];
    for (passos, qual, motivo) in casos {
        let rede = Network::new_unordered_nonduplicating([]);
        let recusado = linhas(rede, &passos);
        assert_eq!(recusado, Err(Incoerente::PassoImpossivel(qual)), "{motivo}");
    }
}
