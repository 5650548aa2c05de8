//! O que se faz com a página já no ar, sem pressa: compilar o que demora e refazer a busca.

use super::Aviso;
use super::vitrine::Vitrine;
use crate::comandos::construir;
use crate::comandos::processo::Processo;
use crate::desenho::memoria::marca;
use crate::vizinho;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// De quanto em quanto tempo se olha se o que se espera terminou.
const PASSO: Duration = Duration::from_millis(50);

/// A obra termina, sem deixar processo nenhum, quando ninguém mais lhe pode pedir um site.
pub struct Preparo {
    pub raiz: PathBuf,
    pub pasta: PathBuf,
    pub vitrine: Arc<Vitrine>,
    /// Os sites que pedem busca; de vários, só o último se atende.
    pub pedidos: Receiver<PathBuf>,
    pub avisar: Sender<Aviso>,
}

impl Preparo {
    pub fn fazer(self) {
        let antes = vizinho::DIAGRAMAS.pronto().map(|p| marca(&p));
        let mut pedido = None;
        if let Err(erro) = self.compilar(&mut pedido) {
            avisar("a busca e os diagramas ficam por fazer", &erro);
            self.vitrine.indexar(None);
        }
        if vizinho::DIAGRAMAS.pronto().map(|p| marca(&p)) != antes {
            self.avisar.send(Aviso::Preparado).ok();
        }
        let raiz = self.raiz.clone();
        std::thread::spawn(move || conferir(&raiz));
        let mut vez = 0;
        while let Some(site) = pedido.take().or_else(|| self.pedidos.recv().ok()) {
            vez += 1;
            if let Err(erro) = self.indexar(&site, vez, &mut pedido)
                // O site que já foi trocado por outro some enquanto se lê: o outro vem aí.
                && site.exists()
            {
                avisar("a busca não se refez", &erro);
            }
        }
    }

    fn compilar(&self, pedido: &mut Option<PathBuf>) -> Result<()> {
        if vizinho::TODOS.iter().any(|v| v.pronto().is_none()) {
            eprintln!("a busca e os diagramas se compilam agora, com a página já no ar…");
        }
        self.rodar(&vizinho::compilacao(&vizinho::TODOS)?, pedido)
    }

    /// Faz o índice à parte e o põe na vitrine inteiro; o do livro anterior serve até lá.
    fn indexar(&self, site: &Path, vez: u32, pedido: &mut Option<PathBuf>) -> Result<()> {
        let inicio = Instant::now();
        let programa = vizinho::BUSCA
            .pronto()
            .context("o programa não está compilado")?;
        let pasta = |vez: u32| self.pasta.join(format!("busca-{vez}"));
        let mut comando = Command::new(programa);
        comando.arg(site).arg(pasta(vez).join("pagefind"));
        self.rodar(&comando, pedido)?;
        self.vitrine.indexar(Some(pasta(vez)));
        eprintln!("busca pronta ({} ms)", inicio.elapsed().as_millis());
        std::fs::remove_dir_all(pasta(vez.saturating_sub(2))).ok();
        Ok(())
    }

    /// Roda um comando até o fim, cedendo o processador a quem lê, e guarda o último pedido que
    /// chega no meio; se não há mais quem peça, mata o comando.
    fn rodar(&self, comando: &Command, pedido: &mut Option<PathBuf>) -> Result<()> {
        let mut processo = Processo::novo(&mut sem_pressa(comando))
            .context("não consigo chamar o programa")?;
        loop {
            match self.pedidos.recv_timeout(PASSO) {
                Ok(site) => *pedido = Some(site),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Encerrado.into()),
            }
            if let Some(estado) = processo.terminou()? {
                ensure!(estado.success(), "{estado}");
                return Ok(());
            }
        }
    }
}

/// Só agora, que o que desenha os diagramas está pronto: quem escreve quer ver a página mesmo antes
/// de o livro passar em tudo.
fn conferir(raiz: &Path) {
    if vizinho::DIAGRAMAS.pronto().is_some()
        && let Err(problemas) = construir::conferir(raiz)
    {
        eprintln!("aviso: {problemas:#}\n");
    }
}

/// Não é falha: quem serve quis sair.
#[derive(Debug, thiserror::Error)]
#[error("o serve se encerrou antes")]
struct Encerrado;

fn avisar(o_que: &str, erro: &anyhow::Error) {
    if !erro.is::<Encerrado>() {
        eprintln!("aviso: {o_que}: {erro:#}");
    }
}

/// O mesmo comando, com menos prioridade: o livro se refaz ao mesmo tempo.
fn sem_pressa(comando: &Command) -> Command {
    let programa = comando.get_program();
    let mut calmo = Command::new(if cfg!(unix) {
        "nice".as_ref()
    } else {
        programa
    });
    if cfg!(unix) {
        calmo.args(["-n", "10"]).arg(programa);
    }
    calmo.args(comando.get_args());
    if let Some(pasta) = comando.get_current_dir() {
        calmo.current_dir(pasta);
    }
    calmo
}
