//! Grupos: quem tem o quê, e o que se confirma quando muda.

use crate::comum::{PRAZO, corretor, escrever_na, ler_e_marcar, ligar, numeros};
use kafka::consumidor::Consumidor;
use kafka::embutido::Embutido;
use kafka::grupo::Quadro;

#[test]
fn as_particoes_sao_repartidas_sem_falta_nem_sobra_a_cada_entrada_e_saida() {
    let corretor = corretor("t", 4);
    let mut quadro = Quadro::novo(ligar(&corretor), "t", Embutido::leitura("g"));
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
    let mut quadro = Quadro::novo(ligar(&corretor), "t", Embutido::leitura("g"));
    quadro.entrar().expect("o corretor responde");
    quadro.entrar().expect("o corretor responde");
    assert!(quadro.esperar_equilibrio(1, PRAZO), "{:?}", quadro.posse());
    let mut quantas: Vec<_> = quadro.posse().values().map(Vec::len).collect();
    quantas.sort_unstable();
    assert_eq!(quantas, [0, 1]);
}

#[test]
fn quem_sai_do_grupo_confirma_antes_o_que_ja_fez() {
    let corretor = corretor("t", 2);
    for particao in 0..2 {
        escrever_na(&ligar(&corretor), "t", particao, &numeros(0..5));
    }
    let entrar = || {
        let leitura = Embutido::leitura("g");
        let entrou = Consumidor::novo(&ligar(&corretor), "t", &leitura, ());
        entrou.expect("o corretor responde")
    };
    let primeiro = entrar();
    // Faz tudo e não confirma: só a devolução pode confirmar por ele.
    assert_eq!(ler_e_marcar(&primeiro, 10).len(), 10);
    drop(primeiro);
    let segundo = entrar();
    for particao in 0..2 {
        escrever_na(&ligar(&corretor), "t", particao, &numeros(5..6));
    }
    let lidos = ler_e_marcar(&segundo, 2);
    assert_eq!(
        crate::comum::valores(&lidos),
        ["5", "5"],
        "o que estava feito se repetiu"
    );
}
