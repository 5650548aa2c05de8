//! O que se pede na linha de comando; o lançador e todos os ranks o leem igual.

use std::time::Duration;

use apoio::programa::duracao;
use clap::{Parser, ValueEnum};

use crate::grupo::Defeito;
use crate::numero::{Elemento, Operacao};

/// Mais do que isto numa máquina só não ensina nada novo.
const MAIS_PROCESSOS: usize = 64;
/// Com mais valores a linha de comando deixa de ser o lugar deles.
const MAIS_VALORES: usize = 4096;

/// O que o grupo vai fazer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tarefa {
    Broadcast,
    Scatter,
    Gather,
    Reduce,
    Allreduce,
    /// Reparte, soma cada um a sua parte, reúne o total.
    Soma,
    /// As cinco coletivas, uma depois da outra.
    Todas,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tipo {
    Inteiro,
    Real,
}

/// Inicia N processos deste programa, liga-os por TCP e faz uma tarefa com
/// eles: broadcast, scatter, gather, reduce, allreduce, soma ou todas. Depois
/// da tarefa vêm os valores: lancador --processos 4 soma 1 2 3 4 5 6
#[derive(Debug, Parser)]
#[command(name = "lancador", allow_negative_numbers = true)]
pub struct Pedido {
    /// O que fazer
    #[arg(value_name = "TAREFA", required = true)]
    pub tarefa: Tarefa,
    /// Com que valores; os negativos com expoente, como -1e-3, vêm depois de --
    #[arg(value_name = "VALORES")]
    pub valores: Vec<String>,
    /// Quantos processos iniciar, até 64
    #[arg(long, value_name = "N", default_value = "4", value_parser = processos)]
    pub processos: usize,
    /// O rank em que começa ou termina a coletiva; repita com vírgulas
    #[arg(long, value_name = "RANK", default_value = "0", value_delimiter = ',')]
    pub raiz: Vec<usize>,
    /// Como reduzir
    #[arg(long, value_name = "OPERAÇÃO", default_value = "soma")]
    pub operacao: Operacao,
    /// O tipo dos valores
    #[arg(long, value_name = "TIPO", default_value = "inteiro")]
    pub tipo: Tipo,
    /// Mostra cada mensagem e a rodada dela
    #[arg(long)]
    pub mensagens: bool,
    /// Quanto esperar por um rank calado
    #[arg(long, value_name = "PRAZO", default_value = "10s", value_parser = duracao)]
    pub prazo: Duration,
    /// O rank em que acontece o defeito
    #[arg(long, value_name = "RANK", default_value = "0")]
    pub no_rank: usize,
    /// Um defeito antes da primeira mensagem de um rank
    #[arg(long, value_name = "DEFEITO")]
    pub defeito: Option<Defeito>,
}

fn processos(texto: &str) -> Result<usize, String> {
    match texto.parse() {
        Ok(n) if (1..=MAIS_PROCESSOS).contains(&n) => Ok(n),
        _ => Err(format!("escreva um número inteiro de 1 a {MAIS_PROCESSOS}")),
    }
}

impl Pedido {
    /// Entende os valores e confere se a tarefa pode ser feita com eles.
    ///
    /// # Errors
    /// Uma frase que diz o que mudar.
    pub fn valores<T: Elemento>(&self) -> Result<Vec<T>, String> {
        let n = self.processos;
        if let Some(rank) = self.raiz.iter().find(|&&raiz| raiz >= n) {
            return Err(ausente("--raiz", *rank, n));
        }
        if self.defeito.is_some() && self.no_rank >= n {
            return Err(ausente("--no-rank", self.no_rank, n));
        }
        let quantos = self.valores.len();
        if quantos > MAIS_VALORES {
            return Err(format!("são {quantos} valores, e cabem {MAIS_VALORES}"));
        }
        let reduz = matches!(
            self.tarefa,
            Tarefa::Reduce | Tarefa::Allreduce | Tarefa::Todas
        );
        if reduz && (quantos == 0 || !quantos.is_multiple_of(n)) {
            return Err(format!(
                "para reduzir, cada processo traz o mesmo número de valores, um ou mais: o \
                 total tem de ser múltiplo de {n}, e é {quantos}"
            ));
        }
        self.valores.iter().map(|texto| valor(texto)).collect()
    }
}

fn ausente(opcao: &str, rank: usize, n: usize) -> String {
    let ultimo = n - 1;
    format!("{opcao}: não há rank {rank}; com {n} processos, o último é o {ultimo}")
}

fn valor<T: Elemento>(texto: &str) -> Result<T, String> {
    let valor = texto.parse().ok().filter(|valor: &T| valor.serve());
    valor.ok_or_else(|| format!("{texto:?} não é {}", T::FORMATO))
}
