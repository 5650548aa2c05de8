//! As opções do programa `supervisor`.

use std::process::Command;
use std::time::Duration;

use apoio::programa::duracao;
use clap::Parser;

use super::inteiro;
use crate::reinicio::{Politica, Reinicios};
use crate::supervisor::{Estrategia, Reinicia, Supervisor};

/// Vigia programas e põe de pé os que falham.
#[derive(Parser)]
#[command(name = "supervisor")]
pub struct Vigilancia {
    /// Um programa e seus argumentos, separados por espaços; pode repetir-se
    #[arg(long, required = true)]
    pub comando: Vec<String>,
    /// Quantos reinícios cabem na janela
    #[arg(long, default_value = "5", value_parser = inteiro::<usize>)]
    pub maximo: usize,
    /// O tamanho da janela
    #[arg(long, default_value = "10s", value_parser = duracao)]
    pub janela: Duration,
    /// Quando um cai, reinicia todos
    #[arg(long)]
    pub todos: bool,
    /// A semente do recuo sorteado
    #[arg(long, default_value = "11", value_parser = inteiro::<u64>)]
    pub semente: u64,
    /// Mostra também os números dos processos
    #[arg(long)]
    pub diario: bool,
}

impl Vigilancia {
    /// Os comandos, ou nada, se algum está vazio.
    pub fn comandos(&self) -> Option<Vec<Command>> {
        self.comando.iter().map(|texto| comando(texto)).collect()
    }

    pub fn supervisor(&self) -> Supervisor {
        let politica = Politica {
            maximo: self.maximo,
            janela: self.janela,
            ..Politica::default()
        };
        let estrategia = match self.todos {
            true => Estrategia::UmPorTodos,
            false => Estrategia::UmPorUm,
        };
        let reinicios = Reinicios::novos(politica, self.semente);
        Supervisor::novo(
            self.comando.len(),
            estrategia,
            Reinicia::SeFalhar,
            reinicios,
        )
    }
}

fn comando(texto: &str) -> Option<Command> {
    let mut partes = texto.split_whitespace();
    let mut comando = Command::new(partes.next()?);
    comando.args(partes);
    Some(comando)
}
