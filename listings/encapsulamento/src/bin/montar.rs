//! Monta um quadro Ethernet com um datagrama UDP e o mostra byte a byte.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, escrever_linhas, executar, ler_argumentos};
use clap::Parser;
use encapsulamento::argumentos::Pedido;
use encapsulamento::ethernet::Forma;
use encapsulamento::pilha::encapsular;
use encapsulamento::{hexadecimal, relato};

/// Monta um quadro Ethernet com um datagrama UDP dentro e mostra cada byte.
#[derive(Parser)]
#[command(name = "montar")]
struct Argumentos {
    #[command(flatten)]
    pedido: Pedido,
    /// Como no fio: com enchimento e CRC
    #[arg(long)]
    no_fio: bool,
    /// Só os bytes, em hexadecimal
    #[arg(long)]
    hex: bool,
}

fn main() -> ExitCode {
    let argumentos: Argumentos = ler_argumentos();
    executar(|| {
        let forma = Forma::vista(argumentos.no_fio);
        let quadro = encapsular(&argumentos.pedido.mensagem(), forma)?;
        if argumentos.hex {
            escrever_linha(hexadecimal::escrever(&quadro))?;
            return Ok(());
        }
        escrever_linhas(relato::linhas(&quadro, forma)?)?;
        Ok(())
    })
}
