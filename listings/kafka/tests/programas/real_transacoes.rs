//! No Kafka de verdade: o que uma transação esconde, e quem ela cerca.

use crate::comum::{de_verdade, topico_novo, valores};
use kafka::contador::escritor::Escritor;
use kafka::erro::ErroDeKafka;
use kafka::leitura::ler_tudo;
use kafka::ligacao::Isolamento::{Confirmado, Tudo};

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn o_abortado_so_aparece_a_quem_le_sem_isolamento() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "abortado", 1);
    let escritor = Escritor::abrir(&ligacao, &topico, Some(&topico)).expect("abre");
    for (valor, confirmar) in [("um", true), ("dois", false), ("três", true)] {
        escritor.comecar().expect("abre a transação");
        escritor.gravar(0, "k", valor).expect("cabe na fila");
        // Gravado no log antes de desistir: senão nada haveria a esconder.
        escritor.descarregar().expect("chega ao broker");
        let feito = match confirmar {
            true => escritor.confirmar(),
            false => escritor.desistir(),
        };
        feito.expect("termina a transação");
    }
    let lido =
        |isolamento| valores(&ler_tudo(&ligacao, &topico, isolamento).expect("lê"));
    assert_eq!(lido(Confirmado), ["um", "três"]);
    assert_eq!(lido(Tudo), ["um", "dois", "três"]);
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn transacao_aberta_segura_quem_le_o_confirmado() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "aberta", 1);
    let escritor = Escritor::abrir(&ligacao, &topico, Some(&topico)).expect("abre");
    escritor.comecar().expect("abre a transação");
    escritor.gravar(0, "k", "aberto").expect("cabe na fila");
    escritor.descarregar().expect("chega ao broker");
    let alheio = Escritor::abrir(&ligacao, &topico, None).expect("abre");
    alheio.gravar(0, "k", "depois").expect("cabe na fila");
    alheio.descarregar().expect("chega ao broker");

    let lido =
        |isolamento| valores(&ler_tudo(&ligacao, &topico, isolamento).expect("lê"));
    assert!(lido(Confirmado).is_empty(), "nem o que veio depois se vê");
    assert_eq!(lido(Tudo), ["aberto", "depois"]);
    escritor.confirmar().expect("confirma");
    assert_eq!(lido(Confirmado), ["aberto", "depois"]);
}

#[test]
#[ignore = "precisa de Kafka: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored"]
fn o_produtor_zumbi_e_cercado_e_o_que_ele_escreveu_se_desfaz() {
    let ligacao = de_verdade();
    let topico = topico_novo(&ligacao, "zumbi", 1);
    let abrir = || Escritor::abrir(&ligacao, &topico, Some(&topico)).expect("abre");
    let zumbi = abrir();
    zumbi.comecar().expect("abre a transação");
    zumbi.gravar(0, "k", "do zumbi").expect("cabe na fila");
    zumbi.descarregar().expect("chega ao broker");

    let novo = abrir();
    let recusa = zumbi.confirmar().expect_err("outro assumiu a identidade");
    assert!(matches!(recusa, ErroDeKafka::Cercado(_)), "{recusa:?}");
    novo.comecar().expect("o novo segue");
    novo.gravar(0, "k", "do novo").expect("cabe na fila");
    novo.confirmar().expect("e confirma");
    let vistos = ler_tudo(&ligacao, &topico, Confirmado).expect("lê");
    assert_eq!(valores(&vistos), ["do novo"]);
}
