//! As afirmações sobre qualquer broker MQTT: `suite/embutido.rs` as prova no que vem
//! dentro da crate, `suite/mosquitto.rs` no de verdade.

#![allow(dead_code)] // Cada executável de testes usa uma parte.

pub mod entrega;
pub mod topicos;

use std::time::Duration;

use mqtt::broker::iniciar;
use mqtt::conexao::{Fato, Laco, Opcoes, conectar};
use mqtt::endereco::Broker;
use rumqttc::{AsyncClient, Publish, QoS};
use tokio::time::timeout;

pub const PRAZO: Duration = Duration::from_secs(20);

/// Um broker embutido, numa porta livre.
pub fn embutido() -> Broker {
    let livre = "127.0.0.1:0".parse().expect("é um endereço");
    iniciar(livre).expect("há porta livre").into()
}

/// O broker que `cargo xtask servicos mqtt` pôs no ar.
pub fn de_verdade() -> Broker {
    let url = std::env::var("MQTT_URL").expect("rode por cargo xtask servicos mqtt -- …");
    url.parse().expect("MQTT_URL é mqtt://HOST:PORTA")
}

/// Um nome que nenhum outro teste usa: o broker de verdade é um só para todos.
pub fn nome(prefixo: &str) -> String {
    format!("{prefixo}-{:016x}", fastrand::u64(..))
}

pub async fn fato(laco: &mut Laco, qual: &str, esperado: impl Fn(&Fato) -> bool) -> Fato {
    let esperar = async {
        loop {
            let fato = laco.proximo().await.expect("o broker devia atender");
            if esperado(&fato) {
                return fato;
            }
        }
    };
    let chegou = timeout(PRAZO, esperar).await;
    chegou.unwrap_or_else(|_| panic!("em {PRAZO:?} não houve: {qual}"))
}

/// Um cliente que vai para onde os outros não o esperam: liga e devolve se o
/// broker se lembrava dele.
pub async fn ligado(opcoes: Opcoes) -> (AsyncClient, Laco, bool) {
    let (cliente, mut laco) = conectar(opcoes);
    let ligado = fato(&mut laco, "conexão", |f| matches!(f, Fato::Ligado { .. })).await;
    let Fato::Ligado { sessao } = ligado else {
        unreachable!("é o que se esperou")
    };
    (cliente, laco, sessao)
}

pub async fn assinante(opcoes: Opcoes, filtro: &str, qos: QoS) -> (AsyncClient, Laco) {
    let (cliente, mut laco, _) = ligado(opcoes).await;
    cliente.try_subscribe(filtro, qos).expect("cabe um pedido");
    fato(&mut laco, "assinatura", |f| matches!(f, Fato::Assinado)).await;
    (cliente, laco)
}

pub async fn proxima(laco: &mut Laco) -> Publish {
    match fato(laco, "mensagem", |f| matches!(f, Fato::Chegou(_))).await {
        Fato::Chegou(publicacao) => publicacao,
        _ => unreachable!("é o que se esperou"),
    }
}

pub async fn texto(laco: &mut Laco) -> String {
    let carga = proxima(laco).await.payload;
    String::from_utf8(carga.to_vec()).expect("os testes só publicam texto")
}

/// Publica e espera a confirmação do broker.
pub async fn publicar(broker: &Broker, topico: &str, cargas: &[&str], retida: bool) {
    let opcoes = Opcoes::novas(broker.clone(), &nome("publicador"));
    let (cliente, mut laco, _) = ligado(opcoes).await;
    for carga in cargas {
        let pedido = cliente.try_publish(topico, QoS::AtLeastOnce, retida, *carga);
        pedido.expect("cabe um pedido");
        fato(&mut laco, "confirmação", |f| {
            matches!(f, Fato::Confirmada(_))
        })
        .await;
    }
    mqtt::tres_qos::despedir(&cliente, &mut laco)
        .await
        .expect("despede-se");
}

/// Declara um teste para cada afirmação, com o broker de cada arquivo.
#[macro_export]
macro_rules! afirmar {
    ($broker:expr, $($modulo:ident::$afirmacao:ident,)+) => {
        $(#[tokio::test]
        async fn $afirmacao() {
            $crate::comum::$modulo::$afirmacao($broker).await;
        })+
    };
}

/// Como [`afirmar`], para o broker que é preciso iniciar antes.
#[macro_export]
macro_rules! afirmar_no_mosquitto {
    ($($modulo:ident::$afirmacao:ident,)+) => {
        $(#[tokio::test]
        #[ignore = "precisa de Mosquitto: cargo xtask servicos mqtt -- cargo test -p mqtt -- --ignored"]
        async fn $afirmacao() {
            $crate::comum::$modulo::$afirmacao($crate::comum::de_verdade()).await;
        })+
    };
}
