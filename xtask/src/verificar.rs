//! A conferência do livro: recusa tudo o que ele não sabe provar.
//!
//! Lê o livro uma vez ([`acervo`]), passa-o por cada conferência e junta todos os problemas, sem
//! parar no primeiro: quem escreve conserta tudo de uma vez. Cada recusa mora no seu módulo e tem
//! em `xtask/tests/suite/` um livro ruim que só ela recusa.

pub mod acervo;
mod ambiente;
mod ancoras;
mod bibliografia;
mod cercas;
mod comando;
mod comandos;
mod desenhos;
mod esqueleto;
mod forma;
mod identificadores;
mod imagens;
mod inclusoes;
mod ligacoes;
mod listagens;
mod marcas;
mod modulos;
mod mortos;
mod notas;
mod ortografia;
mod pagina;
mod pendencias;
mod provas;
mod raiz;
mod servidores;
mod sumario;
mod tabelas;
mod titulos;
mod usados;

use crate::problema::Problema;
use acervo::{Acervo, Livro};
pub use ambiente::Ambiente;
use std::path::Path;

/// O que a conferência achou.
#[derive(Debug, Default)]
pub struct Relatorio {
    /// Em ordem de arquivo e linha, sem repetição. Vazio: o livro pode ser construído.
    pub problemas: Vec<Problema>,
    /// O que não pôde ser conferido nesta máquina, uma linha cada.
    pub avisos: Vec<String>,
}

/// Uma conferência: lê o livro e acrescenta os problemas que achar.
type Conferencia = fn(&Livro<'_>, &mut Vec<Problema>);

const CONFERENCIAS: &[Conferencia] = &[
    inclusoes::conferir,
    cercas::conferir,
    provas::conferir,
    comandos::conferir,
    raiz::conferir,
    sumario::conferir,
    titulos::conferir,
    tabelas::conferir,
    forma::conferir,
    mortos::conferir,
    ancoras::conferir,
    ligacoes::conferir,
    notas::conferir,
    imagens::conferir,
    desenhos::conferir,
    servidores::conferir,
    bibliografia::conferir,
    pendencias::conferir,
];

/// Confere o livro que está em `raiz` (a pasta do `book.toml`).
///
/// # Erros
/// Só quando `raiz` não é uma pasta; o que falta dentro dela vira problema.
pub fn verificar(raiz: &Path) -> anyhow::Result<Relatorio> {
    verificar_com(raiz, &Ambiente::do_sistema())
}

/// Como [`verificar`], com o ambiente dado: os testes trazem o seu dicionário.
///
/// # Erros
/// Os mesmos.
pub fn verificar_com(raiz: &Path, ambiente: &Ambiente) -> anyhow::Result<Relatorio> {
    anyhow::ensure!(raiz.is_dir(), "não existe a pasta {}", raiz.display());
    let mut problemas = Vec::new();
    let mut avisos = Vec::new();
    let acervo = Acervo::ler(raiz, &mut problemas);
    let livro = Livro::novo(&acervo);
    for conferir in CONFERENCIAS {
        conferir(&livro, &mut problemas);
    }
    ortografia::conferir(&livro, ambiente, &mut problemas, &mut avisos);
    problemas.sort();
    problemas.dedup();
    Ok(Relatorio { problemas, avisos })
}
