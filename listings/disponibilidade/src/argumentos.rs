//! O que os programas recebem na linha de comando.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use apoio::arquivo::gravar;
use apoio::erro::em_portugues;
use apoio::programa::{escrever_linha, executar, registrar};
use clap::Args;
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use crate::figuras::Recusa;
use crate::grupo::{Exigencia, Impossivel};
use crate::probabilidade::Probabilidade;
use crate::simulacao::Cenario;
use grafico::Grafico;

/// De que grupos a tabela trata.
#[derive(Debug, Args)]
pub struct Grupos {
    /// Chance de cada máquina estar parada
    #[arg(
        long,
        value_name = "CHANCE",
        allow_hyphen_values = true,
        default_value = "0,01"
    )]
    pub p: Probabilidade,
    /// Números de máquinas, separados por vírgula
    #[arg(long, value_name = "LISTA", allow_hyphen_values = true, default_value = "1,10,100,1000",
          value_delimiter = ',', value_parser = inteiro)]
    pub n: Vec<u32>,
    /// Quantas precisam estar de pé: todas, maioria, uma ou um número
    #[arg(
        long,
        value_name = "QUANTAS",
        allow_hyphen_values = true,
        default_value = "todas"
    )]
    pub precisa: Exigencia,
    /// Chance de algo derrubar todas de uma vez
    #[arg(
        long,
        value_name = "CHANCE",
        allow_hyphen_values = true,
        default_value = "0"
    )]
    pub causa_comum: Probabilidade,
}

impl Grupos {
    /// Um cenário para cada número de máquinas.
    ///
    /// # Errors
    /// Se algum grupo não existe: precisa de mais máquinas do que tem, por exemplo.
    pub fn cenarios(&self) -> Result<Vec<Cenario>, Impossivel> {
        let grupos = self.n.iter().map(|&n| self.precisa.em(n));
        let cenarios = grupos.map(|grupo| {
            Ok(Cenario {
                grupo: grupo?,
                parada: self.p,
                causa_comum: self.causa_comum,
            })
        });
        cenarios.collect()
    }
}

/// Quanto sortear, e a partir de onde.
#[derive(Debug, Args)]
pub struct Sorteio {
    /// Quantas vezes sortear cada grupo
    #[arg(long, value_name = "QUANTAS", allow_hyphen_values = true, default_value = "2000", value_parser = inteiro)]
    pub rodadas: u32,
    /// De onde parte o sorteio: a mesma semente dá o mesmo resultado
    #[arg(long, value_name = "NÚMERO", allow_hyphen_values = true, default_value = "2", value_parser = qualquer_inteiro)]
    pub semente: u64,
}

impl Sorteio {
    /// O gerador, no começo da sequência que a semente escolhe. ChaCha tem
    /// definição pública: a sequência é a mesma em qualquer máquina.
    pub fn gerador(&self) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(self.semente)
    }
}

/// Entende um inteiro maior que zero.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn inteiro(texto: &str) -> Result<u32, String> {
    match texto.trim().parse() {
        Ok(n) if n > 0 => Ok(n),
        _ => Err(format!("escreva um número inteiro de 1 a {}", u32::MAX)),
    }
}

fn qualquer_inteiro(texto: &str) -> Result<u64, String> {
    let lido = texto.trim().parse();
    lido.map_err(|_| format!("escreva um número inteiro de 0 a {}", u64::MAX))
}

/// Termina como quem recebeu argumentos que, juntos, não fazem sentido.
pub fn recusar(motivo: &dyn std::error::Error) -> ExitCode {
    registrar(format_args!("erro: {motivo}\nVeja as opções com --help"));
    ExitCode::from(2)
}

/// Grava o gráfico, ou o escreve na saída quando não há arquivo.
pub fn entregar(grafico: Result<Grafico, Recusa>, saida: Option<&Path>) -> ExitCode {
    let svg = match grafico {
        Ok(grafico) => grafico.em_svg(),
        Err(recusa) => return recusar(&recusa),
    };
    executar(|| match saida {
        None => Ok(escrever_linha(svg.trim_end()).map(drop)?),
        Some(caminho) => gravar(caminho, &svg)
            .map_err(|e| anyhow::anyhow!(em_portugues(e.kind())))
            .with_context(|| format!("não consegui gravar {}", caminho.display())),
    })
}
