//! O que a partição garante, e o que a fila cheia faz.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::comum::{PRAZO, broker, escrever, ligar, texto};
use kafka::leitura::ler_tudo;
use kafka::ligacao::Isolamento;
use kafka::produtor::{Entrega, Envio, Produtor};
use kafka::registro::Registro;

#[test]
fn registros_de_uma_chave_ficam_na_mesma_particao_e_em_ordem() {
    let broker = broker("pedidos", 4);
    let nomes = ["ana", "bia", "caio", "davi", "eva", "fabio"];
    let pares: Vec<_> = (0..600).map(|n| (nomes[n % 6], n.to_string())).collect();
    let pares: Vec<_> = pares.iter().map(|(c, v)| (*c, v.as_str())).collect();
    escrever(&ligar(&broker), "pedidos", &pares);

    let lidos = ler_tudo(&ligar(&broker), "pedidos", Isolamento::Confirmado);
    let mut por_chave: HashMap<String, Vec<(i32, usize)>> = HashMap::new();
    for lido in lidos.expect("o broker responde") {
        let n = texto(lido.valor.as_ref()).parse().expect("é um número");
        let chave = texto(lido.chave.as_ref());
        por_chave
            .entry(chave)
            .or_default()
            .push((lido.posicao.particao, n));
    }
    assert_eq!(por_chave.len(), 6, "faltou chave: {:?}", por_chave.keys());
    let mut usadas: Vec<_> = por_chave.values().map(|v| v[0].0).collect();
    usadas.sort_unstable();
    usadas.dedup();
    assert!(
        usadas.len() > 1,
        "todas as chaves na partição {usadas:?}: nada se provou"
    );
    for (chave, vistos) in por_chave {
        assert_eq!(vistos.len(), 100, "a chave {chave} perdeu registros");
        assert!(
            vistos.iter().all(|v| v.0 == vistos[0].0),
            "{chave} mudou de partição"
        );
        assert!(
            vistos.is_sorted(),
            "a chave {chave} saiu de ordem: {vistos:?}"
        );
    }
}

#[test]
fn a_chave_escolhe_a_particao_que_o_cliente_java_escolheria() {
    // Os dois primeiros são dos testes do próprio cliente Java.
    assert_eq!(
        resumo("kafka"),
        0xd067_cf64,
        "a conta refeita aqui está errada"
    );
    assert_eq!(resumo("giberish123456789"), 0x8f55_2b0c);
    let broker = broker("pedidos", 3);
    let entregas = escrever(
        &ligar(&broker),
        "pedidos",
        &[("ana", ""), ("bia", ""), ("caio", "")],
    );
    let particoes: Vec<_> = entregas
        .iter()
        .map(|entrega| match entrega {
            Entrega::Confirmada(onde) => onde.particao,
            outra => panic!("devia ter confirmado: {outra:?}"),
        })
        .collect();
    assert_eq!(particoes, [murmur2("ana"), murmur2("bia"), murmur2("caio")]);
}

/// A partição, de três, que o cliente Java escolheria.
fn murmur2(chave: &str) -> i32 {
    ((resumo(chave) & 0x7fff_ffff) % 3).cast_signed()
}

/// O murmur2 do Kafka, escrito de novo a partir da definição.
fn resumo(chave: &str) -> u32 {
    const M: u32 = 0x5bd1_e995;
    let bytes = chave.as_bytes();
    let mut h = 0x9747_b28c_u32 ^ bytes.len() as u32;
    let mut blocos = bytes.chunks_exact(4);
    for bloco in &mut blocos {
        let mut k = u32::from_le_bytes([bloco[0], bloco[1], bloco[2], bloco[3]]);
        k = k.wrapping_mul(M);
        k ^= k >> 24;
        h = h.wrapping_mul(M) ^ k.wrapping_mul(M);
    }
    let resto = blocos.remainder();
    for (i, byte) in resto.iter().enumerate() {
        h ^= u32::from(*byte) << (8 * i);
    }
    if !resto.is_empty() {
        h = h.wrapping_mul(M);
    }
    h ^= h >> 13;
    h = h.wrapping_mul(M);
    h ^ (h >> 15)
}

#[test]
fn fila_cheia_segura_quem_envia_e_nada_se_perde() {
    let broker = broker("pedidos", 1);
    let entregues = Arc::new(AtomicUsize::new(0));
    let conta = Arc::clone(&entregues);
    let envio = Envio {
        fila: 10,
        ..Envio::default()
    };
    let produtor = Produtor::novo(&ligar(&broker), "pedidos", &envio, move |_, e| {
        assert!(matches!(e, Entrega::Confirmada(_)), "{e:?}");
        conta.fetch_add(1, Ordering::Relaxed);
    });
    let produtor = produtor.expect("o broker responde");
    let mut maior = 0;
    for n in 0..500 {
        let valor = n.to_string();
        let registro = Registro {
            valor: valor.as_bytes(),
            ..Registro::default()
        };
        produtor
            .enviar(n, &registro)
            .expect("espera lugar em vez de falhar");
        maior = maior.max(produtor.pendentes());
    }
    produtor.esperar_entregas(PRAZO).expect("tudo é entregue");
    assert_eq!(entregues.load(Ordering::Relaxed), 500);
    assert!(
        maior <= 11,
        "a fila de 10 lugares chegou a ter {maior} registros"
    );
    let lidos = ler_tudo(&ligar(&broker), "pedidos", Isolamento::Tudo);
    let esperados: Vec<_> = (0..500).map(|n: usize| n.to_string()).collect();
    assert_eq!(crate::comum::valores(&lidos.expect("responde")), esperados);
}

#[test]
fn sem_broker_a_fila_cheia_espera_ate_o_prazo_de_desistir() {
    let broker = broker("pedidos", 1);
    let falhas = Arc::new(AtomicUsize::new(0));
    let conta = Arc::clone(&falhas);
    let envio = Envio {
        fila: 2,
        desistir_em: 1,
        ..Envio::default()
    };
    let produtor = Produtor::novo(&ligar(&broker), "pedidos", &envio, move |_, e| {
        assert!(matches!(e, Entrega::Falhou(_)), "{e:?}");
        conta.fetch_add(1, Ordering::Relaxed);
    });
    let produtor = produtor.expect("o broker responde");
    broker.derrubar().expect("o broker embutido cai");
    for n in 0..3 {
        let registro = Registro::default();
        produtor
            .enviar(n, &registro)
            .expect("o terceiro espera que um vença");
    }
    produtor
        .esperar_entregas(Duration::from_secs(20))
        .expect("todos vencem");
    assert_eq!(
        falhas.load(Ordering::Relaxed),
        3,
        "cada um tem o seu recibo"
    );
}
