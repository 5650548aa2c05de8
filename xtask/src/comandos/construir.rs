//! `cargo xtask build` e `cargo xtask check`: verificar o livro e escrever o site.

use crate::acabamento::Site;
use crate::comandos::avisos;
use crate::comandos::html::Html;
use crate::leitura::livro;
use crate::preprocessar::Curso;
use crate::problema::Problemas;
use crate::{verificar, vizinho};
use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use std::path::{Path, PathBuf};

/// Verifica o livro e escreve o site
#[derive(Debug, Parser)]
pub struct Build {
    /// Pasta do livro [padrão: a do book.toml mais próximo]
    #[arg(long, value_name = "PASTA")]
    livro: Option<PathBuf>,
    /// Pasta em que se escreve o site [padrão: a que o book.toml diz]
    #[arg(long, value_name = "PASTA")]
    destino: Option<PathBuf>,
}

/// Verifica o livro: cada problema com arquivo, linha e remédio
#[derive(Debug, Parser)]
pub struct Check {
    /// Pasta do livro [padrão: a do book.toml mais próximo]
    #[arg(long, value_name = "PASTA")]
    livro: Option<PathBuf>,
}

pub fn build(opcoes: Build) -> Result<()> {
    let raiz = opcoes.livro.map_or_else(livro::raiz, Ok)?;
    let site = construir(&raiz, opcoes.destino.as_deref())?;
    println!("o site está em {}", site.display());
    Ok(())
}

pub fn check(opcoes: Check) -> Result<()> {
    conferir(&opcoes.livro.map_or_else(livro::raiz, Ok)?)?;
    println!("o livro está em ordem");
    Ok(())
}

/// Verifica o livro de `raiz`, constrói-o em `destino` (ou no que `book.toml` diz) e devolve a
/// pasta do site.
pub fn construir(raiz: &Path, destino: Option<&Path>) -> Result<PathBuf> {
    vizinho::compilar(&vizinho::TODOS)?;
    conferir(raiz)?;
    let desenhista = Some(vizinho::DIAGRAMAS.obter()?);
    let busca = Some(vizinho::BUSCA.obter()?);
    erguer(raiz, destino, Curso { desenhista }, Site { busca })
}

/// Constrói o livro sem o verificar, neste processo: chamar a ferramenta de novo, como o mdBook
/// faria, custaria duas partidas por construção.
/// Erros: os [`Problemas`] do texto, ou o que o mdBook diz; para ele são avisos, aqui não.
pub fn erguer(
    raiz: &Path,
    destino: Option<&Path>,
    curso: Curso,
    site: Site,
) -> Result<PathBuf> {
    let mut livro = livro::carregar(raiz, destino)?;
    livro.with_preprocessor(curso);
    livro.with_renderer(Html).with_renderer(site);
    let site = livro.build_dir_for("html");
    conferir_destino(&site)?;
    let (feito, avisos) = avisos::durante(|| livro.build());
    feito.context("o livro não se construiu")?;
    if !avisos.is_empty() {
        bail!("o mdBook desconfia do livro:\n\n{}", avisos.join("\n"));
    }
    Ok(site)
}

/// O mdBook apaga o que há na pasta do site: só pode ser o que ele escreveu.
fn conferir_destino(site: &Path) -> Result<()> {
    let vazia = site.read_dir().map_or(true, |mut d| d.next().is_none());
    // Ele deixa ali um aviso ao GitHub, com o seu nome.
    let marca = std::fs::read_to_string(site.join(".nojekyll")).unwrap_or_default();
    ensure!(
        vazia || marca.contains("mdBook"),
        "a pasta {} tem arquivos que não são de um site do curso, e construir nela os apagaria. \
         Apague-a, se é isso que quer, ou escolha outra: --destino PASTA",
        site.display()
    );
    Ok(())
}

/// Verifica o livro e mostra os avisos.
pub fn conferir(raiz: &Path) -> Result<()> {
    let conferido = verificar::verificar(raiz)?;
    for aviso in &conferido.avisos {
        eprintln!("aviso: {aviso}");
    }
    let problemas = conferido.problemas;
    ensure!(problemas.is_empty(), Problemas(problemas));
    Ok(())
}
