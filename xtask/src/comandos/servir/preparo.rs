//! O que se faz com a página já no ar, sem pressa: conferir o livro, compilar o que demora e
//! refazer a busca.

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
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// De quanto em quanto tempo se olha se o que se espera terminou.
const PASSO: Duration = Duration::from_millis(50);

/// A thread que faz tudo isso; encerrada, não deixa processo nenhum.
pub struct Preparo {
    sites: Option<Sender<PathBuf>>,
    parar: Arc<AtomicBool>,
    fazendo: Option<JoinHandle<()>>,
}

impl Preparo {
    pub fn iniciar(
        raiz: &Path,
        pasta: &Path,
        vitrine: Arc<Vitrine>,
        avisar: Sender<Aviso>,
    ) -> Self {
        let (sites, pedidos) = mpsc::channel();
        let parar = Arc::new(AtomicBool::new(false));
        let obra = Obra {
            raiz: raiz.to_owned(),
            pasta: pasta.to_owned(),
            vitrine,
            parar: Arc::clone(&parar),
        };
        Self {
            sites: Some(sites),
            parar,
            fazendo: Some(std::thread::spawn(move || obra.fazer(&pedidos, &avisar))),
        }
    }

    /// Pede a busca de um site; de vários pedidos, só o último se atende.
    pub fn indexar(&self, site: PathBuf) {
        if let Some(sites) = &self.sites {
            sites.send(site).ok();
        }
    }
}

impl Drop for Preparo {
    fn drop(&mut self) {
        self.parar.store(true, Ordering::Relaxed);
        // Sem quem peça, a thread termina.
        self.sites = None;
        if let Some(fazendo) = self.fazendo.take() {
            fazendo.join().ok();
        }
    }
}

struct Obra {
    raiz: PathBuf,
    pasta: PathBuf,
    vitrine: Arc<Vitrine>,
    parar: Arc<AtomicBool>,
}

impl Obra {
    fn fazer(&self, pedidos: &Receiver<PathBuf>, avisar: &Sender<Aviso>) {
        let antes = vizinho::DIAGRAMAS.pronto().map(|p| marca(&p));
        if let Err(erro) = self.compilar() {
            self.avisar("a busca e os diagramas ficam por fazer", &erro);
            self.vitrine.indexar(None);
        }
        if vizinho::DIAGRAMAS.pronto().map(|p| marca(&p)) != antes {
            avisar.send(Aviso::Preparado).ok();
        }
        if let Err(problemas) = construir::conferir(&self.raiz) {
            eprintln!("aviso: {problemas:#}\n");
        }
        let mut vez = 0;
        while let Ok(site) = pedidos.recv() {
            let site = pedidos.try_iter().last().unwrap_or(site);
            vez += 1;
            if let Err(erro) = self.indexar(&site, vez)
                // O site que já foi trocado por outro some enquanto se lê: o outro vem aí.
                && site.exists()
            {
                self.avisar("a busca não se refez", &erro);
            }
        }
    }

    fn avisar(&self, o_que: &str, erro: &anyhow::Error) {
        if !self.parar.load(Ordering::Relaxed) {
            eprintln!("aviso: {o_que}: {erro:#}");
        }
    }

    fn compilar(&self) -> Result<()> {
        if vizinho::TODOS.iter().any(|v| v.pronto().is_none()) {
            eprintln!("a busca e os diagramas se compilam agora, com a página já no ar…");
        }
        self.rodar(vizinho::compilacao(&vizinho::TODOS)?)
    }

    /// Faz o índice à parte e o põe na vitrine inteiro; o do livro anterior serve até lá.
    fn indexar(&self, site: &Path, vez: u32) -> Result<()> {
        let inicio = Instant::now();
        let programa = vizinho::BUSCA
            .pronto()
            .context("o programa não está compilado")?;
        let pasta = |vez: u32| self.pasta.join(format!("busca-{vez}"));
        let mut comando = Command::new(programa);
        comando.arg(site).arg(pasta(vez).join("pagefind"));
        self.rodar(comando)?;
        self.vitrine.indexar(Some(pasta(vez)));
        eprintln!("busca pronta ({} ms)", inicio.elapsed().as_millis());
        std::fs::remove_dir_all(pasta(vez.saturating_sub(2))).ok();
        Ok(())
    }

    /// Roda um comando até o fim, cedendo o processador a quem lê; pedido o fim, mata-o.
    fn rodar(&self, comando: Command) -> Result<()> {
        let mut processo = Processo::novo(&mut sem_pressa(comando))
            .context("não consigo chamar o programa")?;
        while !self.parar.load(Ordering::Relaxed) {
            if let Some(estado) = processo.terminou()? {
                ensure!(estado.success(), "{estado}");
                return Ok(());
            }
            std::thread::sleep(PASSO);
        }
        anyhow::bail!("o serve se encerrou antes")
    }
}

/// O mesmo comando, com a menor prioridade: o livro se refaz ao mesmo tempo.
fn sem_pressa(comando: Command) -> Command {
    if !cfg!(unix) {
        return comando;
    }
    let mut calmo = Command::new("nice");
    calmo
        .args(["-n", "19"])
        .arg(comando.get_program())
        .args(comando.get_args());
    calmo
}
