//! Contas de banco por eventos, na linha de comando.

use std::path::PathBuf;
use std::process::ExitCode;

use apoio::programa::{ler_argumentos, registrar};
use clap::Parser;
use eventos::sessao;

/// Contas de banco guardadas como um log de eventos.
///
/// Pedidos: abrir CONTA, depositar CONTA VALOR, sacar CONTA VALOR, transferir
/// DE PARA VALOR, saldo CONTA, extrato CONTA, eventos, instantaneo, reconstruir.
/// No fim de quem muda uma conta cabem chave=NOME e versao=EVENTO; no de saldo,
/// ate=EVENTO. Sem pedido, lê um por linha da entrada padrão.
#[derive(Parser)]
#[command(name = "conta")]
struct Argumentos {
    /// O arquivo do log
    #[arg(long, value_name = "NOME", default_value = "contas.eventos")]
    log: PathBuf,
    /// O pedido e o que ele precisa
    #[arg(
        value_name = "PEDIDO",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pedido: Vec<String>,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    if args.pedido.is_empty() {
        return sessao::conversar(&args.log);
    }
    let palavras: Vec<_> = args.pedido.iter().map(String::as_str).collect();
    match eventos::console::ler(&palavras) {
        Ok(pedido) => sessao::atender(&args.log, &pedido),
        Err(erro) => {
            registrar(format_args!("erro: {erro}"));
            ExitCode::from(2)
        }
    }
}
