//! A pasta de uma execução: só dela, e apagada no fim.

use crate::problema::Em;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// `target/NOME/NÚMERO`, presa enquanto a execução vive.
#[derive(Debug)]
pub struct Pasta {
    caminho: PathBuf,
    _presa: File,
}

impl Pasta {
    /// Cria a pasta desta execução e apaga as que outras deixaram ao ser mortas; antes disso,
    /// `abandonada` vê cada uma.
    pub fn nova(raiz: &Path, nome: &str, abandonada: fn(&Path)) -> Result<Self> {
        let todas = raiz.join("target").join(nome);
        let ferramentas = raiz.join("target/ferramentas");
        criar(&todas)?;
        criar(&ferramentas)?;
        // Um de cada vez: a pasta recém-criada e ainda solta parece abandonada.
        let vez = abrir(&ferramentas.join(format!("{nome}.trava")))?;
        vez.lock().context("não consigo esperar a minha vez")?;
        limpar(&todas, abandonada)?;
        let caminho = todas.join(std::process::id().to_string());
        criar(&caminho)?;
        let presa = abrir(&caminho.join("trava"))?;
        presa.try_lock().em("prender", &caminho)?;
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
            let pasta = self.caminho.display();
            eprintln!("aviso: não consigo apagar {pasta}: {erro}");
        }
        // Só sai se ficou vazia: outra rodada pode estar em curso.
        if let Some(todas) = self.caminho.parent() {
            fs::remove_dir(todas).ok();
        }
    }
}

/// Apaga as pastas que ninguém prende.
fn limpar(todas: &Path, abandonada: fn(&Path)) -> Result<()> {
    let entradas = todas.read_dir();
    for entrada in entradas.em("ler", todas)? {
        let pasta = entrada?.path();
        let trava = File::open(pasta.join("trava"));
        let solta = trava.map_or(true, |t| t.try_lock().is_ok());
        if solta {
            abandonada(&pasta);
            fs::remove_dir_all(&pasta).em("apagar", &pasta)?;
        }
    }
    Ok(())
}

fn criar(pasta: &Path) -> Result<()> {
    fs::create_dir_all(pasta).em("criar", pasta)
}

/// Abre, para prender, um arquivo que talvez não exista.
pub fn abrir(arquivo: &Path) -> Result<File> {
    let mut opcoes = File::options();
    opcoes.create(true).truncate(false).write(true);
    opcoes.open(arquivo).em("abrir", arquivo)
}
