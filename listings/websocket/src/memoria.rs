//! O que o cliente lembra entre uma conexão e outra.

use std::collections::VecDeque;

use tokio_tungstenite::tungstenite::Message;

use crate::aviso::Aviso;
use crate::protocolo::{DoCliente, DoServidor, Evento, NUMEROS};

/// A memória de um cliente numa sala.
pub struct Memoria {
    sala: String,
    nome: String,
    cliente: String,
    historia: String,
    /// O número do último evento mostrado.
    visto: u64,
    /// O número da última fala.
    falado: u64,
    pendentes: VecDeque<(u64, String)>,
    /// Se já recebeu tudo o que faltava, nesta conexão.
    pub em_dia: bool,
    /// Se o usuário não vai dizer mais nada.
    pub terminou: bool,
}

type Ouvido = (Option<Aviso>, Vec<Message>);

impl Memoria {
    /// De quem nunca entrou.
    pub fn nova(sala: &str, nome: &str) -> Self {
        Self {
            sala: sala.to_owned(),
            nome: nome.to_owned(),
            // É um segredo: quem o soubesse falaria no lugar deste cliente.
            cliente: format!("{:032x}", rand::random::<u128>()),
            historia: String::new(),
            visto: 0,
            falado: 0,
            pendentes: VecDeque::new(),
            em_dia: false,
            terminou: false,
        }
    }

    /// Falas que ninguém confirmou.
    pub fn pendentes(&self) -> usize {
        self.pendentes.len()
    }

    /// A primeira mensagem de uma conexão.
    pub fn entrar(&self) -> Message {
        em_texto(&DoCliente::Entrar {
            sala: self.sala.clone(),
            nome: self.nome.clone(),
            cliente: self.cliente.clone(),
            historia: self.historia.clone(),
            depois: self.visto,
        })
    }

    /// Numera uma fala e a guarda até a confirmação.
    pub fn dizer(&mut self, texto: String) -> Message {
        self.falado += 1;
        let numero = self.falado;
        self.pendentes.push_back((numero, texto.clone()));
        em_texto(&DoCliente::Dizer { numero, texto })
    }

    /// O que fazer com uma mensagem do servidor: o que avisar, e o que repetir.
    ///
    /// # Errors
    /// Se um evento pulou a vez: melhor voltar e pedir de novo que mostrar um buraco;
    /// e se o número não é dos que um evento pode ter.
    pub fn ouvir(&mut self, dita: DoServidor) -> Result<Ouvido, String> {
        let aviso = match dita {
            DoServidor::Historia { primeiro: n, .. }
            | DoServidor::Evento(Evento { n, .. })
                if !NUMEROS.contains(&n) =>
            {
                return Err(format!("o servidor diz que há um evento {n}"));
            }
            DoServidor::Historia {
                historia, primeiro, ..
            } => self.conhecer(historia, primeiro),
            DoServidor::Evento(evento) if evento.n <= self.visto => None,
            DoServidor::Evento(evento) if evento.n > self.visto + 1 => {
                return Err(format!("faltou o evento {}", self.visto + 1));
            }
            DoServidor::Evento(evento) => {
                self.visto = evento.n;
                Some(Aviso::Evento(evento))
            }
            DoServidor::Aceita { numero } => {
                self.pendentes.retain(|(n, _)| *n > numero);
                None
            }
            DoServidor::Entrou { presentes } => {
                self.em_dia = true;
                return Ok((Some(Aviso::Entrou(presentes)), self.repetir()));
            }
            DoServidor::Chegou { nome } => Some(Aviso::Chegou(nome)),
            DoServidor::Saiu { nome } => Some(Aviso::Saiu(nome)),
        };
        Ok((aviso, Vec::new()))
    }

    fn conhecer(&mut self, historia: String, primeiro: u64) -> Option<Aviso> {
        if self.historia != historia {
            self.visto = 0;
            self.historia = historia;
        }
        let de = self.visto + 1;
        self.visto = self.visto.max(primeiro - 1);
        (de < primeiro).then_some(Aviso::Lacuna {
            de,
            ate: primeiro - 1,
        })
    }

    fn repetir(&self) -> Vec<Message> {
        let falas = self.pendentes.iter().cloned();
        falas
            .map(|(numero, texto)| em_texto(&DoCliente::Dizer { numero, texto }))
            .collect()
    }
}

fn em_texto(dita: &DoCliente) -> Message {
    Message::text(dita.em_json())
}
