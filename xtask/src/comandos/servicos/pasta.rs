//! A pasta de uma rodada: só dela, e apagada no fim.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// `target/servicos/NÚMERO`, presa enquanto a rodada vive.
#[derive(Debug)]
pub struct Pasta {
    caminho: PathBuf,
    _presa: File,
}

impl Pasta {
    /// Cria a pasta desta rodada e apaga as que outras deixaram ao ser mortas.
    ///
    /// # Erros
    /// Se não consegue criar ou prender.
    pub fn nova(raiz: &Path) -> Result<Self> {
        let todas = raiz.join("target/servicos");
        let ferramentas = raiz.join("target/ferramentas");
        criar(&todas)?;
        criar(&ferramentas)?;
        // Um de cada vez: a pasta recém-criada e ainda solta parece abandonada.
        let vez = abrir(&ferramentas.join("servicos.trava"))?;
        vez.lock().context("não consigo esperar a minha vez")?;
        limpar(&todas)?;
        let caminho = todas.join(std::process::id().to_string());
        criar(&caminho)?;
        let presa = abrir(&caminho.join("trava"))?;
        presa
            .try_lock()
            .with_context(|| format!("não consigo prender {}", caminho.display()))?;
        Ok(Self {
            caminho,
            _presa: presa,
        })
    }

    pub fn caminho(&self) -> &Path {
        &self.caminho
    }
}

impl Drop for Pasta {
    fn drop(&mut self) {
        if let Err(erro) = fs::remove_dir_all(&self.caminho) {
            eprintln!(
                "aviso: não consigo apagar {}: {erro}",
                self.caminho.display()
            );
        }
        // Só sai se ficou vazia: outra rodada pode estar em curso.
        if let Some(todas) = self.caminho.parent() {
            fs::remove_dir(todas).ok();
        }
    }
}

/// Apaga as pastas que ninguém prende, e mata os servidores que ainda as usam.
fn limpar(todas: &Path) -> Result<()> {
    for entrada in todas
        .read_dir()
        .with_context(|| format!("não consigo ler {}", todas.display()))?
    {
        let pasta = entrada?.path();
        let solta =
            File::open(pasta.join("trava")).map_or(true, |t| t.try_lock().is_ok());
        if solta {
            matar_quem_ficou(&pasta);
            fs::remove_dir_all(&pasta)
                .with_context(|| format!("não consigo apagar {}", pasta.display()))?;
        }
    }
    Ok(())
}

fn matar_quem_ficou(pasta: &Path) {
    let Ok(servidores) = pasta.read_dir() else {
        return;
    };
    for servidor in servidores.flatten().map(|e| e.path()) {
        let pid = fs::read_to_string(super::receita::arquivo_do_pid(&servidor));
        let Some(pid) = pid.ok().and_then(|t| t.trim().parse::<u32>().ok()) else {
            continue;
        };
        // O número pode já ser de outro programa: o nosso trabalha nesta pasta.
        let onde = fs::read_link(format!("/proc/{pid}/cwd"));
        if onde.is_ok_and(|onde| Some(onde) == servidor.canonicalize().ok()) {
            super::processo::matar_grupo(pid);
        }
    }
}

fn criar(pasta: &Path) -> Result<()> {
    fs::create_dir_all(pasta)
        .with_context(|| format!("não consigo criar {}", pasta.display()))
}

/// Abre, para prender, um arquivo que talvez não exista.
pub fn abrir(arquivo: &Path) -> Result<File> {
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(arquivo)
        .with_context(|| format!("não consigo abrir {}", arquivo.display()))
}
