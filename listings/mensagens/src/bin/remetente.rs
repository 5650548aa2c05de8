//! O remetente do pare e espere: cada linha da entrada é uma mensagem.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;

use anyhow::{Context, Result};
use apoio::programa::{ao_pedir_fim, endereco, executar, ler_argumentos, registrar};
use clap::Parser;
use mensagens::canal::udp::{PULSO, Udp, resolver};
use mensagens::entrada::linhas;
use mensagens::opcoes::{largura, tentativas};
use mensagens::pare_e_espere::segmento::MAIOR_CARGA;
use mensagens::pare_e_espere::{numero::Largura, prazo::Limites, remetente::Remetente};

/// Envia cada linha da entrada, e só passa à seguinte quando a confirmam.
#[derive(Parser)]
#[command(name = "remetente")]
struct Argumentos {
    /// Onde está o receptor, ou o adversário que fica na frente dele
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:25014")]
    #[arg(value_parser = endereco)]
    endereco: String,
    /// Bits do número de sequência, os mesmos do receptor
    #[arg(long, value_name = "N", default_value = "32", value_parser = largura)]
    bits: Largura,
    /// Transmissões de uma mensagem antes de desistir
    #[arg(long, value_name = "N", default_value = "10", value_parser = tentativas)]
    tentativas: u32,
}

fn main() -> ExitCode {
    executar(|| enviar(&ler_argumentos()))
}

fn enviar(args: &Argumentos) -> Result<()> {
    let limites = Limites {
        tentativas: args.tentativas,
        ..Limites::default()
    };
    let canal = Udp::para(resolver(&args.endereco)?).context("não consegui um socket")?;
    let mut remetente = Remetente::abrir(canal, fastrand::u64(..), args.bits, limites)?;
    let (digitadas, fim) = (linhas(MAIOR_CARGA), Arc::new(AtomicBool::new(false)));
    let aviso = Arc::clone(&fim);
    ao_pedir_fim(move || aviso.store(true, Ordering::Relaxed))?;
    let mut lida = Ok(());
    while lida.is_ok() && !fim.load(Ordering::Relaxed) {
        match digitadas.recv_timeout(PULSO) {
            Ok(Ok(linha)) => remetente.enviar(linha.as_bytes())?,
            // O que veio antes está entregue: o fim é avisado, e o erro, dito.
            Ok(Err(erro)) => lida = Err(erro),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    let (relato, _) = remetente.encerrar()?;
    registrar(relato);
    Ok(lida?)
}
