//! Grupos: quem tem o quê, e o que se confirma quando muda.

mod comum;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use comum::{PRAZO, corretor, escrever_na, numeros};
use kafka::consumidor::{Chegada, Consumidor, Dono, Leitura, Mudanca};
use kafka::grupo::Quadro;
use kafka::registro::Lido;

#[test]
fn as_particoes_sao_repartidas_sem_falta_nem_sobra_a_cada_entrada_e_saida() {
    let corretor = corretor("t", 4);
    let mut quadro = Quadro::novo(corretor.ligacao(), "t", "g");
    for membros in 1..=3 {
        quadro.entrar().expect("o corretor responde");
        assert!(
            quadro.esperar_equilibrio(4, PRAZO),
            "com {membros} membros ficou {:?}",
            quadro.posse()
        );
    }
    assert!(quadro.sair(1).expect("sai bem"), "o membro 1 existe");
    assert!(
        quadro.esperar_equilibrio(4, PRAZO),
        "as partições do membro 1 não voltaram: {:?}",
        quadro.posse()
    );
    assert_eq!(quadro.posse().len(), 2);
    assert!(!quadro.sair(1).expect("já saiu"), "não sai duas vezes");
}

#[test]
fn com_mais_membros_que_particoes_alguem_fica_sem_nada() {
    let corretor = corretor("t", 1);
    let mut quadro = Quadro::novo(corretor.ligacao(), "t", "g");
    quadro.entrar().expect("o corretor responde");
    quadro.entrar().expect("o corretor responde");
    assert!(quadro.esperar_equilibrio(1, PRAZO), "{:?}", quadro.posse());
    let mut quantas: Vec<_> = quadro.posse().values().map(Vec::len).collect();
    quantas.sort_unstable();
    assert_eq!(quantas, [0, 1]);
}

#[derive(Clone, Default)]
struct Observador(Arc<Mutex<Vec<Mudanca>>>);

impl Dono for Observador {
    fn mudou(&self, mudanca: Mudanca) {
        self.0.lock().unwrap().push(mudanca);
    }
}

#[test]
fn quem_devolve_uma_particao_confirma_antes_o_que_ja_fez() {
    let corretor = corretor("t", 2);
    for particao in 0..2 {
        escrever_na(&corretor.ligacao(), "t", particao, &numeros(0..5));
    }
    let leitura = Leitura::do_grupo("g");
    let primeiro =
        Consumidor::novo(&corretor.ligacao(), "t", &leitura, Observador::default());
    let primeiro = primeiro.expect("o corretor responde");
    // Faz tudo e não confirma: só a devolução pode confirmar por ele.
    let feitos = ler(&primeiro, 10);
    assert_eq!(feitos.len(), 10);

    let sair = AtomicBool::new(false);
    let do_segundo = std::thread::scope(|escopo| {
        escopo.spawn(|| {
            while !sair.load(Ordering::Relaxed) {
                primeiro
                    .proxima(Duration::from_millis(20))
                    .expect("segue no grupo");
            }
        });
        let mudancas = Observador::default();
        let segundo = Consumidor::novo(&corretor.ligacao(), "t", &leitura, mudancas);
        let segundo = segundo.expect("o corretor responde");
        let vence = Instant::now() + PRAZO;
        while segundo.particoes().is_empty() && Instant::now() < vence {
            assert!(
                !matches!(
                    segundo.proxima(Duration::from_millis(20)),
                    Ok(Chegada::Mensagem(_))
                ),
                "registro repetido: não foi confirmado"
            );
        }
        let particoes = segundo.particoes();
        assert!(
            !particoes.is_empty(),
            "o segundo membro não recebeu partição"
        );
        let novos = numeros(5..6);
        escrever_na(&corretor.ligacao(), "t", particoes[0], &novos);
        let lidos = ler(&segundo, 1);
        sair.store(true, Ordering::Relaxed);
        lidos
    });
    assert_eq!(
        comum::valores(&do_segundo),
        numeros(5..6),
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

/// Lê e marca, sem confirmar.
fn ler<D: Dono>(consumidor: &Consumidor<D>, quantos: usize) -> Vec<Lido> {
    let vence = Instant::now() + PRAZO;
    let mut lidos = Vec::new();
    while lidos.len() < quantos && Instant::now() < vence {
        let chegada = consumidor.proxima(Duration::from_millis(50));
        if let Chegada::Mensagem(mensagem) = chegada.expect("segue no grupo") {
            consumidor.marcar(&mensagem).expect("a partição é dele");
            lidos.push(Lido::from(&mensagem));
        }
    }
    lidos
}
