//! Um grupo que se vê por dentro: quem tem que partições, a cada mudança.
//!
//! Cada membro é uma thread com o seu consumidor, como seria um processo: entra,
//! lê o que lhe dão, e sai devolvendo. O [`Quadro`] junta o que eles anunciam.

pub mod linha;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::consumidor::{Chegada, Consumidor, Dono, Leitura, Mudanca};
use crate::erro::ErroDeKafka;
use crate::ligacao::Ligacao;

/// O nome de um membro, na ordem em que entrou: 1, 2, 3…
pub type Numero = usize;

/// O que um membro anuncia.
type Aviso = (Numero, Mudanca);

struct Anunciante {
    numero: Numero,
    avisos: Sender<Aviso>,
}

impl Dono for Anunciante {
    fn antes_de_confirmar(&self) -> io::Result<()> {
        Ok(())
    }

    fn mudou(&self, mudanca: Mudanca) {
        // Sem ninguém no quadro, ninguém quer saber.
        let _ = self.avisos.send((self.numero, mudanca));
    }
}

struct Membro {
    sair: Arc<AtomicBool>,
    thread: JoinHandle<Result<(), ErroDeKafka>>,
}

/// Os membros vivos e as partições de cada um.
pub struct Quadro {
    ligacao: Ligacao,
    topico: String,
    leitura: Leitura,
    membros: BTreeMap<Numero, Membro>,
    posse: BTreeMap<Numero, Vec<i32>>,
    proximo: Numero,
    envio: Sender<Aviso>,
    avisos: Receiver<Aviso>,
    confirmados: Arc<AtomicUsize>,
}

impl Quadro {
    /// Um grupo ainda sem membros.
    pub fn novo(ligacao: Ligacao, topico: &str, leitura: Leitura) -> Self {
        // Sem limite: só há avisos quando o grupo muda, e são poucos.
        let (envio, avisos) = channel();
        Self {
            ligacao,
            topico: topico.to_owned(),
            leitura,
            membros: BTreeMap::new(),
            posse: BTreeMap::new(),
            proximo: 1,
            envio,
            avisos,
            confirmados: Arc::default(),
        }
    }

    /// Põe mais um membro no grupo; as partições ele recebe depois.
    ///
    /// # Errors
    /// Se o broker não responde.
    pub fn entrar(&mut self) -> Result<Numero, ErroDeKafka> {
        let numero = self.proximo;
        let anunciante = Anunciante {
            numero,
            avisos: self.envio.clone(),
        };
        let leitura = Leitura {
            nome: Some(format!("membro-{numero}")),
            ..self.leitura.clone()
        };
        let consumidor =
            Consumidor::novo(&self.ligacao, &self.topico, &leitura, anunciante)?;
        let sair = Arc::new(AtomicBool::new(false));
        let (ate, confirmados) = (Arc::clone(&sair), Arc::clone(&self.confirmados));
        let thread = thread::spawn(move || participar(&consumidor, &ate, &confirmados));
        self.membros.insert(numero, Membro { sair, thread });
        self.posse.insert(numero, Vec::new());
        self.proximo += 1;
        Ok(numero)
    }

    /// Tira um membro, que devolve o que tem; diz se ele existia.
    ///
    /// # Errors
    /// O que o membro tiver encontrado enquanto participava.
    pub fn sair(&mut self, numero: Numero) -> Result<bool, ErroDeKafka> {
        let Some(membro) = self.membros.remove(&numero) else {
            return Ok(false);
        };
        membro.sair.store(true, Ordering::Relaxed);
        let feito = membro.thread.join().expect("o membro não entra em pânico");
        self.posse.remove(&numero);
        feito.map(|()| true)
    }

    /// Espera até `prazo` por uma mudança; diz se houve alguma.
    pub fn esperar(&mut self, prazo: Duration) -> bool {
        match self.avisos.recv_timeout(prazo) {
            Ok(aviso) => {
                self.anotar(aviso);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }

    fn anotar(&mut self, (numero, mudanca): Aviso) {
        // O aviso de quem já saiu chega depois de ele sair do quadro.
        let Some(posse) = self.posse.get_mut(&numero) else {
            return;
        };
        match mudanca {
            Mudanca::Recebeu(novas) => posse.extend(novas),
            Mudanca::Devolveu(idas) => posse.retain(|p| !idas.contains(p)),
        }
        posse.sort_unstable();
    }

    /// Espera até que cada uma das `particoes` tenha um dono, e um só, e cada
    /// membro tenha alguma, se há para todos; diz se isso aconteceu.
    pub fn esperar_equilibrio(&mut self, particoes: usize, prazo: Duration) -> bool {
        let vence = Instant::now() + prazo;
        while !self.equilibrado(particoes) {
            if Instant::now() >= vence {
                return false;
            }
            self.esperar(Duration::from_millis(100));
        }
        true
    }

    fn equilibrado(&self, particoes: usize) -> bool {
        let mut todas: Vec<_> = self.posse.values().flatten().copied().collect();
        todas.sort_unstable();
        let com_alguma = self.posse.values().filter(|p| !p.is_empty()).count();
        todas.iter().map(|p| *p as usize).eq(0..particoes)
            && com_alguma == particoes.min(self.posse.len())
    }

    /// Quantos registros os membros já confirmaram.
    pub fn confirmados(&self) -> usize {
        self.confirmados.load(Ordering::Relaxed)
    }

    /// As partições de cada membro, agora.
    pub fn posse(&self) -> &BTreeMap<Numero, Vec<i32>> {
        &self.posse
    }
}

impl Drop for Quadro {
    fn drop(&mut self) {
        // Primeiro todos recebem o aviso, depois se espera: saem ao mesmo tempo.
        for membro in self.membros.values() {
            membro.sair.store(true, Ordering::Relaxed);
        }
        while let Some((_, membro)) = self.membros.pop_first() {
            let _ = membro.thread.join();
        }
    }
}

fn participar(
    consumidor: &Consumidor<Anunciante>,
    sair: &AtomicBool,
    confirmados: &AtomicUsize,
) -> Result<(), ErroDeKafka> {
    let mut por_confirmar = 0;
    while !sair.load(Ordering::Relaxed) {
        match consumidor.proxima(Duration::from_millis(50))? {
            Chegada::Mensagem(mensagem) => {
                consumidor.marcar(&mensagem)?;
                por_confirmar += 1;
            }
            // Só quando não há mais o que ler: uma confirmação por registro
            // custaria uma ida ao broker por registro.
            _ if por_confirmar > 0 => {
                consumidor.confirmar()?;
                confirmados.fetch_add(por_confirmar, Ordering::Relaxed);
                por_confirmar = 0;
            }
            _ => {}
        }
    }
    consumidor.confirmar()
}
