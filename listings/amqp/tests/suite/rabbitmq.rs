//! O que se promete de filas e exchanges, no RabbitMQ de verdade.

use crate::comum::{
    PRAZO, broker, consumidor, fila_nova, ligado, nome, pedidos, proxima,
    publicar_pedidos,
};
use amqp::avisos::{dizer, ouvir};
use amqp::mortas::{Morta, olhar};
use amqp::publicador::publicar;
use lapin::options::{BasicAckOptions, BasicRejectOptions};
use tokio_util::sync::CancellationToken;

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn quem_segura_o_limite_nao_recebe_mais_e_o_outro_faz_o_resto() {
    let (_conexao, canal, fila) = fila_nova().await;
    let mut parado = consumidor(&canal, &fila, 2).await;
    publicar_pedidos(&fila, 10).await;
    let presas = [proxima(&mut parado).await, proxima(&mut parado).await];
    let outra = ligado().await;
    let canal_do_outro = outra.create_channel().await.expect("abre canal");
    let mut ativo = consumidor(&canal_do_outro, &fila, 1).await;
    for _ in 0..8 {
        let entrega = proxima(&mut ativo).await;
        entrega
            .ack(BasicAckOptions::default())
            .await
            .expect("confirma");
    }
    // O canal do parado fecha: as duas voltam à fila, marcadas, e são do outro.
    canal.close(200, "parei".into()).await.expect("fecha");
    for _ in &presas {
        let entrega = proxima(&mut ativo).await;
        assert!(entrega.redelivered, "já tinha sido entregue uma vez");
        assert!(presas.iter().any(|presa| presa.data == entrega.data));
        entrega
            .ack(BasicAckOptions::default())
            .await
            .expect("confirma");
    }
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn a_rejeitada_vai_a_fila_morta_com_a_sua_historia() {
    let (conexao, canal, fila) = fila_nova().await;
    publicar_pedidos(&fila, 2).await;
    let mut consumo = consumidor(&canal, &fila, 10).await;
    let ruim = proxima(&mut consumo).await;
    ruim.reject(BasicRejectOptions { requeue: false })
        .await
        .expect("rejeita");
    let boa = proxima(&mut consumo).await;
    boa.ack(BasicAckOptions::default()).await.expect("confirma");
    // A morte é de outra fila, e chega a ela depois: espera-se por ela.
    let mut mortas = consumidor(&canal, &amqp::topologia::morta(&fila), 1).await;
    let morta = proxima(&mut mortas).await;
    assert_eq!(morta.data, ruim.data);
    drop(morta);
    canal.close(200, "só olhei".into()).await.expect("fecha");
    let esperada = Morta {
        id: "p-1".to_owned(),
        texto: "somar 1 1".to_owned(),
        fila: fila.clone(),
        motivo: "rejected".to_owned(),
        vezes: 1,
    };
    assert_eq!(olhar(&conexao, &fila, 9).await.expect("olha"), [esperada]);
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn olhar_as_mortas_nao_as_tira_da_fila() {
    let (conexao, canal, fila) = fila_nova().await;
    publicar_pedidos(&fila, 1).await;
    let mut consumo = consumidor(&canal, &fila, 1).await;
    let opcoes = BasicRejectOptions { requeue: false };
    proxima(&mut consumo)
        .await
        .reject(opcoes)
        .await
        .expect("rejeita");
    let mut mortas = consumidor(&canal, &amqp::topologia::morta(&fila), 1).await;
    drop(proxima(&mut mortas).await);
    canal.close(200, "só olhei".into()).await.expect("fecha");
    for _ in 0..3 {
        assert_eq!(olhar(&conexao, &fila, 9).await.expect("olha").len(), 1);
    }
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn sem_fila_a_mensagem_volta_e_nao_se_diz_confirmada() {
    let (fila, fim) = (nome("ninguem"), CancellationToken::new());
    let erro = publicar(&broker(), &fila, pedidos(3).into_iter(), PRAZO, &fim).await;
    let erro = erro.expect_err("não há fila com esse nome").to_string();
    assert!(erro.contains("3 de 3 sem confirmação"), "{erro}");
    assert!(erro.contains("devolveu") && erro.contains(&fila), "{erro}");
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn cada_ouvinte_recebe_todos_os_avisos_e_quem_chega_depois_nenhum() {
    let (exchange, conexao) = (nome("avisos"), ligado().await);
    assert!(
        !dizer(&conexao, &exchange, "cedo").await.expect("diz"),
        "ninguém ouvia"
    );
    let mut ouvintes = Vec::new();
    for _ in 0..3 {
        ouvintes.push(ouvir(&conexao, &exchange).await.expect("ouve"));
    }
    for aviso in ["um", "dois"] {
        assert!(dizer(&conexao, &exchange, aviso).await.expect("diz"));
    }
    let mut tarde = ouvir(&conexao, &exchange).await.expect("ouve");
    assert!(dizer(&conexao, &exchange, "três").await.expect("diz"));
    for ouvinte in &mut ouvintes {
        for esperado in ["um", "dois", "três"] {
            assert_eq!(proxima(ouvinte).await.data, esperado.as_bytes());
        }
    }
    assert_eq!(proxima(&mut tarde).await.data, "três".as_bytes());
}

#[tokio::test]
#[ignore = "precisa de RabbitMQ: cargo xtask servicos amqp -- cargo test -p amqp -- --ignored"]
async fn a_fila_reparte_cada_tarefa_vai_a_um_so() {
    let (_conexao, canal, fila) = fila_nova().await;
    let mut um = consumidor(&canal, &fila, 1).await;
    let mut outro = consumidor(&canal, &fila, 1).await;
    publicar_pedidos(&fila, 6).await;
    let mut vistas = Vec::new();
    for _ in 0..3 {
        for consumo in [&mut um, &mut outro] {
            let entrega = proxima(consumo).await;
            vistas.push(String::from_utf8(entrega.data.clone()).expect("é texto"));
            entrega
                .ack(BasicAckOptions::default())
                .await
                .expect("confirma");
        }
    }
    vistas.sort();
    let todas: Vec<_> = pedidos(6).into_iter().map(|p| p.texto).collect();
    assert_eq!(vistas, todas);
}
