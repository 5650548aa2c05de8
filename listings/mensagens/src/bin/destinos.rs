//! Os quatro destinos, em loopback: quem recebe cada mensagem.

use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::erro::motivo;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use mensagens::destinos::demonstracao::{Roda, Servidor, grupo, lista, mais_rapido};

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

fn main() -> ExitCode {
    executar(|| demonstrar(&ler_argumentos()))
}

fn demonstrar(args: &Argumentos) -> Result<()> {
    let roda = Roda::nova(args.grupo).context("não consegui abrir os sockets")?;
    mostrar("unicast, para bia", &roda.unicast()?)?;
    mostrar("multicast, para o grupo de bia e caio", &roda.multicast()?)?;
    // Só este pode não haver: nem todo loopback faz broadcast.
    let nao_ha = |erro| format!("ninguém: não há aqui ({})", motivo(&erro));
    mostrar(
        "broadcast, para todos",
        &roda.broadcast().unwrap_or_else(nao_ha),
    )?;
    let ms = Duration::from_millis;
    let mut servidores = vec![
        Servidor::ligar("recife", ms(0))?,
        Servidor::ligar("lisboa", ms(200))?,
        Servidor::ligar("tóquio", ms(400))?,
    ];
    let todos = lista(&servidores);
    let primeiro = mais_rapido(&todos, PRAZO)?;
    mostrar("anycast, três vivos", primeiro)?;
    servidores.remove(0).desligar();
    let seguinte = mais_rapido(&todos, PRAZO)?;
    mostrar("anycast, recife desligado", seguinte)
}

fn mostrar(rodada: &str, quem: &str) -> Result<()> {
    escrever_linha(format_args!("{rodada:<38} recebe: {quem}"))?;
    Ok(())
}
