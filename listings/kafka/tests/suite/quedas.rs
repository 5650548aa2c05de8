//! O broker que cai, volta, ou nunca esteve.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::comum::{PRAZO, broker, ligar, numeros};
use kafka::consumidor::Consumidor;
use kafka::embutido::Embutido;
use kafka::erro::ErroDeKafka;
use kafka::leitura::ler_tudo;
use kafka::ligacao::{Isolamento, Ligacao};
use kafka::produtor::{Entrega, Envio, Produtor};
use kafka::registro::Registro;

#[test]
#[cfg_attr(
    windows,
    ignore = "no Windows o broker embutido não consegue reabrir a porta que fechou"
)]
fn o_que_se_envia_com_o_broker_caido_chega_quando_ele_volta() {
    let broker = broker("t", 1);
    let recibos: Arc<Mutex<Vec<(usize, Entrega)>>> = Arc::default();
    let anotados = Arc::clone(&recibos);
    let envio = Envio::default();
    let anotar = move |n, e| anotados.lock().unwrap().push((n, e));
    let produtor = Produtor::novo(&ligar(&broker), "t", &envio, anotar);
    let produtor = produtor.expect("o broker responde");
    let enviar = |quais: std::ops::Range<usize>| {
        for n in quais {
            let valor = n.to_string();
            let registro = Registro {
                valor: valor.as_bytes(),
                ..Registro::default()
            };
            produtor.enviar(n, &registro).expect("cabe na fila");
        }
    };
    enviar(0..10);
    produtor.esperar_entregas(PRAZO).expect("chegam");
    broker.derrubar().expect("cai");
    enviar(10..20);
    let cedo = produtor.esperar_entregas(Duration::from_millis(300));
    assert!(cedo.is_err(), "com o broker caído não há recibo");
    assert_eq!(recibos.lock().unwrap().len(), 10);
    broker.levantar().expect("volta");
    produtor
        .esperar_entregas(PRAZO)
        .expect("chegam quando ele volta");

    let recibos = recibos.lock().unwrap();
    assert_eq!(recibos.len(), 20, "um recibo por registro");
    let confirmado = |(_, e): &(usize, Entrega)| matches!(e, Entrega::Confirmada(_));
    assert!(recibos.iter().all(confirmado), "{recibos:?}");
    let lidos = ler_tudo(&ligar(&broker), "t", Isolamento::Tudo).expect("responde");
    assert_eq!(crate::comum::valores(&lidos), numeros(0..20));
}

/// Um endereço em que ninguém escuta: o de um ouvinte que já fechou.
fn endereco_vazio() -> String {
    let ouvinte = TcpListener::bind("127.0.0.1:0").expect("há porta livre");
    ouvinte.local_addr().expect("tem endereço").to_string()
}

#[test]
fn sem_broker_o_erro_diz_onde_por_quanto_tempo_e_o_que_fazer() {
    let endereco = endereco_vazio();
    let ligacao = Ligacao {
        prazo: Duration::from_millis(300),
        ..Ligacao::a(&endereco)
    };
    let comeco = Instant::now();
    let produtor = Produtor::novo(&ligacao, "t", &Envio::default(), |_, _| {});
    let consumidor = Consumidor::novo(&ligacao, "t", &Embutido::leitura("g"), ());
    let erros = [produtor.err(), consumidor.err()];
    assert!(comeco.elapsed() < PRAZO, "o prazo não foi respeitado");
    for erro in erros {
        let erro = erro.expect("ninguém responde");
        assert!(matches!(erro, ErroDeKafka::Inalcancavel { .. }), "{erro:?}");
        let dito = erro.to_string();
        for trecho in [
            endereco.as_str(),
            "300ms",
            "--endereco",
            "cargo xtask servicos",
        ] {
            assert!(dito.contains(trecho), "faltou {trecho:?} em: {dito}");
        }
    }
}
