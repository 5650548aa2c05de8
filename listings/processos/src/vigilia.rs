//! O laço de um supervisor de programas quaisquer: o que o [`supervisor`] decide, a
//! [`equipe`] cumpre.
//!
//! [`supervisor`]: crate::supervisor
//! [`equipe`]: crate::equipe

use std::process::Command;
use std::time::{Duration, Instant};
use std::{fmt, io};

use crate::equipe::Equipe;
use crate::evento::Evento;
use crate::fim::Fim;
use crate::supervisor::{Acao, Supervisor};

/// O que se passa, para o diário.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aviso {
    Comecou(usize, u32),
    Terminou(usize, Fim),
    Volta(usize, Duration),
    Desisti,
}

impl fmt::Display for Aviso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Comecou(filho, pid) => write!(f, "filho {filho}: processo {pid}"),
            Self::Terminou(filho, fim) => write!(f, "filho {filho}: {fim}"),
            Self::Volta(filho, espera) => {
                write!(f, "filho {filho}: volta em {} ms", espera.as_millis())
            }
            Self::Desisti => write!(f, "falhas demais: encerro os outros"),
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("não consegui iniciar o filho {filho}")]
pub struct Erro {
    filho: usize,
    source: io::Error,
}

/// Por que a vigília acabou.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desfecho {
    TodosAcabaram,
    Pediram,
    Desisti,
}

pub struct Vigilia<'a> {
    pub equipe: Equipe,
    pub supervisor: Supervisor,
    pub comandos: Vec<Command>,
    /// Quanto se espera, no fim, entre o SIGTERM e o SIGKILL.
    pub despedida: Duration,
    pub avisar: &'a mut dyn FnMut(Aviso),
}

impl Vigilia<'_> {
    /// Vigia até que todos acabem bem, que alguém peça o fim ou que se desista.
    ///
    /// # Errors
    /// Se um programa não puder ser iniciado; os outros são encerrados.
    pub fn executar(mut self) -> Result<Desfecho, Erro> {
        let comeco = Instant::now();
        for filho in 0..self.comandos.len() {
            self.iniciar(filho)?;
        }
        let desfecho = self.laco(comeco)?;
        if desfecho == Desfecho::Desisti {
            (self.avisar)(Aviso::Desisti);
        }
        (0..self.comandos.len()).for_each(|filho| self.equipe.pedir(filho));
        let avisar = self.avisar;
        let avisar = |filho, fim| avisar(Aviso::Terminou(filho, fim));
        self.equipe.encerrar(self.despedida, avisar);
        Ok(desfecho)
    }

    fn laco(&mut self, comeco: Instant) -> Result<Desfecho, Erro> {
        while !self.supervisor.acabou() {
            let volta = self.supervisor.proximo().map(|volta| comeco + volta);
            let evento = self.equipe.esperar(volta);
            let agora = comeco.elapsed();
            let acoes = match evento {
                Some(Evento::PedirFim) => return Ok(Desfecho::Pediram),
                Some(Evento::Disse(..)) => continue,
                Some(Evento::Terminou(filho, fim, _)) => {
                    (self.avisar)(Aviso::Terminou(filho, fim));
                    self.supervisor.terminou(filho, fim, agora)
                }
                None => self.supervisor.vencer(agora),
            };
            for acao in acoes {
                match acao {
                    Acao::Iniciar(filho) => self.iniciar(filho)?,
                    // Sem SIGTERM: quem o ignorasse prenderia os outros.
                    Acao::Encerrar(filho) => self.equipe.matar(filho),
                    Acao::Marcar(filho, volta) => {
                        (self.avisar)(Aviso::Volta(filho, volta.saturating_sub(agora)));
                    }
                    Acao::Desistir => return Ok(Desfecho::Desisti),
                }
            }
        }
        Ok(Desfecho::TodosAcabaram)
    }

    fn iniciar(&mut self, filho: usize) -> Result<(), Erro> {
        let iniciado = self.equipe.iniciar(filho, &mut self.comandos[filho], None);
        let pid = iniciado.map_err(|source| Erro { filho, source })?;
        (self.avisar)(Aviso::Comecou(filho, pid));
        Ok(())
    }
}
