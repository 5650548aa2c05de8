//! O receptor do pare e espere: mostra cada mensagem, uma vez e em ordem.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result};
use apoio::programa::{
    anunciar, ao_pedir_fim, endereco, executar, ler_argumentos, registrar,
};
use clap::Parser;
use mensagens::canal::udp::{escutar, servir};
use mensagens::opcoes::largura;
use mensagens::pare_e_espere::numero::Largura;
use mensagens::pare_e_espere::receptor::{Chegada, Receptor};
use mensagens::tela::{Tela, mensagens};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

/// Recebe mensagens por pare e espere e mostra cada uma, uma vez e em ordem.
#[derive(Parser)]
#[command(name = "receptor")]
struct Argumentos {
    /// Onde escutar; a porta 0 pede uma livre
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25014")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// Bits do número de sequência, os mesmos do remetente
    #[arg(long, value_name = "N", default_value = "32", value_parser = largura)]
    bits: Largura,
}

fn main() -> ExitCode {
    executar(|| receber(&ler_argumentos()))
}

fn receber(args: &Argumentos) -> Result<()> {
    let socket = escutar(&args.endereco)?;
    let fim = Arc::new(AtomicBool::new(false));
    let aviso = Arc::clone(&fim);
    ao_pedir_fim(move || aviso.store(true, Ordering::Relaxed))?;
    anunciar(socket.local_addr()?);
    let sorte = ChaCha8Rng::seed_from_u64(fastrand::u64(..));
    let mut tela = Tela::nova(Arc::clone(&fim));
    let mut receptor = Receptor::novo(args.bits, sorte, |chegada| match chegada {
        // Se ninguém lê a nossa saída, a mensagem não teve efeito: não confirma.
        Chegada::Mensagem { carga, .. } => tela.mostrar(&carga),
        Chegada::Fim { mensagens: n, .. } => {
            registrar(format_args!("fim da conexão: {}", mensagens(n)));
            true
        }
    });
    servir(&socket, &mut receptor, &fim).context("o socket parou")?;
    match receptor.pela_metade() {
        0 => {}
        n => registrar(format_args!("conexões sem fim: {n}")),
    }
    tela.falha.context("não consegui mostrar uma mensagem")
}
