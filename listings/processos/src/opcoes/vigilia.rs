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
    #[arg(long, required = true, value_parser = comando)]
    pub comando: Vec<Vec<String>>,
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
    pub fn comandos(&self) -> Vec<Command> {
        let em_comando = |partes: &Vec<String>| {
            let (programa, argumentos) = partes.split_first().expect("não é vazio");
            let mut comando = Command::new(programa);
            comando.args(argumentos);
            comando
        };
        self.comando.iter().map(em_comando).collect()
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

/// O programa e os seus argumentos: ao menos o programa.
fn comando(texto: &str) -> Result<Vec<String>, String> {
    let partes: Vec<_> = texto.split_whitespace().map(str::to_owned).collect();
    match partes.is_empty() {
        true => Err("escreva um programa e os seus argumentos".to_owned()),
        false => Ok(partes),
    }
}
