//! A leitura do Markdown do curso, e onde estão o livro e seu código-fonte.

pub mod cerca;
pub mod citacoes;
pub mod documento;
pub mod inclusao;
pub mod livro;
pub mod mapa;
pub mod repositorio;

use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Os arquivos sob `pasta`, relativos à raiz e em ordem; pastas ocultas ficam de fora.
pub fn arquivos(raiz: &Path, pasta: &Path) -> Vec<PathBuf> {
    let do_curso = |entrada: &DirEntry| {
        let nome = entrada.file_name().to_string_lossy();
        let de_fora = nome.starts_with('.') || nome == "node_modules" || nome == "target";
        entrada.depth() == 0 || !de_fora
    };
    let entradas = WalkDir::new(raiz.join(pasta)).sort_by_file_name();
    let achados = entradas.into_iter().filter_entry(do_curso).flatten();
    let achados = achados.filter(|e| !e.file_type().is_dir());
    let daqui =
        achados.filter_map(|e| Some(e.path().strip_prefix(raiz).ok()?.to_owned()));
    daqui.collect()
}
