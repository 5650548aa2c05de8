//! Do Markdown do curso ao Markdown que o mdBook entende.
//!
//! Cada capítulo é lido uma vez; o que muda vira uma lista de trocas, aplicadas do fim para o
//! começo, para que as posições ainda por trocar continuem valendo. Um erro não interrompe: o
//! leitor recebe todos de uma vez.

mod bloco;
mod contexto;
mod formula;
mod trocas;

use crate::desenho::memoria::Memoria;
use crate::leitura::citacoes;
use crate::leitura::documento::Documento;
use crate::leitura::repositorio::Repositorio;
use crate::problema::{Problema, relatorio};
use anyhow::{Result, bail};
use contexto::Contexto;
use mdbook_preprocessor::book::{Book, Chapter};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// O que vale para todos os capítulos.
#[derive(Debug)]
pub struct Oficina {
    raiz: PathBuf,
    fonte: PathBuf,
    memoria: Memoria,
    repositorio: Option<Repositorio>,
    rotulos: BTreeMap<String, String>,
    mapa: String,
}

impl Oficina {
    /// Prepara a oficina para o livro que está em `raiz`, com o texto em `raiz/fonte`.
    pub fn nova(raiz: &Path, fonte: &Path, livro: &Book) -> Self {
        let bibliografia = livro
            .chapters()
            .find(|c| c.path.as_deref() == Some(Path::new(citacoes::ARQUIVO)))
            .map(|c| citacoes::entradas(&c.content))
            .unwrap_or_default();
        Self {
            raiz: raiz.to_owned(),
            fonte: fonte.to_owned(),
            memoria: Memoria::nova(raiz),
            repositorio: Repositorio::descobrir(raiz),
            rotulos: bibliografia,
            mapa: crate::leitura::mapa::desenhar(livro),
        }
    }

    /// Transforma todos os capítulos.
    ///
    /// # Erros
    /// Um relatório com todos os problemas, um por linha, quando há algum.
    pub fn transformar(&self, livro: &mut Book) -> Result<()> {
        let mut problemas = Vec::new();
        livro.for_each_chapter_mut(|capitulo| match self.capitulo(capitulo) {
            Ok(texto) => capitulo.content = texto,
            Err(novos) => problemas.extend(novos),
        });
        if !problemas.is_empty() {
            bail!(
                "o livro tem erros e não foi construído:\n\n{}",
                relatorio(&problemas)
            );
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

/// O preprocessador do mdBook: lê o livro da entrada, escreve o livro na saída.
///
/// # Erros
/// Entrada que não é a do mdBook, ou um livro com problemas.
pub fn executar(entrada: impl std::io::Read, saida: impl std::io::Write) -> Result<()> {
    let (contexto, mut livro) = mdbook_preprocessor::parse_input(entrada)?;
    let fonte = contexto.config.book.src.clone();
    Oficina::nova(&contexto.root, &fonte, &livro).transformar(&mut livro)?;
    serde_json::to_writer(saida, &livro)?;
    Ok(())
}
