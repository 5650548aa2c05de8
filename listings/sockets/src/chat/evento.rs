//! O que circula pela sala: nomes, motivos e eventos.

use std::fmt;
use std::sync::Arc;

use apoio::texto::escapar;

use crate::quadro::ErroDeQuadro;

/// Maior nome, em caracteres: cabe numa coluna do terminal.
pub const MAIOR_NOME: usize = 20;

/// Um nome já conferido: de 1 a 20 letras, dígitos, `-` ou `_`.
///
/// Sem espaços nem sinais: `ana: ` no começo de uma linha só pode ser a ana.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Nome(Arc<str>);

impl Nome {
    /// Confere o nome que um cliente pediu.
    ///
    /// # Errors
    /// [`Motivo::NomeInvalido`].
    pub fn novo(pedido: &str) -> Result<Self, Motivo> {
        let aceito = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let tamanho = pedido.chars().count();
        // Há letras que se desenham em branco: dois nomes pareceriam um.
        let se_ve = escapar(pedido) == pedido;
        if (1..=MAIOR_NOME).contains(&tamanho) && pedido.chars().all(aceito) && se_ve {
            Ok(Self(pedido.into()))
        } else {
            Err(Motivo::NomeInvalido)
        }
    }
}

impl fmt::Display for Nome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Por que uma conexão terminou. Vai ao diário, aos outros e, se ele ainda
/// ouve, ao próprio cliente.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Motivo {
    #[error("fechou a conexão")]
    Fechou,
    #[error("não lê o que recebe")]
    NaoLe,
    #[error("{0}")]
    Quadro(#[from] ErroDeQuadro),
    #[error("o nome tem de 1 a {MAIOR_NOME} letras, dígitos, - ou _")]
    NomeInvalido,
    #[error("o nome não chegou dentro do prazo")]
    SemNome,
    #[error("o nome {0} já está em uso")]
    NomeEmUso(Nome),
    #[error("a sala está lotada (limite: {0})")]
    Lotada(usize),
}

/// O que a sala conta aos participantes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evento {
    Entrou {
        nome: Nome,
        na_sala: usize,
    },
    Saiu {
        nome: Nome,
        motivo: Motivo,
        na_sala: usize,
    },
    /// Vários avisos que esperavam juntos, contados.
    Movimento {
        entraram: usize,
        sairam: usize,
        na_sala: usize,
    },
    Disse {
        nome: Nome,
        texto: Arc<str>,
    },
    Desligado(Motivo),
    Encerrando,
}

impl Evento {
    /// Uma fala, com os caracteres de controle trocados por espaço: uma quebra
    /// de linha deixaria qualquer um escrever `* ana saiu` na tela dos outros.
    pub fn fala(nome: Nome, texto: &str) -> Self {
        let visivel = |c: char| if c.is_control() { ' ' } else { c };
        Self::Disse {
            nome,
            texto: texto.chars().map(visivel).collect::<String>().into(),
        }
    }

    /// Entradas, saídas e quantos ficaram, se é um aviso de presença.
    fn movimento(&self) -> Option<(usize, usize, usize)> {
        match *self {
            Self::Entrou { na_sala, .. } => Some((1, 0, na_sala)),
            Self::Saiu { na_sala, .. } => Some((0, 1, na_sala)),
            Self::Movimento {
                entraram,
                sairam,
                na_sala,
            } => Some((entraram, sairam, na_sala)),
            _ => None,
        }
    }

    /// Se é um aviso de presença, que pode esperar por outros e juntar-se a eles.
    pub fn aviso(&self) -> bool {
        self.movimento().is_some()
    }

    /// Se os dois são avisos de presença, este passa a valer pelos dois.
    ///
    /// Mil entradas seriam um milhão de avisos, e encheriam a fila de quem lê
    /// direito. Um aviso atrasado é um número, não uma lista.
    pub fn juntar(&mut self, outro: &Self) -> bool {
        let (Some((e1, s1, _)), Some((e2, s2, na_sala))) =
            (self.movimento(), outro.movimento())
        else {
            return false;
        };
        *self = Self::Movimento {
            entraram: e1 + e2,
            sairam: s1 + s2,
            na_sala,
        };
        true
    }
}

impl fmt::Display for Evento {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entrou { nome, na_sala } => {
                write!(f, "* {nome} entrou ({na_sala} na sala)")
            }
            Self::Saiu {
                nome,
                motivo,
                na_sala,
            } => {
                write!(f, "* {nome} saiu: {motivo} ({na_sala} na sala)")
            }
            Self::Movimento {
                entraram,
                sairam,
                na_sala,
            } => {
                write!(
                    f,
                    "* entradas: {entraram}, saídas: {sairam} ({na_sala} na sala)"
                )
            }
            Self::Disse { nome, texto } => write!(f, "{nome}: {texto}"),
            Self::Desligado(motivo) => write!(f, "! {motivo}"),
            Self::Encerrando => f.write_str("* o servidor está encerrando"),
        }
    }
}
