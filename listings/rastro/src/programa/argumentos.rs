//! O que se escreve na linha de comando.

use std::path::PathBuf;
use std::time::Duration;

use apoio::programa::{duracao, endereco, quantidade};
use clap::{Parser, ValueEnum};

/// O que se faz com um modelo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Uso {
    Verificar,
    Simular,
    Executar,
    Desenhar,
    Explorar,
    #[value(hide = true)]
    No,
}

/// Usa um modelo desta listagem: `verificar` percorre todos os estados (sem
/// MODELO, os de todos); `simular` sorteia uma execução longa; `executar` põe
/// cada nó num processo; `desenhar` escreve o SVG de um rastro, e MODELO é o
/// arquivo; `explorar` abre o modelo numa página, para escolher cada passo.
#[derive(Parser)]
#[command(name = este_programa())]
pub struct Argumentos {
    /// O que fazer
    #[arg(value_name = "USO")]
    pub uso: Uso,
    /// O nome do modelo, ou o arquivo do rastro
    #[arg(value_name = "MODELO")]
    pub modelo: Option<String>,
    /// Quantos nós o sistema tem (sem dizer: o que o modelo propõe)
    #[arg(long, value_name = "QUANTOS", value_parser = quantidade)]
    pub nos: Option<usize>,
    /// verificar: quantas transições percorrer antes de desistir
    #[arg(long, value_name = "QUANTAS", default_value = "4000000", value_parser = quantidade)]
    pub limite: usize,
    /// simular: de onde parte o sorteio
    #[arg(long, value_name = "NÚMERO", default_value = "1")]
    pub semente: u64,
    /// simular: a chance de uma mensagem se perder, se o modelo permite
    #[arg(long, value_name = "CHANCE", default_value = "0,05", value_parser = chance)]
    pub perda: f64,
    /// simular: a chance de uma mensagem ser copiada, se o modelo permite
    #[arg(long, value_name = "CHANCE", default_value = "0,05", value_parser = chance)]
    pub duplicacao: f64,
    /// simular: quantas quedas, se o modelo permite
    #[arg(long, value_name = "QUANTAS", default_value = "2")]
    pub quedas: u32,
    /// simular e executar: por quanto tempo (sem dizer: 60s e 5s)
    #[arg(long, value_name = "TEMPO", value_parser = duracao)]
    pub tempo: Option<Duration>,
    /// executar: iniciar de novo o nó que morre
    #[arg(long)]
    pub reviver: bool,
    /// executar: onde ficam os diários dos nós
    #[arg(long, value_name = "PASTA")]
    pub pasta: Option<PathBuf>,
    /// simular: onde gravar o rastro; explorar: o rastro de que partir
    #[arg(long, value_name = "ARQUIVO")]
    pub rastro: Option<PathBuf>,
    /// explorar: onde escutar
    #[arg(long, value_name = "HOST:PORTA", default_value = "127.0.0.1:8020", value_parser = endereco)]
    pub endereco: String,
    /// No nó: o seu número
    #[arg(long, hide = true, default_value = "0")]
    pub indice: usize,
}

/// O nome por que nos chamaram: cada listagem tem o seu programa.
fn este_programa() -> &'static str {
    let caminho = std::env::args_os().next().map(PathBuf::from);
    let nome = caminho.as_deref().and_then(|c| c.file_stem()?.to_str());
    // Uma vez por processo: não se junta.
    String::leak(nome.unwrap_or("programa").to_owned())
}

fn chance(texto: &str) -> Result<f64, String> {
    match texto.trim().replace(',', ".").parse() {
        // `abs` só muda o zero com sinal.
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(f64::abs(p)),
        _ => Err("escreva um número de 0 a 1, como 0,1".to_owned()),
    }
}
