//! Os processos de verdade: iniciar, ouvir, matar e recolher, cada um num posto.
//!
//! Há uma thread por filho, que lê o que ele diz e depois espera o fim dele. Tudo
//! chega a uma fila só, e quem decide lê a fila: nada aqui precisa de trava.

use std::io::{self, Write};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use shared_child::SharedChild;

use crate::canal::{self, Canal};
use crate::evento::Evento;
use crate::fim::Fim;
use crate::quadro;
use crate::vigia::vigiar;

/// Lugares na fila de eventos: se quem decide se atrasa, os filhos esperam.
const FILA: usize = 64;

struct Vivo {
    filho: Arc<SharedChild>,
    entrada: Option<Box<dyn Write + Send>>,
    vigia: JoinHandle<()>,
}

/// Os filhos, cada um no seu posto.
pub struct Equipe {
    vivos: Vec<Option<Vivo>>,
    envio: SyncSender<Evento>,
    eventos: Option<Receiver<Evento>>,
}

impl Equipe {
    pub fn nova(postos: usize) -> Self {
        let (envio, eventos) = sync_channel(FILA);
        Self {
            vivos: (0..postos).map(|_| None).collect(),
            envio,
            eventos: Some(eventos),
        }
    }

    /// Por onde quem recebe sinais pede o fim.
    pub fn remetente(&self) -> SyncSender<Evento> {
        self.envio.clone()
    }

    /// Põe um filho no posto, ligado a nós pelo canal, e devolve o número dele. Sem
    /// canal, ele só tem a entrada, para saber quando sumimos.
    ///
    /// # Errors
    /// Se o sistema não criar o processo ou a thread.
    pub fn iniciar(
        &mut self,
        posto: usize,
        comando: &mut Command,
        canal: Option<Canal>,
    ) -> io::Result<u32> {
        em_grupo_proprio(comando);
        let (filho, pontas) = match canal {
            Some(canal) => canal::iniciar(comando, canal)?,
            None => canal::so_entrada(comando)?,
        };
        let filho = Arc::new(filho);
        let pid = filho.id();
        let (dele, envio, saida) = (filho.clone(), self.envio.clone(), pontas.do_filho);
        let vigia =
            thread::Builder::new().spawn(move || vigiar(posto, &dele, saida, &envio));
        let vigia = vigia.inspect_err(|_| recolher(&filho))?;
        let entrada = Some(pontas.para_o_filho);
        self.vivos[posto] = Some(Vivo {
            filho,
            entrada,
            vigia,
        });
        Ok(pid)
    }

    /// Manda um quadro ao filho do posto. Se ele já morreu, o evento dirá.
    pub fn dizer(&mut self, posto: usize, carga: &[u8]) {
        let vivo = self.vivos[posto].as_mut();
        if let Some(entrada) = vivo.and_then(|vivo| vivo.entrada.as_mut()) {
            let _ = quadro::escrever(entrada, carga);
        }
    }

    /// Fecha a entrada do filho: o pedido mais educado de que ele termine.
    pub fn fechar(&mut self, posto: usize) {
        if let Some(vivo) = self.vivos[posto].as_mut() {
            vivo.entrada = None;
        }
    }

    /// Pede o fim com SIGTERM; onde ele não existe, só fecha a entrada.
    pub fn pedir(&mut self, posto: usize) {
        self.fechar(posto);
        #[cfg(unix)]
        if let Some(vivo) = self.vivos[posto].as_ref() {
            use shared_child::unix::SharedChildExt;
            // Só falha se ele já terminou.
            let _ = vivo
                .filho
                .send_signal(nix::sys::signal::Signal::SIGTERM as i32);
        }
    }

    /// Mata o filho do posto, se ainda vive. O fim dele chega pela fila.
    pub fn matar(&mut self, posto: usize) {
        if let Some(vivo) = self.vivos[posto].as_ref() {
            let _ = vivo.filho.kill();
        }
    }

    pub fn vive(&self, posto: usize) -> bool {
        self.vivos[posto].is_some()
    }

    /// O próximo evento, ou nada, se não houver nenhum até o instante.
    pub fn esperar(&mut self, ate: Option<Instant>) -> Option<Evento> {
        let eventos = self.eventos.as_ref().expect("só o fim da equipe a tira");
        let prazo = ate.map_or(Duration::MAX, |ate| {
            ate.saturating_duration_since(Instant::now())
        });
        match eventos.recv_timeout(prazo) {
            Ok(evento) => {
                if let Evento::Terminou(posto, ..) = evento {
                    let vivo = self.vivos[posto].take();
                    // Já disse tudo: só falta soltar o que tem nas mãos.
                    vivo.map(|vivo| vivo.vigia.join());
                }
                Some(evento)
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => unreachable!("temos um remetente"),
        }
    }

    /// Espera que todos terminem, até o prazo; quem passar dele é morto.
    pub fn encerrar(&mut self, prazo: Duration, mut terminou: impl FnMut(usize, Fim)) {
        let mut ate = Some(Instant::now() + prazo);
        while self.vivos.iter().any(Option::is_some) {
            match self.esperar(ate) {
                Some(Evento::Terminou(posto, fim, _)) => terminou(posto, fim),
                Some(_) => {}
                None => {
                    (0..self.vivos.len()).for_each(|posto| self.matar(posto));
                    // Ao SIGKILL ninguém resiste: agora a espera não tem prazo.
                    ate = None;
                }
            }
        }
    }
}

// ANCHOR: drop
impl Drop for Equipe {
    /// Aconteça o que acontecer, não ficam filhos, zumbis nem threads.
    fn drop(&mut self) {
        // Sem a fila, nenhum vigia fica preso tentando avisar.
        self.eventos = None;
        for vivo in self.vivos.iter_mut().filter_map(Option::take) {
            recolher(&vivo.filho);
            let _ = vivo.vigia.join();
        }
    }
}
// ANCHOR_END: drop

fn recolher(filho: &SharedChild) {
    // Só falham se ele já terminou e foi recolhido.
    let _ = filho.kill();
    let _ = filho.wait();
}

/// O Ctrl-C do terminal vai a todo o grupo; quem encerra os filhos somos nós.
fn em_grupo_proprio(comando: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(comando, 0);
    #[cfg(not(unix))]
    let _ = comando;
}
