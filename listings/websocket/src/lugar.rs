//! O que as sessões e o escrivão trocam: quem entra, o que já viu, o que diz e o
//! lugar que ganha na sala.

use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Utf8Bytes;

use crate::fecho::Fecho;

/// Quem entra, e onde.
#[derive(Clone, Debug)]
pub struct Quem {
    pub sala: String,
    pub nome: String,
    pub cliente: String,
}

/// Até que evento o cliente já viu, e de que história.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visto {
    pub historia: String,
    pub ate: u64,
}

/// Uma fala que chegou de um membro.
#[derive(Clone, Debug)]
pub struct Fala {
    pub sala: String,
    pub sessao: u64,
    pub numero: u64,
    pub texto: String,
}

/// Quem está na sala.
pub struct Membro {
    pub sessao: u64,
    pub nome: String,
    pub cliente: String,
    pub caixa: mpsc::Sender<Utf8Bytes>,
    pub ordem: oneshot::Sender<Fecho>,
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
    /// Até onde esta página chega, e de que história: de onde pedir a seguinte.
    pub visto: Visto,
    pub lugar: Option<Lugar>,
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
