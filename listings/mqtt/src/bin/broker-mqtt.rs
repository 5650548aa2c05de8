//! O broker MQTT embutido, para quem não quer instalar nada.

use std::process::ExitCode;
use std::sync::mpsc::channel;

use anyhow::Result;
use apoio::endereco::resolver;
use apoio::programa::{anunciar, ao_pedir_fim, executar, ler_argumentos, registrar};
use clap::Parser;
use mqtt::broker::{cair_com_o_rumqttd, iniciar};
use mqtt::endereco::PORTA;

/// Um broker MQTT 3.1.1 que guarda tudo na memória.
#[derive(Parser)]
#[command(name = "broker-mqtt")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:1883")]
    endereco: String,
}

fn main() -> ExitCode {
    executar(|| servir(&ler_argumentos()))
}

fn servir(args: &Argumentos) -> Result<()> {
    let (avisar, fim) = channel();
    ao_pedir_fim(move || {
        let _ = avisar.send(());
    })?;
    cair_com_o_rumqttd();
    let endereco = iniciar(resolver(&args.endereco, PORTA)?[0])?;
    anunciar(endereco);
    let _ = fim.recv();
    registrar("encerrando: o que eu guardava estava na memória, e acaba aqui");
    Ok(())
}
