//! Ir de um estado conhecido até um evento, aplicando os do meio.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use super::Erro;
use crate::contas::{Contas, Incoerente};
use crate::evento::Evento;
use crate::instantaneo::Ponto;
use crate::log::leitura::{ErroDeLeitura, Leitor, Lido};

/// Um estado e o ponto do log em que ele vale.
pub struct Partida {
    pub contas: Contas,
    pub ponto: Ponto,
}

/// Onde o percurso acabou.
pub struct Chegada {
    pub contas: Contas,
    pub ponto: Ponto,
    /// O arquivo acaba no meio de uma entrada.
    pub cortado: bool,
}

/// Por que o percurso parou.
pub enum Parada {
    Leitura(ErroDeLeitura),
    Incoerente(Incoerente),
}

impl Parada {
    /// O erro, com o arquivo em que aconteceu.
    pub fn com(self, caminho: &Path) -> Erro {
        let caminho = caminho.to_owned();
        match self {
            Self::Leitura(causa) => Erro::Leitura { caminho, causa },
            Self::Incoerente(causa) => Erro::Incoerente { caminho, causa },
        }
    }
}

/// Parte de um estado e aplica os eventos seguintes, até o de número `ate`.
pub fn percorrer(
    arquivo: &mut File,
    partida: Partida,
    ate: u64,
    mut ver: impl FnMut(&Evento, &Contas),
) -> Result<Chegada, Parada> {
    let Partida { mut contas, ponto } = partida;
    let posto = arquivo.seek(SeekFrom::Start(ponto.fim));
    posto.map_err(|erro| Parada::Leitura(erro.into()))?;
    let fonte = BufReader::new(arquivo);
    let mut leitor = Leitor::novo(fonte, ponto.fim, contas.ultimo(), ponto.soma);
    let mut cortado = false;
    while contas.ultimo() < ate {
        match leitor.proximo().map_err(Parada::Leitura)? {
            Lido::Evento(evento) => {
                contas.aplicar(&evento).map_err(Parada::Incoerente)?;
                ver(&evento, &contas);
            }
            fim => {
                cortado = fim == Lido::Cortado;
                break;
            }
        }
    }
    let ponto = Ponto {
        fim: leitor.fim,
        soma: leitor.soma,
        ..ponto
    };
    Ok(Chegada {
        contas,
        ponto,
        cortado,
    })
}
