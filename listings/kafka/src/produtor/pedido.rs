//! O que se pode pedir ao programa `produtor`.

use apoio::programa::{quantidade, quantidade_ate};
use clap::Args;

use super::Envio;
use crate::ligacao::Ligacao;
use crate::registro::MAIOR_VALOR;
use crate::topico;

/// O que o programa foi chamado a fazer.
#[derive(Clone, Debug, Args)]
pub struct Pedido {
    /// Em que tópico; se não existe, é criado
    #[arg(long, value_name = "NOME", default_value = "linhas", value_parser = topico::nome)]
    pub topico: String,
    /// Quantas partições, se for criado
    #[arg(long, value_name = "N", default_value = "3", value_parser = topico::quantas)]
    pub particoes: usize,
    /// A partição, em vez da que a chave escolhe
    #[arg(long, value_name = "P", value_parser = clap::value_parser!(i32).range(0..))]
    pub particao: Option<i32>,
    /// O que separa, na linha, a chave do valor
    #[arg(long, value_name = "TEXTO", value_parser = separador)]
    pub separador: Option<String>,
    /// Cabeçalho de todo registro; pode se repetir
    #[arg(long = "cabecalho", value_name = "NOME=VALOR", value_parser = cabecalho)]
    pub cabecalhos: Vec<(String, String)>,
    /// Em vez da entrada, tantos registros numerados
    #[arg(long = "numerados", value_name = "N", value_parser = quantidade)]
    quantos: Option<usize>,
    /// Quantas chaves os numerados repartem
    #[arg(long, value_name = "N", default_value = "10", value_parser = quantidade)]
    chaves: usize,
    /// Bytes de cada numerado
    #[arg(long, value_name = "N", default_value = "100", value_parser = quantidade_ate::<MAIOR_VALOR>)]
    bytes: usize,
    /// Só o resumo, sem uma linha por recibo
    #[arg(long)]
    pub quieto: bool,
    #[command(flatten)]
    pub envio: Envio,
    #[command(flatten)]
    pub ligacao: Ligacao,
}

/// Em vez de linhas, registros numerados a partir de zero.
#[derive(Clone, Copy, Debug)]
pub struct Numerados {
    pub quantos: usize,
    pub chaves: usize,
    pub bytes: usize,
}

impl Pedido {
    /// Os numerados, se foi isso que se pediu.
    pub fn numerados(&self) -> Option<Numerados> {
        self.quantos.map(|quantos| Numerados {
            quantos,
            chaves: self.chaves,
            bytes: self.bytes,
        })
    }
}

/// Sem separador, toda linha teria uma chave vazia, e todas iriam à mesma partição.
fn separador(texto: &str) -> Result<String, String> {
    match texto.is_empty() {
        true => Err("escreva ao menos uma letra ou sinal".to_owned()),
        false => Ok(texto.to_owned()),
    }
}

fn cabecalho(texto: &str) -> Result<(String, String), String> {
    match texto.split_once('=') {
        Some((nome, valor)) if !nome.is_empty() => Ok((nome.into(), valor.into())),
        _ => Err("escreva NOME=VALOR".to_owned()),
    }
}
