//! O que se pode pedir ao programa `consumidor`.

use std::path::PathBuf;
use std::time::Duration;

use apoio::programa::{duracao, quantidade};
use clap::Args;

use super::Leitura;
use super::ciclo::{Ate, Cadencia};
use crate::ligacao::Ligacao;
use crate::topico;

/// O que o programa foi chamado a fazer.
#[derive(Clone, Debug, Args)]
pub struct Pedido {
    /// De que tópico
    #[arg(long, value_name = "NOME", default_value = "linhas", value_parser = topico::nome)]
    pub topico: String,
    /// Guarda os efeitos neste arquivo, e não repete os que já estão nele
    #[arg(long, value_name = "ARQUIVO")]
    pub deposito: Option<PathBuf>,
    /// Confirma depois de tantos registros
    #[arg(long, value_name = "N", default_value = "100", value_parser = quantidade)]
    confirmar_a_cada: usize,
    /// Confirma, no mais tardar, depois deste tempo
    #[arg(long, value_name = "TEMPO", default_value = "1s", value_parser = duracao)]
    confirmar_em: Duration,
    /// Termina depois de tantos registros
    #[arg(long, value_name = "N", value_parser = quantidade)]
    ate: Option<usize>,
    /// Termina ao chegar ao fim de agora
    #[arg(long)]
    ate_o_fim: bool,
    /// Cai, sem confirmar nem se despedir, depois de tantos efeitos
    #[arg(long, value_name = "N", value_parser = quantidade)]
    pub cair_depois: Option<usize>,
    #[command(flatten)]
    pub leitura: Leitura,
    #[command(flatten)]
    pub ligacao: Ligacao,
}

impl Pedido {
    /// De quanto em quanto confirmar.
    pub fn cadencia(&self) -> Cadencia {
        Cadencia {
            registros: self.confirmar_a_cada,
            tempo: self.confirmar_em,
        }
    }

    /// Quando terminar.
    pub fn ate(&self) -> Ate {
        match (self.ate, self.ate_o_fim) {
            (Some(registros), _) => Ate::Registros(registros),
            (None, true) => Ate::OFim,
            (None, false) => Ate::Sempre,
        }
    }
}
