//! O que espera por um cliente: uma fila com lugar contado.

use std::collections::VecDeque;
use std::time::Duration;

use super::evento::Evento;

/// Lugares na fila de cada cliente. Sessenta e quatro falas são alguns segundos
/// de conversa animada: quem se atrasa mais do que isso não está lendo.
pub const LUGARES: usize = 64;

/// Até quantas podem esperar por um cliente em dia. Acima disso, quem fala
/// desacelera: sem isso, um cliente que despeja um arquivo encheria, mais
/// depressa do que o sistema acorda as escritoras, as filas de quem lê direito.
pub const LUGARES_EM_DIA: usize = 16;

/// Quanto cada fala espera, no máximo, por quem se atrasou: 20 falas por
/// segundo, até que ele se recupere ou sua fila encha. É um limite de ritmo, não
/// uma espera por ele: a fala já foi oferecida a todos.
pub const FOLEGO: Duration = Duration::from_millis(50);

/// De quanto em quanto tempo se olha se quem se atrasou já se recuperou.
pub const OLHADA: Duration = Duration::from_millis(1);

/// A fila está cheia: o cliente não lê.
#[derive(Debug, PartialEq, Eq)]
pub struct Cheia;

/// A fila, sem a espera: quem a põe entre threads ou tarefas é a caixa.
#[derive(Debug, Default)]
pub struct Fila {
    eventos: VecDeque<Evento>,
    fechada: bool,
}

impl Fila {
    /// Põe um evento na fila, se houver lugar. Nunca espera.
    ///
    /// # Errors
    /// [`Cheia`] se não houver lugar. Numa fila fechada o evento se perde, e
    /// tudo bem: ninguém mais vai lê-lo.
    pub fn oferecer(&mut self, evento: Evento) -> Result<(), Cheia> {
        if self.fechada || self.eventos.back_mut().is_some_and(|e| e.juntar(&evento)) {
            return Ok(());
        }
        if self.eventos.len() >= LUGARES {
            return Err(Cheia);
        }
        self.eventos.push_back(evento);
        Ok(())
    }

    /// O evento mais antigo.
    pub fn retirar(&mut self) -> Option<Evento> {
        self.eventos.pop_front()
    }

    /// Fecha com um último evento, que entra mesmo na fila cheia.
    pub fn fechar(&mut self, ultimo: Option<Evento>) {
        if !self.fechada {
            self.eventos.extend(ultimo);
            self.fechada = true;
        }
    }

    /// Fecha e joga fora o que esperava.
    pub fn abandonar(&mut self) {
        self.fechada = true;
        self.eventos.clear();
    }

    /// Se não entra mais nada.
    pub fn fechada(&self) -> bool {
        self.fechada
    }

    /// Quantos eventos esperam.
    pub fn tamanho(&self) -> usize {
        self.eventos.len()
    }

    /// Se só há avisos de presença, que não têm pressa. Vizinhos sempre se
    /// juntam, então é um só.
    pub fn so_aviso(&self) -> bool {
        !self.fechada && self.eventos.len() == 1 && self.eventos[0].aviso()
    }

    /// Se o cliente está em dia: quem fala não precisa esperar por ele.
    pub fn com_folga(&self) -> bool {
        self.fechada || self.eventos.len() <= LUGARES_EM_DIA
    }
}
