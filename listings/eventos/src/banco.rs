//! O banco inteiro: o log no disco e o estado que ele produz.

mod abertura;
mod percurso;

use std::fs::File;
use std::io;
use std::path::PathBuf;

use crate::comando::{Comando, Decisao, decidir};
use crate::contas::{Contas, Incoerente, Recusa};
use crate::evento::Evento;
use crate::instantaneo::{self, Ponto};
use crate::log::arquivo::ErroDeArquivo;
use crate::log::escrita::{Escritor, FalhaDeEscrita};
use crate::log::leitura::ErroDeLeitura;
use percurso::{Partida, percorrer};

/// Por que um pedido ao banco não deu certo.
#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error(transparent)]
    Arquivo(#[from] ErroDeArquivo),
    #[error("{}: {causa}. Não mexi no arquivo: restaure uma cópia", .caminho.display())]
    Leitura {
        caminho: PathBuf,
        causa: ErroDeLeitura,
    },
    #[error("{}: {causa}. Não mexi no arquivo", .caminho.display())]
    Incoerente { caminho: PathBuf, causa: Incoerente },
    #[error("{0} (nada foi registrado)")]
    Recusa(Recusa),
    #[error(transparent)]
    Escrita(#[from] FalhaDeEscrita),
    #[error("o evento {pedido} ainda não aconteceu: o último é o {ultimo}")]
    NoFuturo { pedido: u64, ultimo: u64 },
    #[error("não consegui gravar o instantâneo: {}", apoio::erro::em_portugues(*.0))]
    Instantaneo(io::ErrorKind),
    #[error("{} não é um instantâneo; não mexi nele", .0.display())]
    InstantaneoAlheio(PathBuf),
}

/// À mão, e não por `#[from]`: assim a recusa não aparece de novo como causa.
impl From<Recusa> for Erro {
    fn from(recusa: Recusa) -> Self {
        Self::Recusa(recusa)
    }
}

/// O destino de um comando aceito.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feito {
    Registrado(Evento),
    /// A mesma chave já tinha produzido este evento; nada mudou.
    JaEstava(u64),
}

/// O que uma reconstrução encontrou.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reconstrucao {
    pub eventos: u64,
    pub contas: usize,
    /// O estado em uso não era o que o log dá; agora é.
    pub divergia: bool,
}

/// Um banco aberto. Enquanto existir, nenhum outro processo abre o log.
pub struct Banco {
    caminho: PathBuf,
    /// O ponto antes do primeiro evento.
    origem: Ponto,
    escritor: Escritor<File>,
    contas: Contas,
    poupados: u64,
    avisos: Vec<String>,
}

impl Banco {
    /// O estado depois do último evento.
    pub fn contas(&self) -> &Contas {
        &self.contas
    }

    /// O que houve de estranho ao abrir, em frases para quem opera.
    pub fn avisos(&self) -> &[String] {
        &self.avisos
    }

    /// Quantos eventos o instantâneo poupou de reler ao abrir.
    pub fn poupados(&self) -> u64 {
        self.poupados
    }

    // ANCHOR: executar
    /// Decide, grava e só então muda o estado.
    ///
    /// # Errors
    /// Se o comando foi recusado ou o disco falhou; o estado não mudou.
    pub fn executar(&mut self, comando: &Comando) -> Result<Feito, Erro> {
        let evento = match decidir(&self.contas, comando)? {
            Decisao::JaFeito(numero) => return Ok(Feito::JaEstava(numero)),
            Decisao::Registrar(evento) => evento,
        };
        self.escritor.acrescentar(evento.codificar().as_bytes())?;
        self.contas
            .aplicar(&evento)
            .map_err(|causa| self.incoerente(causa))?;
        Ok(Feito::Registrado(evento))
    }
    // ANCHOR_END: executar

    /// O estado logo depois do evento `ate`; zero é antes de tudo.
    ///
    /// # Errors
    /// Se o evento não aconteceu ainda, ou se o log não pôde ser lido.
    pub fn em(&mut self, ate: u64) -> Result<Contas, Erro> {
        let ultimo = self.contas.ultimo();
        if ate > ultimo {
            return Err(Erro::NoFuturo {
                pedido: ate,
                ultimo,
            });
        }
        self.reler(ate, |_, _| {})
    }

    /// Mostra a `ver` cada evento, com o estado logo depois dele.
    ///
    /// # Errors
    /// Se o log não pôde ser lido.
    pub fn historia(&mut self, ver: impl FnMut(&Evento, &Contas)) -> Result<(), Erro> {
        self.reler(self.contas.ultimo(), ver).map(drop)
    }

    fn reler(
        &mut self,
        ate: u64,
        ver: impl FnMut(&Evento, &Contas),
    ) -> Result<Contas, Erro> {
        let partida = Partida {
            contas: Contas::default(),
            ponto: self.origem,
        };
        let lido = percorrer(self.escritor.disco(), partida, ate, ver);
        lido.map(|p| p.contas)
            .map_err(|causa| causa.com(&self.caminho))
    }

    /// Grava um instantâneo do estado e devolve o número do evento coberto.
    ///
    /// # Errors
    /// Se o disco falhou, ou se no lugar dele há um arquivo de outro programa; o log
    /// não é tocado.
    pub fn tirar_instantaneo(&mut self) -> Result<u64, Erro> {
        let (fim, soma) = self.escritor.ponta();
        let ponto = Ponto {
            fim,
            soma,
            ..self.origem
        };
        let texto = instantaneo::codificar(&self.contas, ponto);
        let falhou = |erro: io::Error| Erro::Instantaneo(erro.kind());
        if let Some(alheio) = instantaneo::alheio(&self.caminho).map_err(falhou)? {
            return Err(Erro::InstantaneoAlheio(alheio));
        }
        instantaneo::gravar(&self.caminho, &texto).map_err(falhou)?;
        Ok(self.contas.ultimo())
    }

    /// Relê o log inteiro, conferindo cada soma, e refaz o estado. Se o
    /// instantâneo tinha levado a outro estado, tira um novo.
    ///
    /// # Errors
    /// Se o log não pôde ser lido ou o instantâneo não pôde ser refeito.
    pub fn reconstruir(&mut self) -> Result<Reconstrucao, Erro> {
        let refeito = self.reler(self.contas.ultimo(), |_, _| {})?;
        let divergia = refeito != self.contas;
        self.contas = refeito;
        if divergia {
            self.tirar_instantaneo()?;
        }
        let (eventos, contas) = (self.contas.ultimo(), self.contas.quantas());
        Ok(Reconstrucao {
            eventos,
            contas,
            divergia,
        })
    }

    fn incoerente(&self, causa: Incoerente) -> Erro {
        Erro::Incoerente {
            caminho: self.caminho.clone(),
            causa,
        }
    }
}
