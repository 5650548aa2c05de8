//! Do HTML do mdBook ao site: sumário, metadados, fontes, busca e mapa do site.
//!
//! Roda depois do `html`, sobre os arquivos que ele escreveu: o que depende do livro inteiro
//! (o sumário de cada página, a busca) não tem lugar no modelo da página.

mod arquivos;
mod metadados;
mod paginas;
mod sumario;

use crate::{problema::Em, vizinho};
use anyhow::{Result, ensure};
use mdbook_renderer::{RenderContext, Renderer};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A pasta do índice da busca, dentro do site; a página o procura nela.
const INDICE: &str = "pagefind";

/// O acabamento: para o mdBook, mais uma saída.
#[derive(Debug)]
pub struct Site {
    /// O programa que faz o índice da busca; sem ele, o site fica sem busca.
    pub busca: Option<PathBuf>,
}

impl Renderer for Site {
    fn name(&self) -> &'static str {
        "site"
    }

    fn render(&self, contexto: &RenderContext) -> Result<()> {
        let site = contexto.destination.with_file_name("html");
        let paginas = paginas::terminar(contexto, &site)?;
        arquivos::copiar_citados(&contexto.root, &site, &paginas)?;
        arquivos::podar(&site, &paginas)?;
        arquivos::mapa_do_site(contexto, &site)?;
        match &self.busca {
            Some(programa) => indexar(programa, &site),
            None => Ok(()),
        }
    }
}

/// O acabamento como o mdBook o chama: o livro vem pela entrada.
pub fn executar(entrada: impl std::io::Read) -> Result<()> {
    let contexto = RenderContext::from_json(entrada)?;
    let busca = Some(vizinho::BUSCA.obter()?);
    Site { busca }.render(&contexto)?;
    // O mdBook cria uma pasta para cada saída de fora, e a desta fica vazia. É a pasta atual, que
    // a busca quer que exista: só no fim pode sumir.
    std::fs::remove_dir(&contexto.destination).ok();
    Ok(())
}

fn indexar(programa: &Path, site: &Path) -> Result<()> {
    let mut comando = Command::new(programa);
    let estado = comando.arg(site).arg(site.join(INDICE)).status();
    let estado = estado.em("chamar", programa)?;
    let motivo = "o índice da busca não se fez; a causa está acima";
    ensure!(estado.success(), motivo);
    Ok(())
}
