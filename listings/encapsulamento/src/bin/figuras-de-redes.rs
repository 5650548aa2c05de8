//! Escreve em SVG uma das figuras do capítulo.

use std::process::ExitCode;

use anyhow::Result;
use apoio::programa::{escrever_linha, executar, ler_argumentos};
use clap::Parser;
use encapsulamento::argumentos::Pedido;
use encapsulamento::desenho::{Figura, quadro, tempo, topologias};
use encapsulamento::ethernet::Forma;
use encapsulamento::pilha::encapsular;

/// Escreve em SVG, na saída, uma das figuras do capítulo de redes.
#[derive(Parser)]
#[command(name = "figuras-de-redes")]
struct Argumentos {
    /// Qual
    #[arg(long, value_name = "FIGURA")]
    figura: Figura,
    #[command(flatten)]
    pedido: Pedido,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| {
        let svg = desenhar(&argumentos)?;
        escrever_linha(svg.trim_end())?;
        Ok(())
    })
}

fn desenhar(argumentos: &Argumentos) -> Result<String> {
    Ok(match argumentos.figura {
        Figura::Quadro => {
            quadro(&encapsular(&argumentos.pedido.mensagem(), Forma::NoFio)?)?
        }
        Figura::Tempo => tempo(),
        Figura::Topologias => topologias(),
    })
}
