//! O que se faz com a página já no ar, sem pressa: compilar o que demora e refazer a busca.

use super::{Aviso, vitrine::Vitrine};
use crate::comandos::construir;
use crate::comandos::processo::Processo;
use crate::desenho::memoria::marca;
use crate::vizinho;
use anyhow::{Context, Result, bail, ensure};
use apoio::erro::como_saiu;
use std::ffi::OsStr;
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
    /// Os sites que pedem busca; de vários, só o último se atende. Nenhum: o livro vai refazer-se, e
    /// o processador é dele.
    pub pedidos: Receiver<Option<PathBuf>>,
    pub avisar: Sender<Aviso>,
}

impl Preparo {
    pub fn fazer(self) {
        let antes = vizinho::DIAGRAMAS.pronto().map(|p| marca(&p));
        let mut pedido = None;
        if let Err(erro) = self.compilar(&mut pedido) {
            self.falhar("a busca e os diagramas ficam por fazer", &erro);
        }
        if vizinho::DIAGRAMAS.pronto().map(|p| marca(&p)) != antes {
            self.avisar.send(Aviso::Preparado).ok();
        }
        let raiz = self.raiz.clone();
        std::thread::spawn(move || conferir(&raiz));
        let (mut vez, mut feito) = (0, None);
        loop {
            let Some(site) = pedido.take().filter(|p| feito.as_ref() != Some(p)) else {
                match self.pedidos.recv() {
                    Ok(novo) => pedido = novo,
                    Err(_) => return,
                }
                continue;
            };
            vez += 1;
            match self.indexar(&site, vez, &mut pedido) {
                Ok(()) => feito = Some(site),
                Err(erro) => self.falhar("a busca não se refez", &erro),
            }
        }
    }

    fn compilar(&self, pedido: &mut Option<PathBuf>) -> Result<()> {
        if vizinho::TODOS.iter().any(|v| v.pronto().is_none()) {
            eprintln!("a busca e os diagramas se compilam agora, com a página já no ar…");
        }
        let comando = vizinho::compilacao(&vizinho::TODOS, sem_pressa)?;
        self.rodar(comando, pedido, false)
    }

    fn falhar(&self, o_que: &str, erro: &anyhow::Error) {
        if !erro.is::<Encerrado>() {
            eprintln!("aviso: {o_que}: {erro:#}");
            self.vitrine.indexar(None);
        }
    }

    /// Faz o índice à parte e o põe na vitrine inteiro; o do livro anterior serve até lá.
    fn indexar(&self, site: &Path, vez: u32, pedido: &mut Option<PathBuf>) -> Result<()> {
        let inicio = Instant::now();
        let programa = vizinho::BUSCA.pronto();
        let programa = programa.context("o programa não está compilado")?;
        let pasta = |vez: u32| self.pasta.join(format!("busca-{vez}"));
        let mut comando = sem_pressa(programa.as_os_str());
        comando.arg(site).arg(pasta(vez).join("pagefind"));
        self.rodar(comando, pedido, true)?;
        self.vitrine.indexar(Some(pasta(vez)));
        eprintln!("busca pronta ({} ms)", inicio.elapsed().as_millis());
        std::fs::remove_dir_all(pasta(vez.saturating_sub(2))).ok();
        Ok(())
    }

    /// Roda um comando até o fim e guarda o último pedido que chega no meio; se não há mais quem
    /// peça, ou se com um pedido novo o resultado já não serve, mata o comando.
    fn rodar(
        &self,
        mut comando: Command,
        pedido: &mut Option<PathBuf>,
        so_o_ultimo: bool,
    ) -> Result<()> {
        let processo = Processo::novo(&mut comando);
        let mut processo = processo.context("não consigo chamar o programa")?;
        loop {
            match self.pedidos.recv_timeout(PASSO) {
                Ok(novo) => {
                    *pedido = novo;
                    ensure!(!so_o_ultimo, Encerrado);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => bail!(Encerrado),
            }
            if let Some(estado) = processo.terminou()? {
                ensure!(estado.success(), "o programa {}", como_saiu(estado));
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

/// Não é falha: quem serve quis sair, ou já quer outra coisa.
#[derive(Debug, thiserror::Error)]
#[error("já não serve")]
struct Encerrado;

/// Um programa com menos prioridade: o livro se refaz ao mesmo tempo.
fn sem_pressa(programa: &OsStr) -> Command {
    if !cfg!(unix) {
        return Command::new(programa);
    }
    let mut comando = Command::new("nice");
    comando.args(["-n", "10"]).arg(programa);
    comando
}
