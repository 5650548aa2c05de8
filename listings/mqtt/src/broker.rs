//! Um broker MQTT dentro deste processo, para quem não instalou nenhum.
//!
//! É o `rumqttd`, atrás de uma [`porta`] que examina o que chega. Guarda tudo na
//! memória e não sabe parar: morre com o processo, e o que não foi entregue morre com
//! ele. O Mosquitto sabe guardar em disco.

use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use apoio::descritores;
use apoio::endereco::escutar;
use apoio::programa::registrar;
use rumqttd::{Broker, Config, ConnectionSettings, RouterConfig, ServerSettings};

use crate::porta;

/// Sobra para abrir um socket, mesmo numa máquina carregada.
const PRAZO: Duration = Duration::from_secs(10);

/// Os que não são de cliente: as saídas, quem escuta, quem ouve que não há lugar.
const OUTROS_DESCRITORES: u64 = porta::NA_ENTRADA as u64 + 60;

/// Inicia o broker e devolve onde ele escuta; a porta 0 pede uma livre.
///
/// # Errors
/// Se o endereço já está em uso, ou se o broker não começa a atender.
pub fn iniciar(endereco: SocketAddr) -> Result<SocketAddr> {
    let porta = escutar(endereco)?;
    let endereco = porta.local_addr()?;
    let lugares = lugares();
    let rumqttd = iniciar_rumqttd(lugares)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    thread::spawn(move || runtime.block_on(porta::atender(porta, rumqttd, lugares)));
    Ok(endereco)
}

/// Encerra o processo, com status 1, se uma linha de execução dele entra em pânico: sem
/// a do rumqttd, a porta seguiria aberta, e ninguém seria atendido.
pub fn cair_com_o_rumqttd() {
    std::panic::set_hook(Box::new(|panico| {
        let onde = panico.location().map(ToString::to_string);
        let onde = onde.unwrap_or_else(|| "lugar desconhecido".to_owned());
        registrar(format_args!(
            "erro: o broker embutido entrou em pânico em {onde}"
        ));
        std::process::exit(1);
    }));
}

/// Quantos clientes cabem: cada um gasta três descritores, o dele e as duas pontas do
/// caminho até o rumqttd.
fn lugares() -> usize {
    let precisa = 3 * porta::CLIENTES as u64 + OUTROS_DESCRITORES;
    let dados = descritores::permitir(precisa).unwrap_or(OUTROS_DESCRITORES + 3);
    let cabem = dados.saturating_sub(OUTROS_DESCRITORES) / 3;
    usize::try_from(cabem).map_or(porta::CLIENTES, |n| n.clamp(1, porta::CLIENTES))
}

/// O rumqttd, numa porta livre desta máquina.
fn iniciar_rumqttd(lugares: usize) -> Result<SocketAddr> {
    // Ele não diz que porta lhe deram, e engole o erro de uma porta ocupada. Por
    // isso a porta é reservada antes, solta, e pedida de novo.
    let reserva = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let endereco = reserva.local_addr()?;
    drop(reserva);
    let mut broker = Broker::new(configuracao(endereco, lugares));
    let linha = thread::spawn(move || {
        let _ = broker.start();
    });
    esperar(endereco, &linha)?;
    Ok(endereco)
}

fn esperar(endereco: SocketAddr, linha: &JoinHandle<()>) -> Result<()> {
    let vence = Instant::now() + PRAZO;
    while TcpStream::connect(endereco).is_err() {
        if linha.is_finished() || Instant::now() > vence {
            bail!("o broker embutido não começou a atender em {endereco}");
        }
        thread::yield_now();
    }
    Ok(())
}

fn configuracao(listen: SocketAddr, lugares: usize) -> Config {
    let servidor = ServerSettings {
        name: "mqtt".to_owned(),
        listen,
        tls: None,
        next_connection_delay_ms: 0,
        connections: ConnectionSettings {
            connection_timeout_ms: 5_000,
            max_payload_size: 20_480,
            max_inflight_count: 100,
            auth: None,
            external_auth: None,
            dynamic_filters: true,
        },
    };
    Config {
        router: RouterConfig {
            // Uma a mais: a recusa dele deixaria o nome do cliente em mau estado.
            max_connections: lugares + 1,
            max_outgoing_packet_count: 200,
            // As mensagens ficam em até três pedaços de 8 KiB por filtro, na memória. O
            // rumqttd conta o tópico e a carga, e gasta com cada uma outros 230 bytes.
            max_segment_size: 8 * 1024,
            max_segment_count: 3,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("v4".to_owned(), servidor)])),
        ..Config::default()
    }
}
