//! `cargo xtask servicos`: os servidores de verdade que as listagens usam.
//!
//! ```text
//! servico ──► receita ──► guarda ──► supervisor ──► o comando pedido
//! (o que há,  (uma        (inicia,   (vigia todos,
//!  em dados)   rodada)     religa)    encerra todos)
//! ```
//!
//! - [`servico`]: que servidores há, e o que cada um anuncia no ambiente;
//! - [`kafka`] e [`maven`]: o que só o Kafka pede, e os jars dele, conferidos por soma;
//! - [`receita`], [`processo`], [`guarda`] e [`supervisor`]: iniciar, esperar que
//!   atenda, religar o que morre, encerrar sem deixar nada;
//! - [`sonda`]: saber se um servidor atende no seu protocolo;
//! - [`portas`] e [`programas`]: em que porta e com que programa.

pub mod guarda;
pub mod kafka;
pub mod maven;
pub mod portas;
pub mod processo;
pub mod programas;
pub mod receita;
pub mod servico;
pub mod sonda;
pub mod supervisor;

use crate::comandos::pasta::Pasta;
use anyhow::{Context, Result, ensure};
use clap::Parser;
use servico::{SERVICOS, por_nome};
use std::ffi::OsString;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

static ENCERRAR: AtomicBool = AtomicBool::new(false);

/// Inicia servidores de verdade, roda um comando (ou espera o Ctrl+C) e os encerra
#[derive(Debug, Parser)]
pub struct Opcoes {
    /// Quais servidores: kafka, mqtt, amqp ou todos
    #[arg(value_name = "SERVIÇO", default_value = "todos", value_parser = por_nome)]
    quais: Vec<Vec<&'static str>>,
    /// O comando que os usa, depois de `--`; sem ele, os servidores ficam de pé
    #[arg(last = true, value_name = "COMANDO")]
    comando: Vec<OsString>,
}

/// Inicia os serviços pedidos, roda `comando` (ou espera um sinal) e os encerra.
///
/// Devolve o status do comando, ou 0 se não há comando.
/// Erros: programa que falta, servidor que não começa ou que morre vezes demais.
pub fn servicos(raiz: &Path, opcoes: Opcoes) -> Result<u8> {
    ensure!(
        cfg!(unix),
        "os servidores de verdade só se iniciam assim no Linux e no macOS. \
         No Windows, use o Docker: o README diz como"
    );
    ctrlc::set_handler(|| ENCERRAR.store(true, Ordering::Relaxed))
        .context("não consigo receber os sinais de encerramento")?;
    let pasta = Pasta::nova(raiz, "servicos", processo::matar_quem_ficou)?;
    let mut receitas = Vec::new();
    for servico in SERVICOS
        .iter()
        .filter(|s| opcoes.quais.iter().flatten().any(|q| q == *s))
    {
        receitas.extend(servico::receitas(servico, raiz, pasta.caminho())?);
    }
    let mut guardas = supervisor::iniciar(receitas, &ENCERRAR)?;
    if ENCERRAR.load(Ordering::Relaxed) {
        return Ok(0);
    }
    if opcoes.comando.is_empty() {
        return supervisor::esperar_sinal(&mut guardas, &ENCERRAR).map(|()| 0);
    }
    supervisor::rodar(&mut guardas, &opcoes.comando, &ENCERRAR)
}
