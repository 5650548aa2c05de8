//! O sensor que morre, o que se despede, e o que insiste com um broker sem memória.

use apoio::teste::Programa;
use mqtt::conexao::Opcoes;
use mqtt::endereco::Broker;
use mqtt::leitura::{CAIU, NO_AR, SAIU};
use rumqttc::QoS;

use crate::comum::{assinante, embutido, nome, proxima, texto};
use crate::programas::{BROKER, SENSOR, url};

#[tokio::test]
async fn o_sensor_morto_deixa_o_testamento_e_o_encerrado_se_despede() {
    let broker = embutido();
    let opcoes = Opcoes::novas(broker.clone(), &nome("ouvinte"));
    let (_, mut ouvinte) = assinante(opcoes, "casa/+/estado", QoS::AtLeastOnce).await;
    let iniciar = || {
        let broker = url(&broker);
        Programa::iniciar(SENSOR, &["--broker", &broker, "--intervalo", "20ms"])
    };
    let sensor = iniciar();
    assert_eq!(texto(&mut ouvinte).await, NO_AR);
    sensor.pedir_fim();
    let fim = tokio::task::spawn_blocking(|| sensor.esperar_fim())
        .await
        .expect("espera");
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    assert_eq!(texto(&mut ouvinte).await, SAIU);
    let sensor = iniciar();
    assert_eq!(texto(&mut ouvinte).await, NO_AR);
    // SIGKILL: ninguém se despede por ele.
    drop(sensor);
    assert_eq!(texto(&mut ouvinte).await, CAIU);
}

#[tokio::test]
async fn o_broker_que_esquece_tudo_nao_faz_o_sensor_perder_leitura() {
    let primeiro = Programa::iniciar(BROKER, &["--endereco", "127.0.0.1:0"]);
    let endereco = primeiro.esperar_pronto();
    let broker = Broker::from(endereco);
    let argumentos = [
        "--broker",
        &url(&broker),
        "--intervalo",
        "20ms",
        "--leituras",
        "60",
    ];
    let sensor = Programa::iniciar(SENSOR, &argumentos);
    let primeira = sensor.linha();
    assert!(primeira.starts_with("leitura 1:"), "{primeira}");
    drop(primeiro);
    sensor.esperar_no_diario("sem broker");
    // O novo não se lembra de sessão nenhuma: o rumqttc jogaria fora o que
    // estava em voo, e só a caixa do sensor sabe o que falta.
    let segundo = Programa::iniciar(BROKER, &["--endereco", &endereco.to_string()]);
    segundo.esperar_pronto();
    let fim = tokio::task::spawn_blocking(|| sensor.esperar_fim())
        .await
        .expect("espera");
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    let todas = [primeira, fim.saida].join("\n");
    let numeros = todas
        .lines()
        .filter_map(|linha| linha.strip_prefix("leitura ")?.split(':').next());
    let numeros: Vec<u32> = numeros.map(|n| n.parse().expect("é um número")).collect();
    assert_eq!(numeros, (1..=60).collect::<Vec<_>>(), "{}", fim.erro);
    let opcoes = Opcoes::novas(broker, &nome("ouvinte"));
    let (_, mut ouvinte) =
        assinante(opcoes, "casa/sala/temperatura", QoS::AtLeastOnce).await;
    let ultima = proxima(&mut ouvinte).await.payload;
    let ultima: mqtt::leitura::Leitura =
        serde_json::from_slice(&ultima).expect("é leitura");
    assert_eq!(ultima.numero, 60);
}
