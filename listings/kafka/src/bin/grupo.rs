//! Mostra as partições mudarem de dono enquanto membros entram e saem.

use std::process::ExitCode;

use apoio::programa::{executar, ler_argumentos};
use clap::Parser;
use kafka::consumidor::leitura::grupo;
use kafka::fim::perdoar_interrompido;
use kafka::grupo::linha::{Pedido, rodar};
use kafka::ligacao::Ligacao;
use kafka::topico;

/// Um grupo com um membro; a entrada padrão manda: entra, sai NÚMERO, fim.
#[derive(Parser)]
#[command(name = "grupo")]
struct Argumentos {
    /// Traz o broker dentro, sem instalar nada
    #[arg(long)]
    embutido: bool,
    /// Que tópico dividir; se não existe, é criado
    #[arg(long, value_name = "NOME", default_value = "divisao", value_parser = topico::nome)]
    topico: String,
    /// Quantas partições, se for criado
    #[arg(long, value_name = "N", default_value = "6", value_parser = topico::quantas)]
    particoes: usize,
    /// O nome do grupo
    #[arg(long, value_name = "NOME", default_value = "leitores", value_parser = grupo)]
    grupo: String,
    #[command(flatten)]
    ligacao: Ligacao,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    let pedido = Pedido {
        ligacao: args.ligacao,
        topico: args.topico,
        grupo: args.grupo,
        particoes: args.particoes,
        embutido: args.embutido,
    };
    executar(|| perdoar_interrompido(rodar(&pedido)))
}
