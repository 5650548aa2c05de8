//! A lista de eventos de uma execução.

use crate::evento::{Acao, Evento, Incoerente, Mensagem};
use crate::procedencia::Procedencia;
use crate::{conferencia, frases};

/// O que foi feito de uma mensagem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destino {
    EmViagem,
    Recebida,
    Perdida,
}

/// De onde uma mensagem veio e o que foi feito dela.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Viagem {
    /// O envio, também para a cópia.
    pub envio: usize,
    /// O evento que a pôs em viagem: o envio, ou a duplicação.
    pub origem: usize,
    pub destino: Destino,
}

/// Uma execução: os processos, e os eventos na ordem em que aconteceram.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rastro {
    pub(crate) processos: Vec<String>,
    pub(crate) eventos: Vec<Evento>,
    pub(crate) mensagens: Vec<Viagem>,
    pub(crate) caidos: Vec<bool>,
    pub(crate) procedencia: Option<Procedencia>,
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
            caidos: vec![false; processos.len()],
            processos,
            eventos: Vec::new(),
            mensagens: Vec::new(),
            procedencia: None,
        })
    }

    /// O processo `de` envia `texto` a `para`.
    ///
    /// # Errors
    /// Se um dos processos não existe, ou se `de` caiu.
    pub fn enviar(
        &mut self,
        de: usize,
        para: usize,
        texto: impl Into<String>,
    ) -> Result<Mensagem, Incoerente> {
        let texto = texto.into();
        self.fazer(de, Acao::Envio { para, texto })?;
        Ok(Mensagem(self.mensagens.len() - 1))
    }

    /// O destinatário recebe a mensagem.
    ///
    /// # Errors
    /// Se ela não foi enviada, já chegou ou já se perdeu, ou se ele caiu.
    pub fn receber(&mut self, mensagem: Mensagem) -> Result<(), Incoerente> {
        let (_, processo, _) = self.mensagem(mensagem)?;
        self.fazer(processo, Acao::Recepcao { mensagem })
    }

    /// A rede perde a mensagem.
    ///
    /// # Errors
    /// Se ela não foi enviada, já se perdeu ou já foi recebida.
    pub fn perder(&mut self, mensagem: Mensagem) -> Result<(), Incoerente> {
        let (_, processo, _) = self.mensagem(mensagem)?;
        self.fazer(processo, Acao::Perda { mensagem })
    }

    /// A rede faz uma cópia da mensagem, que segue viagem ao lado dela.
    ///
    /// # Errors
    /// Se ela não foi enviada, já se perdeu ou já foi recebida.
    pub fn duplicar(&mut self, mensagem: Mensagem) -> Result<Mensagem, Incoerente> {
        let (_, processo, _) = self.mensagem(mensagem)?;
        self.fazer(processo, Acao::Duplicacao { mensagem })?;
        Ok(Mensagem(self.mensagens.len() - 1))
    }

    /// O processo faz algo sozinho.
    ///
    /// # Errors
    /// Se o processo não existe, ou caiu.
    pub fn local(
        &mut self,
        processo: usize,
        texto: impl Into<String>,
    ) -> Result<(), Incoerente> {
        let texto = texto.into();
        self.fazer(processo, Acao::Local { texto })
    }

    /// Vence um prazo do processo.
    ///
    /// # Errors
    /// Se o processo não existe, ou caiu.
    pub fn vencer(
        &mut self,
        processo: usize,
        texto: impl Into<String>,
    ) -> Result<(), Incoerente> {
        let texto = texto.into();
        self.fazer(processo, Acao::Prazo { texto })
    }

    /// O processo cai.
    ///
    /// # Errors
    /// Se o processo não existe, ou já tinha caído.
    pub fn cair(&mut self, processo: usize) -> Result<(), Incoerente> {
        self.fazer(processo, Acao::Queda)
    }

    /// O processo volta.
    ///
    /// # Errors
    /// Se o processo não existe, ou não tinha caído.
    pub fn voltar(&mut self, processo: usize) -> Result<(), Incoerente> {
        self.fazer(processo, Acao::Volta)
    }

    /// Escreve, ao lado do último evento, o que o relógio do processo marca.
    pub fn relogio(&mut self, texto: impl Into<String>) {
        if let Some(ultimo) = self.eventos.last_mut() {
            ultimo.relogio = Some(texto.into());
        }
    }

    /// Diz de que modelo a execução é, para que se possa refazer.
    pub fn vindo_de(mut self, procedencia: Procedencia) -> Self {
        self.procedencia = Some(procedencia);
        self
    }

    /// De que modelo a execução é, se é de um.
    pub fn procedencia(&self) -> Option<&Procedencia> {
        self.procedencia.as_ref()
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
        let viagem = enviada.ok_or(Incoerente::NaoEnviada(mensagem.0))?;
        let evento = &self.eventos[viagem.envio];
        let Acao::Envio { para, texto } = &evento.acao else {
            unreachable!("uma viagem começa num envio");
        };
        Ok((evento.processo, *para, texto))
    }

    /// A execução em frases, uma por evento.
    pub fn linhas(&self) -> Vec<String> {
        frases::contar(self)
    }

    fn fazer(&mut self, processo: usize, acao: Acao) -> Result<(), Incoerente> {
        conferencia::acrescentar(
            self,
            Evento {
                processo,
                acao,
                relogio: None,
            },
        )
    }
}
