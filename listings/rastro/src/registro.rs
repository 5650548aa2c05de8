//! A lista de eventos e o que a torna possível de ter acontecido.

use crate::{conferencia, frases};
use serde::{Deserialize, Serialize};

/// Um envio, pelo seu número de ordem no rastro: 0 é o primeiro.
///
/// Dois envios do mesmo texto são duas mensagens; a rede que entrega duas vezes
/// o mesmo envio (duplicação) são duas recepções de uma mensagem só.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Mensagem(pub(crate) usize);

/// O que um evento fez.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Acao {
    /// O processo enviou uma mensagem nova a `para`.
    Envio { para: usize, texto: String },
    /// O processo recebeu a mensagem.
    Recepcao { mensagem: Mensagem },
    /// A rede perdeu a mensagem, que ia para este processo.
    Perda { mensagem: Mensagem },
    /// Algo que o processo fez sem falar com ninguém.
    Local { texto: String },
}

/// Um evento e o processo em que se deu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evento {
    pub processo: usize,
    #[serde(flatten)]
    pub acao: Acao,
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
    #[error("a mensagem {0} já foi recebida: não se perde mais")]
    JaRecebida(usize),
    #[error("a mensagem {0} ia para o processo {1}, e não para o {2}")]
    OutroDestino(usize, usize, usize),
    #[error("o passo {0} não é possível no estado em que o modelo está")]
    PassoImpossivel(usize),
}

/// O que foi feito de uma mensagem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destino {
    EmViagem,
    Recebida,
    Perdida,
}

/// Uma execução: os processos, e os eventos na ordem em que aconteceram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Cru")]
pub struct Rastro {
    pub(crate) processos: Vec<String>,
    pub(crate) eventos: Vec<Evento>,
    /// Para cada mensagem: o evento que a enviou e o que foi feito dela.
    #[serde(skip)]
    pub(crate) mensagens: Vec<(usize, Destino)>,
}

/// O que vem de um arquivo, antes de conferido.
#[derive(Deserialize)]
struct Cru {
    processos: Vec<String>,
    eventos: Vec<Evento>,
}

impl TryFrom<Cru> for Rastro {
    type Error = Incoerente;

    fn try_from(cru: Cru) -> Result<Self, Incoerente> {
        let mut rastro = Self::novo(cru.processos)?;
        for evento in cru.eventos {
            rastro.acrescentar(evento)?;
        }
        Ok(rastro)
    }
}

impl Rastro {
    /// Um rastro vazio, com os nomes dos processos.
    ///
    /// # Errors
    /// Se não há nenhum processo.
    pub fn novo<N: Into<String>>(
        processos: impl IntoIterator<Item = N>,
    ) -> Result<Self, Incoerente> {
        let processos: Vec<_> = processos.into_iter().map(Into::into).collect();
        if processos.is_empty() {
            return Err(Incoerente::SemProcessos);
        }
        Ok(Self {
            processos,
            eventos: Vec::new(),
            mensagens: Vec::new(),
        })
    }

    /// O processo `de` envia `texto` a `para`.
    ///
    /// # Errors
    /// Se um dos processos não existe.
    pub fn enviar(
        &mut self,
        de: usize,
        para: usize,
        texto: impl Into<String>,
    ) -> Result<Mensagem, Incoerente> {
        let texto = texto.into();
        let acao = Acao::Envio { para, texto };
        self.acrescentar(Evento { processo: de, acao })?;
        Ok(Mensagem(self.mensagens.len() - 1))
    }

    /// O destinatário recebe a mensagem; de novo, se a rede a duplicou.
    ///
    /// # Errors
    /// Se ela não foi enviada ou já se perdeu.
    pub fn receber(&mut self, mensagem: Mensagem) -> Result<(), Incoerente> {
        let (_, processo, _) = self.mensagem(mensagem)?;
        let acao = Acao::Recepcao { mensagem };
        self.acrescentar(Evento { processo, acao })
    }

    /// A rede perde a mensagem.
    ///
    /// # Errors
    /// Se ela não foi enviada, já se perdeu ou já foi recebida.
    pub fn perder(&mut self, mensagem: Mensagem) -> Result<(), Incoerente> {
        let (_, processo, _) = self.mensagem(mensagem)?;
        let acao = Acao::Perda { mensagem };
        self.acrescentar(Evento { processo, acao })
    }

    /// O processo faz algo sozinho.
    ///
    /// # Errors
    /// Se o processo não existe.
    pub fn local(
        &mut self,
        processo: usize,
        texto: impl Into<String>,
    ) -> Result<(), Incoerente> {
        let texto = texto.into();
        let acao = Acao::Local { texto };
        self.acrescentar(Evento { processo, acao })
    }

    /// Os nomes dos processos.
    pub fn processos(&self) -> &[String] {
        &self.processos
    }

    /// Os eventos, na ordem em que aconteceram.
    pub fn eventos(&self) -> &[Evento] {
        &self.eventos
    }

    /// Quem enviou a mensagem, a quem, e com que texto.
    ///
    /// # Errors
    /// Se ela não foi enviada.
    pub fn mensagem(
        &self,
        mensagem: Mensagem,
    ) -> Result<(usize, usize, &str), Incoerente> {
        let enviada = self.mensagens.get(mensagem.0);
        let &(envio, _) = enviada.ok_or(Incoerente::NaoEnviada(mensagem.0))?;
        let evento = &self.eventos[envio];
        let Acao::Envio { para, texto } = &evento.acao else {
            unreachable!("mensagens só guarda envios");
        };
        Ok((evento.processo, *para, texto))
    }

    /// A execução em frases, uma por evento.
    pub fn linhas(&self) -> Vec<String> {
        frases::contar(self)
    }

    fn acrescentar(&mut self, evento: Evento) -> Result<(), Incoerente> {
        conferencia::acrescentar(self, evento)
    }
}
