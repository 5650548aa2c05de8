//! Escolher e contar: o que o grupo promete a quem pede uma vaga.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;

use balanceamento::grupo::{Grupo, Vaga};
use balanceamento::politica::Politica;
use balanceamento::saude::{Limites, Resultado};

fn grupo(servidores: u16) -> Arc<Grupo> {
    // Portas que ninguém abre: aqui só se escolhe.
    let enderecos = (1..=servidores).map(|p| SocketAddr::from(([127, 0, 0, 1], p)));
    let limites = Limites {
        falhas: 1,
        sucessos: 1,
    };
    Arc::new(Grupo::novo(
        enderecos.collect(),
        Politica::MenosConexoes,
        0,
        limites,
    ))
}

#[test]
fn a_vaga_que_sai_de_cena_devolve_a_conta() {
    let grupo = grupo(2);
    let primeira = grupo.escolher(&[]).expect("há vivos");
    let segunda = grupo.escolher(&[]).expect("há vivos");
    assert_ne!(primeira.indice(), segunda.indice());
    let livre = segunda.indice();
    drop(segunda);
    for _ in 0..3 {
        let vaga = grupo.escolher(&[]).expect("há vivos");
        assert_eq!(vaga.indice(), livre, "o que ficou vazio tem menos conexões");
    }
}

#[test]
fn cem_escolhas_ao_mesmo_tempo_se_repartem_por_igual() {
    let grupo = grupo(4);
    let vagas: Vec<Vaga> = thread::scope(|escopo| {
        let tarefas: Vec<_> = (0..100)
            .map(|_| escopo.spawn(|| grupo.escolher(&[]).expect("há vivos")))
            .collect();
        tarefas
            .into_iter()
            .map(|t| t.join().expect("sem pânico"))
            .collect()
    });
    let mut contas = BTreeMap::new();
    for vaga in &vagas {
        *contas.entry(vaga.indice()).or_insert(0) += 1;
    }
    assert_eq!(
        contas.into_values().collect::<Vec<_>>(),
        [25; 4],
        "quem escolhe e conta em dois passos manda a manada ao mesmo lugar"
    );
}

#[test]
fn morto_ou_tentado_nao_e_escolhido() {
    let grupo = grupo(3);
    grupo.anotar(0, Resultado::Falhou, "o teste mandou");
    for _ in 0..4 {
        let vaga = grupo.escolher(&[1]).expect("resta o terceiro");
        assert_eq!(vaga.indice(), 2);
    }
    assert!(grupo.escolher(&[1, 2]).is_none());
}
