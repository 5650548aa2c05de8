//! Um rastro guardado: lê-lo do disco, e pô-lo numa página que se abre no
//! navegador sem servidor nenhum.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::desenhar;
use crate::linhas::ErroDeLeitura;
use crate::registro::Rastro;

/// Por que um arquivo não se abre como rastro.
#[derive(Debug, thiserror::Error)]
pub enum ErroAoAbrir {
    #[error("não consigo ler {}", .0.display())]
    Ler(PathBuf, #[source] io::Error),
    #[error("{} não é um rastro", .0.display())]
    Entender(PathBuf, #[source] ErroDeLeitura),
    #[error("não consigo gravar {}", .0.display())]
    Gravar(PathBuf, #[source] io::Error),
}

/// Lê um rastro do disco.
///
/// # Errors
/// Se o arquivo não se lê, ou não é um rastro.
pub fn ler(arquivo: &Path) -> Result<Rastro, ErroAoAbrir> {
    let texto = fs::read_to_string(arquivo);
    let texto = texto.map_err(|erro| ErroAoAbrir::Ler(arquivo.to_owned(), erro))?;
    Rastro::ler(&texto).map_err(|erro| ErroAoAbrir::Entender(arquivo.to_owned(), erro))
}

/// Escreve, ao lado do rastro, a página que o percorre, e diz onde ficou.
///
/// # Errors
/// Se o arquivo não se lê, não é um rastro, ou se a página não se grava.
pub fn escrever_pagina(arquivo: &Path) -> Result<PathBuf, ErroAoAbrir> {
    let nome = arquivo.file_stem().unwrap_or_default().to_string_lossy();
    let pagina = pagina(&ler(arquivo)?, &nome);
    let destino = arquivo.with_extension("html");
    match fs::write(&destino, pagina) {
        Ok(()) => Ok(destino),
        Err(erro) => Err(ErroAoAbrir::Gravar(destino, erro)),
    }
}

fn pagina(rastro: &Rastro, nome: &str) -> String {
    let itens: String = rastro
        .linhas()
        .iter()
        .map(|frase| format!("<li>{}</li>\n", escapar(frase)))
        .collect();
    preencher(
        include_str!("../pagina/avulsa/rastro.html"),
        &[
            ("nome", &escapar(nome)),
            ("frases", &itens),
            ("desenho", &desenhar(rastro, nome)),
            ("avulsa", include_str!("../pagina/avulsa/avulsa.css")),
            ("rastro", include_str!("../pagina/rastro.css")),
            ("roteiro", include_str!("../pagina/passo-a-passo.js")),
        ],
    )
}

/// Põe cada valor no seu lugar, numa passada só: o que vem de fora não se lê
/// como molde.
fn preencher(molde: &str, valores: &[(&str, &str)]) -> String {
    let mut partes = molde.split("{{");
    let mut pagina = partes.next().unwrap_or_default().to_owned();
    for parte in partes {
        let (nome, depois) = parte.split_once("}}").expect("o molde é nosso");
        let valor = valores.iter().find(|(n, _)| *n == nome);
        pagina += valor.expect("o molde só pede o que há").1;
        pagina += depois;
    }
    pagina
}

fn escapar(texto: &str) -> String {
    texto
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
