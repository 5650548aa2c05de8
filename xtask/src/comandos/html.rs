//! O HTML do mdBook, sem os arquivos ocultos.
//!
//! O mdBook leva para o site tudo o que há ao lado dos capítulos, e para de construir se acha um
//! atalho que não leva a lugar nenhum, como a trava que o Emacs põe ao lado do que se edita.

use crate::problema::Em;
use anyhow::Result;
use mdbook_html::HtmlHandlebars;
use mdbook_renderer::{RenderContext, Renderer};
use std::fs;
use std::path::Path;

#[derive(Debug)]
pub struct Html;

impl Renderer for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn render(&self, contexto: &RenderContext) -> Result<()> {
        let feito = HtmlHandlebars::new().render(contexto);
        // Copiar o resto é a última coisa que ele faz: se parou numa trava, as páginas já estão lá.
        match feito {
            Err(erro) if !parou_num_oculto(&erro) => Err(erro),
            _ => copiar(&contexto.source_dir(), &contexto.destination),
        }
    }
}

/// O mdBook diz “Failed to read” e o caminho, entre aspas.
fn parou_num_oculto(erro: &anyhow::Error) -> bool {
    let dito = format!("{erro:#}");
    let resto = dito.split("Failed to read \"").nth(1);
    let caminho = resto.and_then(|resto| resto.split('"').next());
    caminho.is_some_and(|caminho| oculto(Path::new(caminho)))
}

fn oculto(caminho: &Path) -> bool {
    let nome = caminho.file_name().unwrap_or_default();
    nome.to_string_lossy().starts_with('.')
}

/// Copia o que falta no site e tira dele o que é oculto.
fn copiar(de: &Path, para: &Path) -> Result<()> {
    for entrada in fs::read_dir(de)? {
        let origem = entrada?.path();
        let destino = para.join(origem.file_name().unwrap_or_default());
        if oculto(&origem) {
            let apagado = fs::remove_file(&destino);
            apagado.or_else(|_| fs::remove_dir_all(&destino)).ok();
        } else if origem.is_dir() {
            fs::create_dir_all(&destino)?;
            copiar(&origem, &destino)?;
        } else if origem.extension().is_none_or(|e| e != "md") && !destino.exists() {
            fs::copy(&origem, &destino).em("copiar", &origem)?;
        }
    }
    Ok(())
}
