//! O que aconteceu: fatos, com número e, se o cliente deu uma, chave.

use std::fmt;
use std::str::FromStr;

use crate::dinheiro::Centavos;
use crate::nome::{Chave, Conta};

// ANCHOR: evento
/// O que aconteceu, no passado: um fato não se recusa nem se apaga.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fato {
    Aberta {
        conta: Conta,
    },
    Depositado {
        conta: Conta,
        valor: Centavos,
    },
    Sacado {
        conta: Conta,
        valor: Centavos,
    },
    Transferido {
        de: Conta,
        para: Conta,
        valor: Centavos,
    },
}

/// Um fato no seu lugar do log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evento {
    /// A identidade do evento e a ordem dele: 1, 2, 3, sem buracos.
    pub numero: u64,
    /// A chave que o cliente pôs no comando, para poder repeti-lo.
    pub chave: Option<Chave>,
    pub fato: Fato,
}
// ANCHOR_END: evento

impl Fato {
    /// Quanto o fato mexe no saldo de `conta`: sinal e valor; `None` se não mexe.
    pub fn movimento(&self, conta: &Conta) -> Option<(char, Centavos)> {
        match self {
            Self::Depositado { conta: c, valor } if c == conta => Some(('+', *valor)),
            Self::Sacado { conta: c, valor } if c == conta => Some(('-', *valor)),
            Self::Transferido { de, valor, .. } if de == conta => Some(('-', *valor)),
            Self::Transferido { para, valor, .. } if para == conta => Some(('+', *valor)),
            _ => None,
        }
    }

    /// Como o fato é escrito no disco: palavras, com o valor em centavos.
    pub fn codificar(&self) -> String {
        match self {
            Self::Aberta { conta } => format!("aberta {conta}"),
            Self::Depositado { conta, valor } => {
                format!("depositado {conta} {}", valor.0)
            }
            Self::Sacado { conta, valor } => format!("sacado {conta} {}", valor.0),
            Self::Transferido { de, para, valor } => {
                format!("transferido {de} {para} {}", valor.0)
            }
        }
    }

    /// Desfaz [`Fato::codificar`]; `None` se o texto não é o que ela escreve.
    pub fn decodificar(texto: &str) -> Option<Self> {
        let palavras: Vec<_> = texto.split(' ').collect();
        let conta = |i: usize| Conta::from_str(palavras.get(i)?).ok();
        let valor = |i: usize| Some(Centavos(palavras.get(i)?.parse().ok()?));
        let fato = match (palavras[0], palavras.len()) {
            ("aberta", 2) => Self::Aberta { conta: conta(1)? },
            ("depositado", 3) => Self::Depositado {
                conta: conta(1)?,
                valor: valor(2)?,
            },
            ("sacado", 3) => Self::Sacado {
                conta: conta(1)?,
                valor: valor(2)?,
            },
            ("transferido", 4) => Self::Transferido {
                de: conta(1)?,
                para: conta(2)?,
                valor: valor(3)?,
            },
            _ => return None,
        };
        // `+1` e `007` também se leem como números; só a nossa escrita vale.
        (fato.codificar() == texto).then_some(fato)
    }
}

impl Evento {
    /// A carga de uma entrada: `2 pix-17 depositado ana 10000`.
    pub fn codificar(&self) -> String {
        let chave = self.chave.as_ref().map_or("-".to_owned(), Chave::to_string);
        format!("{} {chave} {}", self.numero, self.fato.codificar())
    }

    /// Desfaz [`Evento::codificar`].
    pub fn decodificar(texto: &str) -> Option<Self> {
        let mut partes = texto.splitn(3, ' ');
        let numero = partes.next()?.parse().ok()?;
        let chave = match partes.next()? {
            "-" => None,
            chave => Some(chave.parse().ok()?),
        };
        let fato = Fato::decodificar(partes.next()?)?;
        let evento = Self {
            numero,
            chave,
            fato,
        };
        (evento.codificar() == texto).then_some(evento)
    }
}

impl fmt::Display for Fato {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Aberta { conta } => write!(f, "abertura de {conta}"),
            Self::Depositado { conta, valor } => {
                write!(f, "depósito de {valor} em {conta}")
            }
            Self::Sacado { conta, valor } => write!(f, "saque de {valor} de {conta}"),
            Self::Transferido { de, para, valor } => {
                write!(f, "transferência de {valor} de {de} para {para}")
            }
        }
    }
}
