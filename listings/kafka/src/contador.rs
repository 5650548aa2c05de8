//! Contar palavras uma vez cada, mesmo que o programa morra no meio.
//!
//! ```text
//! frases/0 ──lê──► contagens em memória ──escreve──► contagens/0 (compactado)
//!     └───────── offset lido ─────────────────────────►┘
//!                 tudo na mesma transação: ou os dois, ou nenhum
//! ```
//!
//! Cada partição de entrada tem a sua de estado, com o mesmo número: quem recebe
//! uma do grupo relê a outra e continua de onde o último confirmou. A contagem
//! de uma palavra é a soma das partições.

pub mod ciclo;
pub mod contagem;
pub mod escritor;
pub mod estado;
pub mod linha;

use std::time::Duration;

use apoio::programa::{duracao, quantidade};
use clap::Args;

use crate::consumidor::leitura::grupo;
use crate::ligacao::Ligacao;
use crate::topico;

/// O que o programa foi chamado a fazer.
#[derive(Clone, Debug, Args)]
pub struct Pedido {
    /// De onde vêm as frases
    #[arg(long, value_name = "TÓPICO", default_value = "frases", value_parser = topico::nome)]
    pub entrada: String,
    /// Onde ficam as contagens; se não existe, é criado, compactado
    #[arg(long, value_name = "TÓPICO", default_value = "contagens", value_parser = topico::nome)]
    pub estado: String,
    /// O grupo e o começo da identidade transacional
    #[arg(long, value_name = "NOME", default_value = "contador", value_parser = grupo)]
    pub grupo: String,
    /// O número deste contador: um de cada, se houver vários
    #[arg(long, value_name = "N", default_value = "0")]
    pub instancia: u32,
    /// Registros que fecham uma transação
    #[arg(long, value_name = "N", default_value = "1000", value_parser = quantidade)]
    pub lote: usize,
    /// Tempo que fecha uma transação, mesmo incompleta
    #[arg(long, value_name = "TEMPO", default_value = "200ms", value_parser = curta)]
    pub a_cada: Duration,
    /// Escreve e confirma em separado, para ver o que se repete
    #[arg(long)]
    pub sem_transacao: bool,
    /// Cai ao fechar esta transação, com tudo escrito e nada confirmado
    #[arg(long, value_name = "N", value_parser = quantidade)]
    pub cair_na: Option<usize>,
    /// Termina ao chegar ao fim de agora
    #[arg(long)]
    pub ate_o_fim: bool,
    /// Não conta: mostra as contagens gravadas
    #[arg(long)]
    pub totais: bool,
    #[command(flatten)]
    pub ligacao: Ligacao,
}

/// Uma transação aberta por muito tempo segura os leitores, e o broker a aborta:
/// é a metade do que ele tolera.
fn curta(texto: &str) -> Result<Duration, String> {
    let tempo = duracao(texto)?;
    if tempo > escritor::ABERTA / 2 {
        return Err(format!("o maior é {:?}", escritor::ABERTA / 2));
    }
    Ok(tempo)
}

impl Pedido {
    /// O nome que este contador mantém ao reiniciar: por ele o broker sabe que a
    /// transação aberta é da vida anterior, e a aborta.
    pub fn identidade(&self) -> String {
        format!("{}-{}", self.grupo, self.instancia)
    }
}
