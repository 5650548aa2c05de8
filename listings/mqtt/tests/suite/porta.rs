//! O que o broker embutido recusa à porta, e que ele continua de pé depois.

use std::time::Duration;

use mqtt::endereco::Broker;
use mqtt::limites::{FILTROS, RETIDAS};
use mqtt::pacote::Pacote;
use mqtt::porta::CLIENTES;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::comum::{PRAZO, embutido};

const ACEITO: u8 = 0;
const NOME_RECUSADO: u8 = 2;
const INDISPONIVEL: u8 = 3;

fn texto(texto: &str) -> Vec<u8> {
    let tamanho = u16::try_from(texto.len()).expect("cabe");
    [&tamanho.to_be_bytes(), texto.as_bytes()].concat()
}

fn pacote(primeiro: u8, resto: &[u8]) -> Vec<u8> {
    let tamanho = resto.len();
    let mut bytes = vec![primeiro];
    // Nenhum pacote daqui passa de 16 KiB: dois bytes de tamanho bastam.
    bytes.push(u8::try_from(tamanho & 0x7F).expect("cabe") | 0x80);
    bytes.push(u8::try_from(tamanho >> 7).expect("cabe"));
    [&bytes, resto].concat()
}

fn connect(id: &str, limpa: bool) -> Vec<u8> {
    let cabecalho = [0, 4, b'M', b'Q', b'T', b'T', 4, u8::from(limpa) << 1, 0, 60];
    pacote(0x10, &[&cabecalho[..], &texto(id)].concat())
}

fn subscribe(filtro: &str) -> Vec<u8> {
    pacote(0x82, &[&[0, 1][..], &texto(filtro), &[1]].concat())
}

fn publish_qos_1(topico: &str, retido: bool) -> Vec<u8> {
    let resto = [&texto(topico)[..], &[0, 1], b"x"].concat();
    pacote(0x32 | u8::from(retido), &resto)
}

async fn ler(fluxo: &mut TcpStream) -> Option<Pacote> {
    let lido = timeout(PRAZO, Pacote::ler(fluxo)).await;
    lido.expect("o broker devia responder, ou fechar").ok()?
}

/// Apresenta-se, e devolve o código do CONNACK.
async fn chegar(broker: &Broker, id: &str, limpa: bool) -> (TcpStream, u8) {
    let mut fluxo = TcpStream::connect(broker.to_string())
        .await
        .expect("escuta");
    fluxo.write_all(&connect(id, limpa)).await.expect("envia");
    let aceite = ler(&mut fluxo).await.expect("responde ao CONNECT");
    assert_eq!(aceite.tipo(), "CONNACK");
    (fluxo, aceite.corpo()[1])
}

async fn esta_de_pe(broker: &Broker) {
    let (mut fluxo, codigo) = chegar(broker, "quem-confere", true).await;
    assert_eq!(codigo, ACEITO, "o broker devia aceitar um cliente comum");
    fluxo.write_all(&pacote(0xC0, &[])).await.expect("envia");
    let resposta = ler(&mut fluxo).await.expect("responde ao PINGREQ");
    assert_eq!(resposta.tipo(), "PINGRESP");
}

#[tokio::test]
async fn o_nome_que_derrubaria_o_rumqttd_e_recusado_e_o_broker_vive() {
    let broker = embutido();
    for id in ["a/b", "a+b", "a#b", "a$b"] {
        for vez in 1..=2 {
            let (_, codigo) = chegar(&broker, id, true).await;
            assert_eq!(codigo, NOME_RECUSADO, "{id}, vez {vez}");
        }
        esta_de_pe(&broker).await;
    }
}

#[tokio::test]
async fn o_cliente_a_mais_e_recusado_e_entra_quando_vaga_um_lugar() {
    apoio::teste::permitir_descritores(4 * CLIENTES as u64 + 500);
    let broker = embutido();
    let mut sentados = Vec::new();
    for n in 0..CLIENTES {
        let (fluxo, codigo) = chegar(&broker, &format!("c{n}"), true).await;
        assert_eq!(codigo, ACEITO, "o cliente {n} devia ter lugar");
        sentados.push(fluxo);
    }
    for vez in 1..=2 {
        let (_, codigo) = chegar(&broker, "a-mais", true).await;
        assert_eq!(codigo, INDISPONIVEL, "vez {vez}");
    }
    sentados.pop();
    // O lugar só vaga quando o broker nota a saída.
    let entrar = async { while chegar(&broker, "a-mais", true).await.1 != ACEITO {} };
    timeout(PRAZO, entrar).await.expect("vagou um lugar");
    sentados.clear();
    esta_de_pe(&broker).await;
}

#[tokio::test]
async fn quem_some_antes_do_connack_pode_voltar() {
    let broker = embutido();
    for _ in 0..20 {
        let mut fluxo = TcpStream::connect(broker.to_string())
            .await
            .expect("escuta");
        fluxo.set_zero_linger().expect("é opção do sistema");
        fluxo
            .write_all(&connect("some", true))
            .await
            .expect("envia");
    }
    assert_eq!(chegar(&broker, "some", true).await.1, ACEITO);
    esta_de_pe(&broker).await;
}

#[tokio::test]
async fn o_topico_que_comeca_por_acento_desliga_quem_publica_e_nao_o_broker() {
    let broker = embutido();
    let (mut ouvinte, _) = chegar(&broker, "ouvinte", true).await;
    ouvinte.write_all(&subscribe("#")).await.expect("envia");
    assert_eq!(ler(&mut ouvinte).await.expect("SUBACK").corpo()[2], 1);
    let (mut fluxo, _) = chegar(&broker, "publica", true).await;
    let publicacao = publish_qos_1("água", false);
    fluxo.write_all(&publicacao).await.expect("envia");
    assert_eq!(ler(&mut fluxo).await, None, "devia ser desligado");
    esta_de_pe(&broker).await;
}

async fn resposta(fluxo: &mut TcpStream, filtro: &str) -> u8 {
    fluxo.write_all(&subscribe(filtro)).await.expect("envia");
    let resposta = ler(fluxo).await.expect("responde ao SUBSCRIBE");
    assert_eq!(resposta.tipo(), "SUBACK");
    resposta.corpo()[2]
}

#[tokio::test]
async fn o_filtro_que_nao_serve_tem_resposta_e_a_conexao_segue() {
    let broker = embutido();
    let (mut fluxo, _) = chegar(&broker, "assina", true).await;
    let grande = "x".repeat(300);
    for filtro in ["casa/#/x", "", "$SYS/#", "$share/g", "$share/g/", &grande] {
        assert_eq!(resposta(&mut fluxo, filtro).await, 0x80, "{filtro}");
    }
    assert_eq!(resposta(&mut fluxo, "$share/g/casa/#").await, 1);
    let (mut com_sessao, _) = chegar(&broker, "volta", false).await;
    assert_eq!(resposta(&mut com_sessao, "$share/g/casa/#").await, 0x80);
}

#[tokio::test]
async fn os_filtros_tem_teto_e_os_conhecidos_seguem_valendo() {
    let broker = embutido();
    let (mut fluxo, _) = chegar(&broker, "assina", true).await;
    for n in 0..FILTROS {
        assert_eq!(resposta(&mut fluxo, &format!("t/{n}")).await, 1, "{n}");
    }
    assert_eq!(resposta(&mut fluxo, "t/a-mais").await, 0x80);
    let (mut outro, _) = chegar(&broker, "outro", true).await;
    assert_eq!(resposta(&mut outro, "t/0").await, 1);
}

#[tokio::test]
async fn as_retidas_tem_teto_e_a_que_nao_cabe_nao_e_confirmada() {
    let broker = embutido();
    let (mut fluxo, _) = chegar(&broker, "publica", true).await;
    for n in 0..RETIDAS {
        let publicacao = publish_qos_1(&format!("t/{n}"), true);
        fluxo.write_all(&publicacao).await.expect("envia");
        assert_eq!(ler(&mut fluxo).await.expect("PUBACK").tipo(), "PUBACK");
    }
    fluxo
        .write_all(&publish_qos_1("t/0", true))
        .await
        .expect("envia");
    assert_eq!(ler(&mut fluxo).await.expect("já havia").tipo(), "PUBACK");
    let demais = publish_qos_1("a-mais", true);
    fluxo.write_all(&demais).await.expect("envia");
    assert_eq!(ler(&mut fluxo).await, None, "devia ser desligado");
    esta_de_pe(&broker).await;
}

#[tokio::test]
async fn quem_fala_outra_versao_ouve_que_ela_nao_serve() {
    let broker = embutido();
    let endereco = broker.to_string();
    for protocolo in [&b"\0\x04MQTT\x05"[..], b"\0\x06MQIsdp\x03"] {
        let mut fluxo = TcpStream::connect(&endereco).await.expect("escuta");
        let resto = [protocolo, &[2, 0, 60, 0], &texto("a")].concat();
        fluxo.write_all(&pacote(0x10, &resto)).await.expect("envia");
        let aceite = ler(&mut fluxo).await.expect("responde ao CONNECT");
        assert_eq!(aceite.corpo(), [0, 1], "{protocolo:?}");
    }
}

#[tokio::test]
async fn o_rumqttd_que_se_cala_nao_segura_quem_chega() {
    let livre = || std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    // O sistema completa as conexões; ninguém as atende.
    let (mudo, porta) = (livre(), livre());
    let rumqttd = mudo.local_addr().expect("tem endereço");
    let broker = porta.local_addr().expect("tem endereço").into();
    tokio::spawn(mqtt::porta::atender(porta, rumqttd, 1));
    let (_, codigo) = chegar(&broker, "ana", true).await;
    assert_eq!(codigo, INDISPONIVEL);
}

#[tokio::test]
async fn quem_nao_se_apresenta_e_desligado() {
    let broker = embutido();
    let mut calado = TcpStream::connect(broker.to_string())
        .await
        .expect("escuta");
    let fim = timeout(Duration::from_secs(10), calado.read(&mut [0])).await;
    assert!(matches!(fim, Ok(Ok(0) | Err(_))), "{fim:?}");
}
