//! As opções do programa `primos`.

use apoio::programa::quantidade;
use clap::{Parser, ValueEnum};

use super::inteiro;
use crate::canal::Canal;
use crate::primos::MAIOR;

/// Conta os primos até um número, com vários processos.
#[derive(Parser)]
#[command(name = "primos")]
pub struct Primos {
    /// O maior número a examinar
    #[arg(long, default_value = "200000", value_parser = limite)]
    pub ate: u64,
    /// Quantos processos trabalhadores, no máximo 256
    #[arg(long, default_value = "2", value_parser = trabalhadores)]
    pub trabalhadores: usize,
    /// Quantos números tem cada faixa
    #[arg(long, default_value = "10000", value_parser = positivo)]
    pub faixa: u64,
    /// Por onde mestre e trabalhadores se falam
    #[arg(long, default_value = "pipe")]
    pub canal: Meio,
    /// A semente do recuo sorteado
    #[arg(long, default_value = "11", value_parser = inteiro::<u64>)]
    pub semente: u64,
    /// Mata o primeiro trabalhador depois de ele ler e escrever tantos bytes
    #[arg(long, value_parser = positivo)]
    pub morre: Option<u64>,
    /// Conta tudo o que se passa, e não só os problemas
    #[arg(long)]
    pub diario: bool,
    /// Faz o papel de trabalhador: lê faixas da entrada e as responde na saída
    #[arg(long)]
    pub trabalhador: bool,
    /// No papel de trabalhador, começa por se queixar muito na saída de erro
    #[arg(long)]
    pub tagarela: bool,
}

/// Quantas faixas se aceitam: o mestre guarda todas, e estas são uns 60 MB.
const FAIXAS: u64 = 1_000_000;

impl Primos {
    /// Por que as opções, juntas, não servem; nada, se servem.
    pub fn recusa(&self) -> Option<String> {
        let menor = self.ate / FAIXAS + 1;
        let motivo = || format!("até {} a --faixa é de ao menos {menor}", self.ate);
        (self.faixa < menor).then(motivo)
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Meio {
    Pipe,
    #[cfg(unix)]
    Socket,
}

impl From<Meio> for Canal {
    fn from(meio: Meio) -> Self {
        match meio {
            Meio::Pipe => Self::Pipe,
            #[cfg(unix)]
            Meio::Socket => Self::Socket,
        }
    }
}

fn limite(texto: &str) -> Result<u64, String> {
    match texto.parse() {
        Ok(n) if n <= MAIOR => Ok(n),
        _ => Err(format!("escreva um número inteiro de 0 a {MAIOR}")),
    }
}

fn trabalhadores(texto: &str) -> Result<usize, String> {
    match quantidade(texto) {
        Ok(n) if n <= 256 => Ok(n),
        _ => Err("escreva um número inteiro de 1 a 256".to_owned()),
    }
}

fn positivo(texto: &str) -> Result<u64, String> {
    match texto.parse() {
        Ok(n) if n > 0 => Ok(n),
        _ => Err("escreva um número inteiro maior que zero".to_owned()),
    }
}
