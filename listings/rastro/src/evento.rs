//! O que acontece numa execução, um evento de cada vez.

use serde::{Deserialize, Serialize};

/// Uma mensagem posta em viagem, pelo seu número de ordem no rastro: 0 é a primeira.
///
/// Dois envios do mesmo texto são duas mensagens, e a cópia que a rede faz
/// (duplicação) é outra: cada uma chega, ou se perde, no máximo uma vez.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Mensagem(pub(crate) usize);

impl Mensagem {
    /// O número de ordem.
    pub fn numero(self) -> usize {
        self.0
    }
}

/// O que um evento fez.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acao {
    /// O processo enviou uma mensagem nova a `para`.
    Envio { para: usize, texto: String },
    /// O processo recebeu a mensagem.
    Recepcao { mensagem: Mensagem },
    /// A rede perdeu a mensagem, que ia para este processo.
    Perda { mensagem: Mensagem },
    /// A rede fez uma cópia da mensagem, que também vai para este processo.
    Duplicacao { mensagem: Mensagem },
    /// Algo que o processo fez sem falar com ninguém.
    Local { texto: String },
    /// Venceu um prazo que o processo tinha marcado.
    Prazo { texto: String },
    /// O processo caiu: até voltar, não faz mais nada.
    Queda,
    /// O processo voltou, com o que tinha guardado.
    Volta,
}

impl Acao {
    /// A perda e a duplicação são da rede: o processo nem fica sabendo.
    pub fn e_da_rede(&self) -> bool {
        matches!(self, Self::Perda { .. } | Self::Duplicacao { .. })
    }
}

/// Um evento e o processo em que se deu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evento {
    pub processo: usize,
    pub acao: Acao,
    /// O que o relógio lógico do processo marcava, se tinha um.
    pub relogio: Option<String>,
}

/// Por que um evento não pode ter acontecido.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Incoerente {
    #[error("um rastro precisa de ao menos um processo")]
    SemProcessos,
    #[error("não há processo {0}: são {1}, numerados a partir de 0")]
    SemProcesso(usize, usize),
    #[error("a mensagem {0} não foi enviada")]
    NaoEnviada(usize),
    #[error("a mensagem {0} já se perdeu")]
    JaPerdida(usize),
    #[error("a mensagem {0} já foi recebida: cada cópia chega uma vez")]
    JaRecebida(usize),
    #[error("a mensagem {0} ia para o processo {1}, e não para o {2}")]
    OutroDestino(usize, usize, usize),
    #[error("o processo {0} caiu e ainda não voltou")]
    Caido(usize),
    #[error("o processo {0} não tinha caído")]
    NaoCaido(usize),
    #[error("o passo {0} não é possível no estado em que o modelo está")]
    PassoImpossivel(usize),
}
