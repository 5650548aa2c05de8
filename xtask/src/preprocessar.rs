//! Do Markdown do curso ao Markdown que o mdBook entende.
//!
//! Cada capítulo é lido uma vez; o que muda vira uma lista de trocas, aplicadas do fim para o
//! começo, para que as posições ainda por trocar continuem valendo. Um erro não interrompe: o
//! leitor recebe todos de uma vez.

mod bloco;
mod contexto;
mod formula;
mod trocas;

use crate::desenho::memoria::{self, Memoria};
use crate::leitura::citacoes;
use crate::leitura::documento::Documento;
use crate::leitura::repositorio::{CLONAR, Repositorio};
use crate::problema::{Problema, Problemas};
use crate::vizinho;
use anyhow::Result;
use contexto::Contexto;
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// O preprocessador do curso.
#[derive(Debug)]
pub struct Curso {
    /// O programa que desenha os diagramas; sem ele, a página mostra o código de cada um.
    pub desenhista: Option<PathBuf>,
}

impl Preprocessor for Curso {
    fn name(&self) -> &'static str {
        "curso"
    }

    fn run(&self, contexto: &PreprocessorContext, mut livro: Book) -> Result<Book> {
        let fonte = &contexto.config.book.src;
        let mut oficina = Oficina::nova(&contexto.root, fonte, &livro);
        oficina.desenhista = self.desenhista.as_ref().map(|programa| Desenhista {
            programa: programa.clone(),
            marca: memoria::marca(programa).to_string(),
        });
        let clonar = Repositorio::clonar(oficina.repositorio.as_ref());
        livro.for_each_chapter_mut(|c| c.content = c.content.replace(CLONAR, &clonar));
        oficina.transformar(&mut livro)?;
        Ok(livro)
    }
}

/// Quem desenha os diagramas, e o que distingue os desenhos dele dos de outra versão.
#[derive(Debug)]
struct Desenhista {
    programa: PathBuf,
    marca: String,
}

/// O que vale para todos os capítulos.
#[derive(Debug)]
struct Oficina {
    raiz: PathBuf,
    fonte: PathBuf,
    memoria: Memoria,
    desenhista: Option<Desenhista>,
    repositorio: Option<Repositorio>,
    rotulos: BTreeMap<String, String>,
    mapa: String,
}

impl Oficina {
    /// Prepara a oficina para o livro que está em `raiz`, com o texto em `raiz/fonte`.
    fn nova(raiz: &Path, fonte: &Path, livro: &Book) -> Self {
        let bibliografia = livro
            .chapters()
            .find(|c| c.path.as_deref() == Some(Path::new(citacoes::ARQUIVO)))
            .map(|c| citacoes::entradas(&c.content))
            .unwrap_or_default();
        Self {
            raiz: raiz.to_owned(),
            fonte: fonte.to_owned(),
            memoria: Memoria::nova(raiz),
            desenhista: None,
            repositorio: Repositorio::descobrir(raiz),
            rotulos: bibliografia,
            mapa: crate::leitura::mapa::desenhar(livro),
        }
    }

    /// Transforma todos os capítulos.
    ///
    /// # Erros
    /// Um relatório com todos os problemas, um por linha, quando há algum.
    fn transformar(&self, livro: &mut Book) -> Result<()> {
        let mut problemas = Vec::new();
        livro.for_each_chapter_mut(|capitulo| match self.capitulo(capitulo) {
            Ok(texto) => capitulo.content = texto,
            Err(novos) => problemas.extend(novos),
        });
        if !problemas.is_empty() {
            return Err(Problemas(problemas).into());
        }
        Ok(())
    }

    fn capitulo(&self, capitulo: &Chapter) -> Result<String, Vec<Problema>> {
        let Some(caminho) = &capitulo.path else {
            return Ok(capitulo.content.clone());
        };
        let documento =
            Documento::novo(self.fonte.join(caminho), capitulo.content.as_str());
        let numero = capitulo.number.as_ref().map(ToString::to_string);
        let mut contexto = Contexto::novo(self, &documento, caminho, numero);
        let mut trocas = trocas::do_markdown(&mut contexto);
        trocas.extend(trocas::das_citacoes(&mut contexto));
        if !contexto.problemas.is_empty() {
            return Err(contexto.problemas);
        }
        let texto = trocas::aplicar(&documento.texto, trocas);
        if caminho == Path::new(citacoes::ARQUIVO) {
            return Ok(citacoes::marcar_entradas(&texto));
        }
        Ok(texto)
    }
}

/// O preprocessador como o mdBook o chama: lê o livro da entrada, escreve o livro na saída.
///
/// # Erros
/// Entrada que não é a do mdBook, ou um livro com problemas.
pub fn executar(entrada: impl std::io::Read, saida: impl std::io::Write) -> Result<()> {
    let (contexto, livro) = mdbook_preprocessor::parse_input(entrada)?;
    let desenhista = Some(vizinho::DIAGRAMAS.obter()?);
    serde_json::to_writer(saida, &Curso { desenhista }.run(&contexto, livro)?)?;
    Ok(())
}
