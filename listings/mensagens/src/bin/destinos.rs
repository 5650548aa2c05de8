//! Os quatro destinos, em loopback: quem recebe cada mensagem.

use std::io;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use mensagens::destinos::demonstracao::{Roda, Servidor, lista, mais_rapido};

/// Folgado: só se gasta inteiro se nenhum servidor responder.
const PRAZO: Duration = Duration::from_secs(2);

/// Envia por unicast, multicast, broadcast e anycast, e diz quem recebeu.
#[derive(Parser)]
#[command(name = "destinos")]
struct Argumentos {
    /// O grupo de multicast, de uso local
    #[arg(long, value_name = "IP", default_value = "239.20.14.1", value_parser = grupo)]
    grupo: Ipv4Addr,
}

fn grupo(texto: &str) -> Result<Ipv4Addr, String> {
    match texto.parse::<Ipv4Addr>() {
        Ok(ip) if ip.octets()[0] == 239 => Ok(ip),
        _ => Err("escreva um grupo de uso local, de 239.0.0.0 a 239.255.255.255".into()),
    }
}

fn main() -> ExitCode {
    executar(|| demonstrar(&ler_argumentos()))
}

fn demonstrar(args: &Argumentos) -> Result<()> {
    let roda = Roda::nova(args.grupo).context("não consegui abrir os sockets")?;
    mostrar("unicast, para bia", roda.unicast())?;
    mostrar("multicast, para o grupo de bia e caio", roda.multicast())?;
    mostrar("broadcast, para todos", roda.broadcast())?;
    let ms = Duration::from_millis;
    let mut servidores = vec![
        Servidor::ligar("recife", ms(0))?,
        Servidor::ligar("lisboa", ms(200))?,
        Servidor::ligar("tóquio", ms(400))?,
    ];
    let todos = lista(&servidores);
    let primeiro = mais_rapido(&todos, PRAZO)?;
    mostrar("anycast, três vivos", Ok(primeiro.into()))?;
    servidores.remove(0).desligar();
    let seguinte = mais_rapido(&todos, PRAZO)?;
    mostrar("anycast, recife desligado", Ok(seguinte.into()))
}

fn mostrar(rodada: &str, quem: io::Result<String>) -> Result<()> {
    let quem = quem.unwrap_or_else(|erro| format!("indisponível aqui ({})", erro.kind()));
    escrever_linha(format_args!("{rodada:<38} recebe: {quem}"))?;
    Ok(())
}
