//! Os programas, como o leitor os roda: o que mostram, e o que fazem na queda.

#![cfg(unix)]

mod comum;

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use apoio::saida::{comando, conferir_sessao, mostrar};
use apoio::teste::{Programa, rodar};
use comum::{assinante, embutido, nome, proxima, texto};
use mqtt::conexao::Opcoes;
use mqtt::endereco::Broker;
use mqtt::leitura::{CAIU, NO_AR, SAIU};
use rumqttc::QoS;

const SENSOR: &str = env!("CARGO_BIN_EXE_sensor");
const PAINEL: &str = env!("CARGO_BIN_EXE_painel");
const BROKER: &str = env!("CARGO_BIN_EXE_broker-mqtt");
const TRES_QOS: &str = env!("CARGO_BIN_EXE_tres-qos");

fn url(broker: &Broker) -> String {
    format!("mqtt://{broker}")
}

#[test]
fn os_pacotes_sao_os_que_o_livro_mostra() {
    mostrar("tres-qos.txt", TRES_QOS, &[&[]]);
    mostrar("tres-qos-cortar.txt", TRES_QOS, &[&["--cortar"]]);
}

#[test]
fn o_sensor_e_o_painel_dizem_o_que_o_livro_mostra() {
    let broker = url(&embutido());
    let painel = Programa::iniciar(PAINEL, &["--broker", &broker, "--mensagens", "6"]);
    painel.esperar_no_diario("assinei");
    let (argumentos, intervalo) = (["--leituras", "3"], ["--intervalo", "50ms"]);
    let do_teste = [&argumentos[..], &intervalo, &["--broker", &broker]].concat();
    let (status, saida, erro) = rodar(SENSOR, &do_teste);
    assert_eq!(status, Some(0), "{erro}");
    conferir_sessao("sensor.txt", &(comando("sensor", &argumentos) + &saida));
    // Sai depois da quinta mensagem: a sexta ninguém manda.
    let vistas: Vec<_> = (0..5).map(|_| painel.linha() + "\n").collect();
    conferir_sessao("painel.txt", &(comando("painel", &[]) + &vistas.concat()));
    painel.pedir_fim();
    assert_eq!(painel.esperar_fim().status.code(), Some(0));
}

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
        "5ms",
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

#[test]
fn sem_broker_os_programas_dizem_onde_procuraram_e_o_que_fazer() {
    // Uma porta que acabou de ser solta: ninguém escuta nela.
    let ocupada = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = ocupada.local_addr().expect("tem endereço");
    drop(ocupada);
    let broker = format!("mqtt://{endereco}");
    for programa in [SENSOR, PAINEL] {
        let (status, saida, erro) =
            rodar(programa, &["--broker", &broker, "--prazo", "300ms"]);
        assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
        let esperado =
            format!("nenhum broker MQTT em {endereco} depois de insistir por 300ms");
        assert!(erro.contains(&esperado), "{erro}");
        assert!(
            erro.contains("conexão recusada") && erro.contains("--broker"),
            "{erro}"
        );
    }
}

#[test]
fn sem_broker_a_experiencia_tambem_diz_onde_procurou() {
    let solta = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = solta.local_addr().expect("tem endereço");
    drop(solta);
    let broker = format!("mqtt://{endereco}");
    let (status, saida, erro) = rodar(TRES_QOS, &["--broker", &broker]);
    assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
    let esperado = format!("nenhum broker MQTT em {endereco} depois de");
    assert!(erro.contains(&esperado), "{erro}");
}

#[test]
fn quem_aceita_e_se_cala_nao_segura_os_programas_alem_do_prazo() {
    // O sistema completa as conexões; ninguém as atende.
    let calado = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = calado.local_addr().expect("tem endereço");
    let broker = format!("mqtt://{endereco}");
    for programa in [SENSOR, PAINEL] {
        let inicio = Instant::now();
        let (status, _, erro) =
            rodar(programa, &["--broker", &broker, "--prazo", "300ms"]);
        assert_eq!(status, Some(1), "{erro}");
        assert!(erro.contains("o prazo venceu"), "{erro}");
        // Sem limite nosso, só a primeira tentativa levaria cinco segundos.
        let durou = inicio.elapsed();
        assert!(durou < Duration::from_secs(4), "{durou:?}: {erro}");
    }
}

#[test]
fn quem_atende_e_nao_fala_mqtt_e_dito_em_portugues() {
    let outro = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = outro.local_addr().expect("tem endereço");
    std::thread::spawn(move || {
        for conexao in outro.incoming() {
            let responder = |mut conexao: std::net::TcpStream| {
                // O que ficasse por ler cortaria a conexão antes da resposta.
                let _ = conexao.read(&mut [0; 200])?;
                conexao.write_all(b"HTTP/1.1 400 \r\n\r\n")
            };
            let _ = conexao.and_then(responder);
        }
    });
    let broker = format!("mqtt://{endereco}");
    let (status, _, erro) = rodar(PAINEL, &["--broker", &broker, "--prazo", "300ms"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(
        erro.contains(": quem atende nesse endereço não fala MQTT. Inicie"),
        "{erro}"
    );
}

#[test]
fn o_uso_errado_sai_com_2_e_diz_o_que_se_esperava() {
    for (programa, argumentos, motivo) in [
        (SENSOR, ["--broker", "127.0.0.1:1883"], "mqtt://HOST:PORTA"),
        (SENSOR, ["--qos", "3"], "0, 1, 2"),
        (SENSOR, ["--comodo", "casa/#"], "sem /"),
        (PAINEL, ["--prazo", "5"], "300ms"),
    ] {
        let (status, _, erro) = rodar(programa, &argumentos);
        assert_eq!(status, Some(2), "{erro}");
        assert!(erro.contains(motivo), "{erro}");
    }
}

#[test]
fn a_porta_ocupada_e_dita_e_o_broker_encerra_com_0() {
    let broker = Programa::iniciar(BROKER, &["--endereco", "127.0.0.1:0"]);
    let endereco = broker.esperar_pronto().to_string();
    let (status, _, erro) = rodar(BROKER, &["--endereco", &endereco]);
    assert_eq!(status, Some(1));
    assert!(erro.contains("já está em uso"), "{erro}");
    broker.pedir_fim();
    assert_eq!(broker.esperar_fim().status.code(), Some(0));
}
