//! O que se escreve na linha de comando.

use apoio::programa::quantidade;
use clap::{Parser, ValueEnum};

/// O que se faz com um modelo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Uso {
    Verificar,
    Desenhar,
}

/// Usa um modelo: `verificar` percorre todos os estados (sem MODELO, os de
/// todos); `desenhar` escreve o SVG de um rastro, e MODELO é o arquivo.
#[derive(Parser)]
pub struct Argumentos {
    /// O que fazer
    #[arg(value_name = "USO")]
    pub uso: Uso,
    /// O nome do modelo, ou o arquivo do rastro
    #[arg(value_name = "MODELO")]
    pub modelo: Option<String>,
    /// Quantos nós o sistema tem
    #[arg(long, value_name = "QUANTOS", value_parser = quantidade)]
    pub nos: Option<usize>,
    /// Quantas transições percorrer antes de desistir
    #[arg(long, value_name = "QUANTAS", default_value = "4000000", value_parser = quantidade)]
    pub limite: usize,
}
