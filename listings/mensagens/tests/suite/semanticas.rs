//! O mesmo contador, três promessas: quantos pedidos tiveram efeito.

use std::time::Duration;

use mensagens::adversario::Maldade;
use mensagens::canal::Reage;
use mensagens::contador::Semantica::{
    self, AoMenosUmaVez, EfeitoDeUmaVez, NoMaximoUmaVez,
};
use mensagens::contador::comparacao::{Contagem, contar};
use mensagens::contador::servidor::{Estado, Servidor};
use mensagens::formato::Formato;
use mensagens::mensagem::{Id, Mensagem, No, Tipo};

const PEDIDOS: u64 = 100;

const RUIM: Maldade = Maldade {
    perda: 0.3,
    duplicacao: 0.2,
    atraso: Duration::from_millis(300),
};

/// Cinquenta execuções, uma por semente, em canais que de fato maltrataram.
fn execucoes(semantica: Semantica, maldade: Maldade) -> Vec<(u64, Contagem)> {
    (0..50)
        .map(|semente| {
            let contagem = contar(semantica, PEDIDOS, maldade, semente).unwrap();
            let perdidos = contagem.estrago.perdidos;
            assert!(perdidos > 0, "semente {semente}: nada se perdeu");
            (semente, contagem)
        })
        .collect()
}

#[test]
fn no_maximo_uma_vez_perde_mas_nao_repete_nem_num_canal_que_repete() {
    for (semente, c) in execucoes(NoMaximoUmaVez, RUIM) {
        assert!(
            c.estrago.repetidos > 0,
            "semente {semente}: nada se repetiu"
        );
        assert!(
            c.efeitos < PEDIDOS,
            "semente {semente}: nenhum se perdeu: {c:?}"
        );
        assert!(
            c.confirmados <= c.efeitos,
            "semente {semente}: resposta sem efeito: {c:?}"
        );
        assert_eq!(c.transmissoes, PEDIDOS, "semente {semente}: não se repete");
    }
}

#[test]
fn ao_menos_uma_vez_nao_perde_mas_repete() {
    for (semente, c) in execucoes(AoMenosUmaVez, RUIM) {
        assert_eq!(c.confirmados, PEDIDOS, "semente {semente}");
        assert!(
            c.efeitos > PEDIDOS,
            "semente {semente}: nada repetiu: {c:?}"
        );
    }
}

#[test]
fn a_chave_de_idempotencia_da_um_so_efeito_a_cada_pedido() {
    for (semente, c) in execucoes(EfeitoDeUmaVez, RUIM) {
        assert_eq!(
            (c.confirmados, c.efeitos),
            (PEDIDOS, PEDIDOS),
            "semente {semente}"
        );
        assert!(
            c.transmissoes > PEDIDOS,
            "semente {semente}: ninguém insistiu"
        );
    }
}

#[test]
fn sem_resposta_nao_quer_dizer_sem_efeito() {
    let soma = |f: fn(&Contagem) -> u64| -> u64 {
        execucoes(NoMaximoUmaVez, RUIM)
            .iter()
            .map(|(_, c)| f(c))
            .sum()
    };
    let (efeitos, confirmados) = (soma(|c| c.efeitos), soma(|c| c.confirmados));
    assert!(
        efeitos > confirmados,
        "{efeitos} efeitos e {confirmados} respostas: nenhuma resposta se perdeu"
    );
}

fn pedido(origem: &str, id: u64) -> Vec<u8> {
    let pedido = Mensagem {
        id: Id(id),
        origem: No(origem.to_owned()),
        destino: No("contador".to_owned()),
        tipo: Tipo::Pedido,
        carga: Vec::new(),
    };
    Formato::MessagePack.codificar(&pedido).unwrap()
}

fn valor(resposta: Option<Vec<u8>>) -> u64 {
    let bytes = resposta.expect("todo pedido tem resposta");
    let resposta = Formato::MessagePack.decodificar(&bytes).unwrap();
    u64::from_be_bytes(resposta.carga.try_into().unwrap())
}

fn servidor(estado: Estado) -> Servidor {
    Servidor::com_estado(EfeitoDeUmaVez, estado)
}

#[test]
fn o_pedido_repetido_recebe_a_resposta_de_antes_e_nao_a_de_agora() {
    let mut servidor = servidor(Estado::novo(10));
    assert_eq!(valor(servidor.reagir(&pedido("ana", 1))), 1);
    assert_eq!(
        valor(servidor.reagir(&pedido("bia", 1))),
        2,
        "o id é de cada origem"
    );
    assert_eq!(valor(servidor.reagir(&pedido("ana", 1))), 1);
    assert_eq!(servidor.estado().valor, 2);
}

#[test]
fn a_tabela_nao_cresce_alem_do_limite_e_o_esquecido_repete_o_efeito() {
    let mut servidor = servidor(Estado::novo(3));
    for id in 1..=3 {
        servidor.reagir(&pedido("ana", id));
    }
    servidor.reagir(&pedido("ana", 1));
    assert_eq!(servidor.estado().valor, 3, "ainda lembrava do primeiro");
    servidor.reagir(&pedido("ana", 4));
    servidor.reagir(&pedido("ana", 1));
    assert_eq!(
        servidor.estado().valor,
        5,
        "o limite que o capítulo explica sumiu"
    );
    assert_eq!(servidor.estado().vistas.quantas(), 3);
}

#[test]
fn o_servidor_que_perde_a_tabela_ao_reiniciar_repete_o_efeito() {
    let mut antes = servidor(Estado::novo(10));
    antes.reagir(&pedido("ana", 1));
    let mut depois = servidor(Estado {
        valor: antes.estado().valor,
        ..Estado::novo(10)
    });
    depois.reagir(&pedido("ana", 1));
    assert_eq!(
        depois.estado().valor,
        2,
        "o defeito que o capítulo mostra sumiu"
    );
}

#[test]
fn a_tabela_gravada_junto_com_o_efeito_sobrevive_ao_reinicio() {
    let mut antes = servidor(Estado::novo(10));
    antes.reagir(&pedido("ana", 1));
    let mut depois = servidor(antes.estado().clone());
    assert_eq!(valor(depois.reagir(&pedido("ana", 1))), 1);
    assert_eq!(depois.estado().valor, 1);
}

#[test]
fn o_servidor_ignora_o_que_nao_e_pedido() {
    let mut servidor = servidor(Estado::novo(10));
    assert_eq!(servidor.reagir(b"lixo"), None);
    let mut resposta = Formato::MessagePack.decodificar(&pedido("ana", 1)).unwrap();
    resposta.tipo = Tipo::Resposta;
    let resposta = Formato::MessagePack.codificar(&resposta).unwrap();
    assert_eq!(servidor.reagir(&resposta), None);
    assert_eq!(servidor.estado().valor, 0);
}
