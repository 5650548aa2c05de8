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
mod equilibrio;
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

use crate::problema::{Problema, Recusa, recusa};
use crate::{leitura::arquivos, preprocessar, vizinho};
use acervo::{Acervo, Livro, arquivos_com};
pub use ambiente::Ambiente;
use pagina::Pagina;
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
type DoLivro = fn(&Livro<'_>, &mut Vec<Problema>);
/// A que olha uma página de cada vez.
type DaPagina = fn(&Livro<'_>, &Pagina<'_>, &mut Vec<Problema>);

const DO_LIVRO: &[DoLivro] = &[
    cercas::conferir,
    provas::conferir,
    comandos::conferir,
    raiz::conferir,
    sumario::conferir,
    mortos::conferir,
    ancoras::conferir,
    ligacoes::conferir,
    imagens::conferir,
    desenhos::conferir,
    servidores::conferir,
    bibliografia::conferir,
    pendencias::conferir,
];

const DA_PAGINA: &[DaPagina] = &[
    titulos::conferir,
    tabelas::conferir,
    forma::conferir,
    identificadores::conferir,
    equilibrio::conferir,
    notas::conferir,
];

/// Confere o livro que está em `raiz` (a pasta do `book.toml`).
/// Erros: quando `raiz` não é uma pasta ou o programa que desenha os diagramas não se compila; o
/// que falta dentro da pasta vira problema.
pub fn verificar(raiz: &Path) -> anyhow::Result<Relatorio> {
    let mut ambiente = Ambiente::do_sistema();
    ambiente.desenhista = Some(vizinho::DIAGRAMAS.obter()?);
    verificar_com(raiz, &ambiente)
}

/// Como [`verificar`], com o ambiente dado: os testes trazem o seu dicionário.
pub fn verificar_com(raiz: &Path, ambiente: &Ambiente) -> anyhow::Result<Relatorio> {
    anyhow::ensure!(raiz.is_dir(), "não existe a pasta {}", raiz.display());
    let mut problemas = Vec::new();
    let mut avisos = Vec::new();
    let acervo = Acervo::ler(raiz, &mut problemas);
    let livro = Livro::novo(&acervo);
    for conferir in DO_LIVRO {
        conferir(&livro, &mut problemas);
    }
    for pagina in &livro.paginas {
        inclusoes::conferir(&livro, pagina, &mut problemas);
    }
    problemas.extend(ensaiar(&acervo, ambiente, &problemas));
    for pagina in &livro.paginas {
        DA_PAGINA
            .iter()
            .for_each(|conferir| conferir(&livro, pagina, &mut problemas));
    }
    ortografia::conferir(&livro, ambiente, &mut problemas, &mut avisos);
    problemas.sort();
    problemas.dedup();
    Ok(Relatorio { problemas, avisos })
}

/// O que a transformação do texto recusaria e nenhuma das conferências que leem o mesmo que ela
/// disse daquela linha; as da forma, dos títulos e da ortografia falam de outra coisa.
fn ensaiar(acervo: &Acervo, ambiente: &Ambiente, ditos: &[Problema]) -> Vec<Problema> {
    let Some(config) = &acervo.config else {
        return Vec::new();
    };
    let desenhista = ambiente.desenhista.as_deref();
    // Também já está dito o que vem do defeito de uma figura: o motivo começa pelo nome dela.
    let dito = |p: &Problema| {
        let figura = p.motivo.split(": ").next().unwrap_or("");
        ditos.iter().any(|d| {
            (&d.arquivo, d.linha) == (&p.arquivo, p.linha) || d.arquivo.ends_with(figura)
        })
    };
    match preprocessar::ensaiar(&acervo.raiz, config, desenhista, &acervo.textos) {
        Ok(achados) => achados.into_iter().filter(|p| !dito(p)).collect(),
        Err(erro) => {
            let motivo = format!("{erro:#}");
            vec![Problema::novo("book.toml", 1, motivo, "corrija a tabela")]
        }
    }
}
