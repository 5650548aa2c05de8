//! O escrivão: uma thread que grava cada fala antes que alguém a veja.
//!
//! ```text
//! sessões ──Pedido──► fila limitada ──► escrivão ──► história (disco)
//!                                          └──depois──► filas dos membros
//! ```
//!
//! É uma thread, e não uma tarefa, porque gravar bloqueia: no executor, pararia
//! as outras sessões. O que se acumula enquanto o disco trabalha vai na escrita
//! seguinte, de uma vez.

use std::sync::Arc;
use std::thread::JoinHandle;

use apoio::programa::registrar;
use tokio::sync::{mpsc, oneshot};

use crate::fecho::Fecho;
use crate::historia::Historia;
use crate::lugar::{Fala, Pagina, Quem, Visto};
use crate::registro::Registro;
use crate::salas::Salas;

/// Pedidos à espera do escrivão; cheia a fila, as sessões esperam, e o TCP de
/// cada uma segura quem fala.
const FILA: usize = 1024;

/// Falas numa escrita só, no máximo.
const LOTE: usize = 256;

/// O que uma sessão pede ao escrivão.
pub enum Pedido {
    Entrar {
        quem: Arc<Quem>,
        visto: Visto,
        resposta: oneshot::Sender<Result<Pagina, Fecho>>,
    },
    Dizer(Fala),
    Sair {
        sala: String,
        sessao: u64,
    },
}

struct Escrivao {
    salas: Salas,
    historia: Historia,
    por_gravar: Vec<Registro>,
    linhas: usize,
}

/// Começa o escrivão; ele termina quando a última ponta da fila é largada.
pub fn comecar(
    salas: Salas,
    historia: Historia,
    linhas: usize,
) -> (mpsc::Sender<Pedido>, JoinHandle<()>) {
    let (pedidos, fila) = mpsc::channel(FILA);
    let escrivao = Escrivao {
        salas,
        historia,
        por_gravar: Vec::new(),
        linhas,
    };
    (
        pedidos,
        std::thread::spawn(move || escrivao.trabalhar(fila)),
    )
}

impl Escrivao {
    fn trabalhar(mut self, mut fila: mpsc::Receiver<Pedido>) {
        self.compactar();
        while let Some(pedido) = fila.blocking_recv() {
            self.atender(pedido);
            while self.por_gravar.len() < LOTE
                && let Ok(pedido) = fila.try_recv()
            {
                self.atender(pedido);
            }
            self.gravar();
        }
    }

    fn atender(&mut self, pedido: Pedido) {
        match pedido {
            Pedido::Dizer(fala) => self.por_gravar.extend(self.salas.numerar(fala)),
            Pedido::Sair { sala, sessao } => self.salas.sair(&sala, sessao),
            Pedido::Entrar {
                quem,
                visto,
                resposta,
            } => {
                // O que já tem número e ainda não está na história lhe chega pela fila.
                let pagina = self.salas.entrar(&quem, &visto);
                if let Err(Ok(pagina)) = resposta.send(pagina)
                    && let Some(lugar) = pagina.lugar
                {
                    self.salas.sair(&quem.sala, lugar.sessao);
                }
            }
        }
    }

    // ANCHOR: gravar
    /// Primeiro o disco, depois as filas: o que alguém viu não se perde mais.
    fn gravar(&mut self) {
        if self.por_gravar.is_empty() {
            return;
        }
        let registros = std::mem::take(&mut self.por_gravar);
        match self.historia.gravar(&registros) {
            Ok(()) => {
                self.linhas += registros.len();
                self.salas.publicar(registros);
                self.compactar();
            }
            Err(erro) => {
                let motivo = apoio::erro::motivo(&erro);
                registrar(format_args!("não consegui gravar a história: {motivo}"));
                self.salas.desfazer(&registros);
            }
        }
    }
    // ANCHOR_END: gravar

    /// Reescreve o arquivo quando mais da metade dele já não serve.
    fn compactar(&mut self) {
        let (guardados, registros) = self.salas.guardados();
        if self.linhas <= 2 * guardados + LOTE {
            return;
        }
        match self.historia.compactar(registros) {
            Ok(()) => self.linhas = guardados,
            Err(erro) => {
                // A história antiga continua valendo; tenta-se daqui a um tanto.
                self.linhas = 0;
                let motivo = apoio::erro::motivo(&erro);
                registrar(format_args!("não consegui compactar a história: {motivo}"));
            }
        }
    }
}
