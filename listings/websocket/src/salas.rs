//! As salas: quem está, o que se disse, o que falta a quem volta.
//!
//! Tudo aqui é de uma thread só, a do [escrivão](crate::escrivao): não há trava,
//! e a ordem em que os pedidos chegam a ela é a ordem da sala.

use std::collections::HashMap;

use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::fecho::Fecho;
use crate::historia::Registro;
use crate::limites::Limites;
use crate::protocolo::DoServidor;
use crate::sala::{Fala, Membro, Sala};

/// Eventos por página: quem está atrasado lê no passo dele, uma de cada vez.
pub const PAGINA: usize = 64;

/// Quem entra, e onde.
#[derive(Clone, Debug)]
pub struct Quem {
    pub sala: String,
    pub nome: String,
    pub cliente: String,
}

/// O lugar de um membro: por onde lhe chegam os eventos, e a ordem de sair.
#[derive(Debug)]
pub struct Lugar {
    pub sessao: u64,
    pub eventos: mpsc::Receiver<Utf8Bytes>,
    pub corte: oneshot::Receiver<Fecho>,
    pub presentes: Vec<String>,
}

/// Um pedaço da história; com o último pedaço vem o lugar na sala.
#[derive(Debug)]
pub struct Pagina {
    pub primeiro: u64,
    pub proximo: u64,
    pub eventos: Vec<Utf8Bytes>,
    /// Até onde esta página chega: de onde pedir a seguinte.
    pub ate: u64,
    pub lugar: Option<Lugar>,
}

/// Todas as salas.
pub struct Salas {
    salas: HashMap<String, Sala>,
    limites: Limites,
    sessoes: u64,
}

impl Salas {
    /// Refaz as salas a partir do que a história guarda.
    pub fn novas(limites: Limites, registros: Vec<Registro>) -> Self {
        let mut salas: HashMap<String, Sala> = HashMap::new();
        for registro in registros {
            let sala = salas.entry(registro.sala.clone()).or_default();
            sala.guardar(registro, limites.historia);
        }
        Self {
            salas,
            limites,
            sessoes: 0,
        }
    }

    /// Quantos eventos estão guardados, e todos eles.
    pub fn guardados(&self) -> (usize, impl Iterator<Item = &Registro>) {
        let quantos = self.salas.values().map(|s| s.eventos().len()).sum();
        (quantos, self.salas.values().flat_map(Sala::eventos))
    }

    // ANCHOR: entrar
    /// A próxima página da história para `quem`; se é a última, com um lugar.
    ///
    /// Ler o fim da história e entrar na lista são um passo só: entre um e
    /// outro, uma fala nova não iria nem na página nem na fila.
    ///
    /// # Errors
    /// O motivo da recusa.
    pub fn entrar(&mut self, quem: &Quem, depois: u64) -> Result<Pagina, Fecho> {
        self.conferir(quem)?;
        let sala = self.salas.entry(quem.sala.clone()).or_default();
        let mut pagina = sala.pagina(depois, PAGINA);
        if pagina.ate + 1 == pagina.proximo {
            self.sessoes += 1;
            pagina.lugar = Some(sala.admitir(quem, self.sessoes, self.limites.fila));
        }
        Ok(pagina)
    }
    // ANCHOR_END: entrar

    fn conferir(&self, quem: &Quem) -> Result<(), Fecho> {
        let Some(sala) = self.salas.get(&quem.sala) else {
            let cheio = self.salas.len() >= self.limites.salas;
            return match cheio {
                true => Err(Fecho::Depois("não cabem mais salas".into())),
                false => Ok(()),
            };
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

    /// Dá um número à fala; `None` se ela já foi gravada, ou não é de um membro.
    pub fn numerar(&mut self, fala: Fala) -> Option<Registro> {
        let sala = self.salas.get_mut(&fala.sala)?;
        sala.numerar(fala)
    }

    /// As falas foram gravadas: guarda-as e entrega a todos.
    pub fn publicar(&mut self, registros: Vec<Registro>) {
        for registro in registros {
            let Some(sala) = self.salas.get_mut(&registro.sala) else {
                continue;
            };
            let (cliente, numero) = (registro.cliente.clone(), registro.numero);
            sala.anunciar(&DoServidor::Evento(registro.evento.clone()));
            sala.confirmar(&cliente, numero);
            sala.guardar(registro, self.limites.historia);
        }
    }

    /// Não deu para gravar: desfaz os números e desliga os autores, que
    /// repetirão as falas quando voltarem.
    pub fn desfazer(&mut self, registros: &[Registro]) {
        for registro in registros.iter().rev() {
            if let Some(sala) = self.salas.get_mut(&registro.sala) {
                sala.desfazer(registro);
            }
        }
    }

    /// Tira um membro, se ainda está, e avisa os outros.
    pub fn sair(&mut self, sala: &str, sessao: u64) {
        if let Some(aberta) = self.salas.get_mut(sala) {
            aberta.tirar(sessao);
            if aberta.vazia() {
                self.salas.remove(sala);
            }
        }
    }
}

/// Um membro novo, com as pontas que ficam com a sessão dele.
pub(crate) fn lugar(quem: &Quem, sessao: u64, fila: usize) -> (Membro, Lugar) {
    let (caixa, eventos) = mpsc::channel(fila);
    let (ordem, corte) = oneshot::channel();
    let membro = Membro {
        sessao,
        nome: quem.nome.clone(),
        cliente: quem.cliente.clone(),
        caixa,
        ordem,
    };
    let lugar = Lugar {
        sessao,
        eventos,
        corte,
        presentes: Vec::new(),
    };
    (membro, lugar)
}

/// O texto de um evento, pronto para o quadro: feito uma vez, partilhado por todos.
pub(crate) fn quadro(mensagem: &DoServidor) -> Utf8Bytes {
    Utf8Bytes::from(mensagem.em_json())
}
