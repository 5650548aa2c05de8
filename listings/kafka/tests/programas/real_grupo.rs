//! No Kafka de verdade: a partição muda de dono sem repetir o que estava feito.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::comum::{PRAZO, de_verdade, escrever_na, ler_e_marcar, numeros, topico_novo};
use kafka::consumidor::{Chegada, Consumidor, Dono, Leitura, Mudanca};
use kafka::grupo::Quadro;

#[derive(Clone, Default)]
struct Observador(Arc<Mutex<Vec<Mudanca>>>);

impl Dono for Observador {
    fn mudou(&self, mudanca: Mudanca) {
        self.0.lock().unwrap().push(mudanca);
    }
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn quem_devolve_uma_particao_confirma_antes_o_que_ja_fez() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "revogar", 2);
    for particao in 0..2 {
        escrever_na(&ligacao, &topico, particao, &numeros(0..5));
    }
    let leitura = Leitura::do_grupo(&topico);
    let entrar = || {
        let observador = Observador::default();
        let entrou = Consumidor::novo(&ligacao, &topico, &leitura, observador);
        entrou.expect("o broker responde")
    };
    let primeiro = entrar();
    // Faz tudo e não confirma: só a devolução pode confirmar por ele.
    assert_eq!(ler_e_marcar(&primeiro, 10).len(), 10);

    let sair = AtomicBool::new(false);
    let do_segundo = std::thread::scope(|escopo| {
        escopo.spawn(|| {
            while !sair.load(Ordering::Relaxed) {
                primeiro
                    .proxima(Duration::from_millis(20))
                    .expect("segue no grupo");
            }
        });
        let segundo = entrar();
        let particao = esperar_particao(&segundo);
        escrever_na(&ligacao, &topico, particao, &numeros(5..6));
        let lidos = ler_e_marcar(&segundo, 1);
        sair.store(true, Ordering::Relaxed);
        lidos
    });
    assert_eq!(
        crate::comum::valores(&do_segundo),
        ["5"],
        "devia ler só o que é novo"
    );
    let mudancas = primeiro.dono().0.lock().unwrap().clone();
    assert!(
        mudancas
            .iter()
            .any(|m| matches!(m, Mudanca::Devolveu(p) if !p.is_empty())),
        "o primeiro devia ter devolvido: {mudancas:?}"
    );
}

fn esperar_particao(consumidor: &Consumidor<Observador>) -> i32 {
    let vence = Instant::now() + PRAZO;
    while Instant::now() < vence {
        let chegada = consumidor.proxima(Duration::from_millis(20));
        assert!(
            !matches!(chegada, Ok(Chegada::Mensagem(_))),
            "registro repetido: a devolução não o confirmou"
        );
        if let [particao, ..] = consumidor.particoes()[..] {
            return particao;
        }
    }
    panic!("o segundo membro não recebeu partição em {PRAZO:?}");
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn as_particoes_sao_repartidas_sem_falta_nem_sobra_a_cada_entrada_e_saida() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "divisao", 4);
    let mut quadro = Quadro::novo(ligacao.clone(), &topico, Leitura::do_grupo(&topico));
    for membros in 1..=3 {
        quadro.entrar().expect("o broker responde");
        let equilibrado = quadro.esperar_equilibrio(4, PRAZO);
        assert!(
            equilibrado,
            "com {membros} membros ficou {:?}",
            quadro.posse()
        );
    }
    quadro.sair(2).expect("sai bem");
    let equilibrado = quadro.esperar_equilibrio(4, PRAZO);
    assert!(equilibrado, "sem o membro 2 ficou {:?}", quadro.posse());
}
