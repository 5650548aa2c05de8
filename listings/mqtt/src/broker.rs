//! Um broker MQTT dentro deste processo, para quem não instalou nenhum.
//!
//! É o `rumqttd`. Guarda tudo na memória e não sabe parar: morre com o processo,
//! e o que não foi entregue morre com ele. O Mosquitto sabe guardar em disco.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use apoio::endereco::escutar;
use rumqttd::{Broker, Config, ConnectionSettings, RouterConfig, ServerSettings};

/// Sobra para abrir um socket, mesmo numa máquina carregada.
const PRAZO: Duration = Duration::from_secs(10);

/// Inicia o broker e devolve onde ele escuta; a porta 0 pede uma livre.
///
/// # Errors
/// Se o endereço já está em uso, ou se o broker não começa a atender.
pub fn iniciar(endereco: SocketAddr) -> Result<SocketAddr> {
    // O rumqttd não diz que porta lhe deram, e engole o erro de uma porta
    // ocupada. Por isso a porta é reservada antes, solta, e pedida de novo.
    let reserva = escutar(endereco)?;
    let endereco = reserva.local_addr()?;
    drop(reserva);
    let mut broker = Broker::new(configuracao(endereco));
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

fn configuracao(listen: SocketAddr) -> Config {
    let servidor = ServerSettings {
        name: "mqtt".to_owned(),
        listen,
        tls: None,
        next_connection_delay_ms: 0,
        connections: ConnectionSettings {
            // Quem conecta e não se apresenta não segura um lugar para sempre.
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
            max_connections: 1_000,
            max_outgoing_packet_count: 200,
            // As mensagens ficam em até dez pedaços de 1 MiB por filtro, na memória.
            max_segment_size: 1024 * 1024,
            max_segment_count: 10,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("v4".to_owned(), servidor)])),
        ..Config::default()
    }
}
