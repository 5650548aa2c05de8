//! Grupos: quem tem o quê, e o que se confirma quando muda.

use crate::comum::{
    PRAZO, SEGUE, SO_NO_FIM, broker, escrever_na, ler_e_marcar, ligar, numeros,
};
use kafka::consumidor::Consumidor;
use kafka::consumidor::ciclo::{Ate, rodar};
use kafka::embutido::Embutido;
use kafka::grupo::Quadro;
use kafka::registro::Lido;

#[test]
fn as_particoes_sao_repartidas_sem_falta_nem_sobra_a_cada_entrada_e_saida() {
    let broker = broker("t", 4);
    let mut quadro = Quadro::novo(ligar(&broker), "t", Embutido::leitura("g"));
    for membros in 1..=3 {
        quadro.entrar().expect("o broker responde");
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
fn com_mais_membros_que_particoes_quem_sobra_espera_a_vez() {
    let broker = broker("t", 1);
    let mut quadro = Quadro::novo(ligar(&broker), "t", Embutido::leitura("g"));
    for _ in 0..2 {
        quadro.entrar().expect("o broker responde");
        assert!(quadro.esperar_equilibrio(1, PRAZO), "{:?}", quadro.posse());
    }
    let com_ela =
        |q: &Quadro| q.posse().iter().find(|(_, p)| **p == [0]).map(|(n, _)| *n);
    let dono = com_ela(&quadro).expect("a partição tem dono");
    assert_eq!(quadro.posse()[&(3 - dono)], [0; 0], "o outro não tem nada");
    quadro.sair(dono).expect("sai bem");
    assert!(quadro.esperar_equilibrio(1, PRAZO), "{:?}", quadro.posse());
    assert_eq!(
        com_ela(&quadro),
        Some(3 - dono),
        "quem esperava não recebeu"
    );
}

#[test]
fn quem_sai_do_grupo_confirma_antes_o_que_ja_fez() {
    let broker = broker("t", 2);
    for particao in 0..2 {
        escrever_na(&ligar(&broker), "t", particao, &numeros(0..5));
    }
    let entrar = || {
        let leitura = Embutido::leitura("g");
        let entrou = Consumidor::novo(&ligar(&broker), "t", &leitura, ());
        entrou.expect("o broker responde")
    };
    let primeiro = entrar();
    // Faz tudo e não confirma: só a devolução pode confirmar por ele.
    assert_eq!(ler_e_marcar(&primeiro, 10).len(), 10);
    drop(primeiro);
    let segundo = entrar();
    for particao in 0..2 {
        escrever_na(&ligar(&broker), "t", particao, &numeros(5..6));
    }
    // Até o fim, e não os dois primeiros: a falha mostra tudo o que se repetiu.
    let mut lidos = Vec::new();
    let leu = rodar(&segundo, SO_NO_FIM, Ate::OFim, &SEGUE, |mensagem| {
        lidos.push(Lido::from(mensagem));
        Ok(())
    });
    leu.expect("lê até o fim");
    assert_eq!(
        crate::comum::valores(&lidos),
        ["5", "5"],
        "o que estava feito se repetiu"
    );
}
