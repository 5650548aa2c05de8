//! As salas: quem está, o que se disse, o que falta a quem volta.
//!
//! Tudo aqui é de uma thread só, a do [escrivão](crate::escrivao): não há trava,
//! e a ordem em que os pedidos chegam a ela é a ordem da sala.

use crate::estante::Estante;
use crate::fecho::Fecho;
use crate::limites::Limites;
use crate::lugar::{Fala, Pagina, Quem, Visto};
use crate::protocolo::DoServidor;
use crate::registro::Registro;
use crate::sala::Sala;

/// Eventos por página: quem está atrasado lê no passo dele, uma de cada vez.
pub const PAGINA: usize = 64;

/// Todas as salas.
pub struct Salas {
    salas: Estante,
    limites: Limites,
    /// O nome da história em disco.
    historia: String,
    sessoes: u64,
}

impl Salas {
    /// Refaz as salas a partir do que a história guarda.
    pub fn novas(limites: Limites, historia: String, registros: Vec<Registro>) -> Self {
        let mut salas = Estante::nova(limites.salas);
        for registro in registros {
            salas.carregar(registro, limites.historia);
        }
        Self {
            salas,
            limites,
            historia,
            sessoes: 0,
        }
    }

    /// Quantos eventos estão guardados, e todos eles.
    pub fn guardados(&self) -> (usize, impl Iterator<Item = &Registro>) {
        let quantos = self.salas.salas().map(|s| s.eventos().len()).sum();
        (quantos, self.salas.salas().flat_map(Sala::eventos))
    }

    // ANCHOR: entrar
    /// A próxima página da história para `quem`; se é a última, com um lugar.
    ///
    /// Ler o fim da história e entrar na lista são um passo só: entre um e
    /// outro, uma fala nova não iria nem na página nem na fila.
    ///
    /// # Errors
    /// O motivo da recusa.
    pub fn entrar(&mut self, quem: &Quem, visto: &Visto) -> Result<Pagina, Fecho> {
        self.conferir(quem)?;
        let sala = (self.salas.abrir(&quem.sala)).ok_or_else(nao_cabem)?;
        let historia = format!("{}-{:x}", self.historia, sala.vida());
        // Os números de outra história não dizem nada sobre esta: começa do início.
        let ate = if visto.historia == historia {
            visto.ate
        } else {
            0
        };
        let mut pagina = sala.pagina(historia, ate, PAGINA);
        if pagina.visto.ate + 1 == pagina.proximo {
            self.sessoes += 1;
            pagina.lugar = Some(sala.admitir(quem, self.sessoes, self.limites.fila));
        }
        Ok(pagina)
    }
    // ANCHOR_END: entrar

    fn conferir(&self, quem: &Quem) -> Result<(), Fecho> {
        let Some(sala) = self.salas.sala(&quem.sala) else {
            return Ok(());
        };
        let outros = || sala.membros().filter(|m| m.cliente != quem.cliente);
        if outros().any(|m| m.nome == quem.nome) {
            return Err(Fecho::Regra("o nome já está em uso na sala".into()));
        }
        if outros().count() >= self.limites.por_sala {
            return Err(Fecho::Depois("a sala está cheia".into()));
        }
        Ok(())
    }

    /// Dá um número à fala; `None` se ela já tem um, não é de um membro, ou é a
    /// primeira de uma sala que não cabe.
    pub fn numerar(&mut self, fala: Fala) -> Option<Registro> {
        let cabe = self.salas.cabe(&fala.sala);
        let sala = self.salas.sala_mut(&fala.sala)?;
        if !cabe {
            sala.recusar(fala.sessao, nao_cabem());
            return None;
        }
        sala.numerar(fala)
    }

    /// As falas foram gravadas: guarda-as e entrega a todos.
    pub fn publicar(&mut self, registros: Vec<Registro>) {
        for registro in registros {
            let Some(sala) = self.salas.sala_mut(&registro.sala) else {
                continue;
            };
            let (cliente, numero) = (registro.cliente.clone(), registro.numero);
            sala.anunciar(&DoServidor::Evento(registro.evento.clone()));
            sala.confirmar(&cliente, numero);
            self.salas.guardar(registro, self.limites.historia);
        }
    }

    /// Não deu para gravar: desfaz os números e desliga os autores, que
    /// repetirão as falas quando voltarem.
    pub fn desfazer(&mut self, registros: &[Registro]) {
        for registro in registros.iter().rev() {
            if let Some(sala) = self.salas.sala_mut(&registro.sala) {
                sala.desfazer(registro);
            }
        }
    }

    /// Tira um membro, se ainda está, e avisa os outros.
    pub fn sair(&mut self, sala: &str, sessao: u64) {
        if let Some(aberta) = self.salas.sala_mut(sala) {
            aberta.tirar(sessao);
        }
        self.salas.varrer(sala);
    }
}

fn nao_cabem() -> Fecho {
    Fecho::Depois("não cabem mais salas".into())
}
