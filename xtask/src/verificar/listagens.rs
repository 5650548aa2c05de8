//! As crates de `listings/`: seus alvos, seus arquivos e quais deles o Cargo compila.

use super::{arquivos, modulos};
use crate::problema::com_barras;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Um arquivo de uma crate, com o conteúdo quando é texto.
#[derive(Debug)]
pub struct Arquivo {
    /// Relativo à raiz do livro: `listings/sockets/src/quadro.rs`.
    pub caminho: PathBuf,
    pub texto: String,
}

/// Uma crate de `listings/`.
#[derive(Debug)]
pub struct Listagem {
    pub nome: String,
    /// `listings/sockets`
    pub pasta: PathBuf,
    /// Nome de cada programa e o arquivo dele.
    pub programas: BTreeMap<String, PathBuf>,
    /// Nome de cada teste de integração e o arquivo dele.
    pub testes: BTreeMap<String, PathBuf>,
    pub medidas: BTreeMap<String, PathBuf>,
    pub arquivos: Vec<Arquivo>,
    /// O que o Cargo compila: as raízes dos alvos e tudo o que um `mod` alcança a partir delas.
    pub compilados: BTreeSet<PathBuf>,
}

impl Listagem {
    pub fn arquivo(&self, caminho: &Path) -> Option<&Arquivo> {
        self.arquivos.iter().find(|a| a.caminho == caminho)
    }

    pub fn biblioteca(&self) -> PathBuf {
        self.pasta.join("src/lib.rs")
    }

    /// Por onde o Cargo começa a compilar.
    fn raizes(&self) -> Vec<PathBuf> {
        let exemplos = descobertos(&self.pasta.join("examples"), &self.arquivos);
        let alvos = [&self.programas, &self.testes, &self.medidas, &exemplos];
        let soltos = [self.biblioteca(), self.pasta.join("build.rs")];
        let alvos = alvos.into_iter().flat_map(|a| a.values().cloned());
        alvos.chain(soltos).collect()
    }

    /// Os arquivos de uma pasta da crate (`src`, `tests`, `saidas`…).
    pub fn em<'a>(&'a self, pasta: &str) -> impl Iterator<Item = &'a Arquivo> {
        let pasta = self.pasta.join(pasta);
        let arquivos = self.arquivos.iter();
        arquivos.filter(move |a| a.caminho.starts_with(&pasta))
    }
}

/// Lê todas as crates. Uma pasta sem `Cargo.toml` com `[package]` não é uma crate.
pub fn ler(raiz: &Path) -> Vec<Listagem> {
    let pastas = std::fs::read_dir(raiz.join("listings"));
    let pastas = pastas.into_iter().flatten().flatten();
    let mut pastas: Vec<_> = pastas.map(|p| p.file_name()).collect();
    pastas.sort();
    let pastas = pastas.iter().map(|nome| Path::new("listings").join(nome));
    pastas.filter_map(|pasta| ler_crate(raiz, &pasta)).collect()
}

fn ler_crate(raiz: &Path, pasta: &Path) -> Option<Listagem> {
    let manifesto = std::fs::read_to_string(raiz.join(pasta).join("Cargo.toml")).ok()?;
    let manifesto: toml::Table = manifesto.parse().ok()?;
    let nome = manifesto.get("package")?.get("name")?.as_str()?.to_owned();
    let arquivos = arquivos(raiz, pasta).into_iter().map(|caminho| Arquivo {
        // O que não é texto não mostra nem usa nada.
        texto: std::fs::read_to_string(raiz.join(&caminho)).unwrap_or_default(),
        caminho,
    });
    let arquivos: Vec<Arquivo> = arquivos.collect();
    let programas = programas(&manifesto, &nome, pasta, &arquivos);
    let mut listagem = Listagem {
        nome,
        pasta: pasta.to_owned(),
        programas,
        testes: alvos(&manifesto, "test", pasta, "tests", &arquivos),
        medidas: alvos(&manifesto, "bench", pasta, "benches", &arquivos),
        compilados: BTreeSet::new(),
        arquivos,
    };
    let compilados = listagem.raizes().into_iter().flat_map(|raiz| {
        let alcancados = modulos::percorrer(&listagem.arquivos, &raiz);
        alcancados.into_iter().map(|(_, a)| a.caminho.clone())
    });
    listagem.compilados = compilados.collect();
    Some(listagem)
}

fn programas(
    manifesto: &toml::Table,
    nome: &str,
    pasta: &Path,
    arquivos: &[Arquivo],
) -> BTreeMap<String, PathBuf> {
    let mut programas = alvos(manifesto, "bin", pasta, "src/bin", arquivos);
    let principal = pasta.join("src/main.rs");
    let declarado = programas.values().any(|c| *c == principal);
    if !declarado && arquivos.iter().any(|a| a.caminho == principal) {
        programas.insert(nome.to_owned(), principal);
    }
    programas
}

/// Os alvos declarados em `[[tipo]]` e os que o Cargo descobre em `pasta/descoberta`.
fn alvos(
    manifesto: &toml::Table,
    tipo: &str,
    pasta: &Path,
    descoberta: &str,
    arquivos: &[Arquivo],
) -> BTreeMap<String, PathBuf> {
    let mut alvos = descobertos(&pasta.join(descoberta), arquivos);
    let declarados = manifesto.get(tipo).and_then(|t| t.as_array());
    for alvo in declarados.into_iter().flatten() {
        let texto = |chave: &str| alvo.get(chave).and_then(|v| v.as_str());
        let Some(nome) = texto("name") else { continue };
        if let Some(caminho) = texto("path") {
            let caminho = pasta.join(caminho);
            // O mesmo arquivo com outro nome: vale o nome declarado.
            alvos.retain(|_, c| *c != caminho);
            alvos.insert(nome.to_owned(), caminho);
        }
    }
    alvos
}

fn descobertos(pasta: &Path, arquivos: &[Arquivo]) -> BTreeMap<String, PathBuf> {
    let mut alvos = BTreeMap::new();
    for arquivo in arquivos {
        let dentro = arquivo.caminho.strip_prefix(pasta);
        let dentro = dentro.map_or(String::new(), com_barras);
        let da_pasta = dentro.strip_suffix("/main.rs");
        let nome = da_pasta.or(dentro.strip_suffix(".rs"));
        let nome = nome.filter(|nome| !nome.contains('/'));
        alvos.extend(nome.map(|nome| (nome.to_owned(), arquivo.caminho.clone())));
    }
    alvos
}
