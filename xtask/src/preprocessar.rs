//! Do Markdown do curso ao Markdown que o mdBook entende.
//!
//! Cada capítulo é lido uma vez; o que muda vira uma lista de trocas, aplicadas do fim para o
//! começo, para que as posições ainda por trocar continuem valendo. Um erro não interrompe: o
//! leitor recebe todos de uma vez.

mod bloco;
mod contexto;
mod execucao;
mod figura;
mod formula;
mod legenda;
mod trocas;

use crate::desenho::formulas::Formulas;
use crate::desenho::memoria::{self, Memoria};
use crate::leitura::citacoes;
use crate::leitura::documento::Documento;
use crate::leitura::repositorio::{CLONAR, Repositorio};
use crate::problema::{Problema, Problemas};
use crate::vizinho;
use anyhow::{Result, ensure};
use contexto::Contexto;
use mdbook_preprocessor::book::{Book, Chapter};
use mdbook_preprocessor::config::Config;
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
        let mut oficina =
            Oficina::nova(&contexto.root, &contexto.config, self.desenhista.as_deref())?;
        oficina.repositorio = Repositorio::descobrir(&contexto.root);
        oficina.mapa = crate::leitura::mapa::desenhar(&livro);
        let e_bibliografia =
            |c: &&Chapter| c.path.as_deref() == Some(citacoes::ARQUIVO.as_ref());
        let bibliografia = livro.chapters().find(e_bibliografia);
        oficina.rotulos =
            bibliografia.map_or_else(BTreeMap::new, |c| citacoes::entradas(&c.content));
        let clonar = Repositorio::clonar(oficina.repositorio.as_ref());
        let mut problemas = Vec::new();
        livro.for_each_chapter_mut(|capitulo| {
            capitulo.content = capitulo.content.replace(CLONAR, &clonar);
            let Some(caminho) = &capitulo.path else {
                return;
            };
            let fonte = contexto.config.book.src.join(caminho);
            let documento = Documento::novo(fonte, capitulo.content.as_str());
            let numero = capitulo.number.as_ref().map(ToString::to_string);
            match oficina.capitulo(&documento, caminho, numero) {
                Ok(texto) => capitulo.content = texto,
                Err(novos) => problemas.extend(novos),
            }
        });
        ensure!(problemas.is_empty(), Problemas(problemas));
        Ok(livro)
    }
}

/// O que impediria a transformação destes textos, sem a fazer: quem verifica o livro recusa tudo o
/// que quem o constrói recusaria, porque é o mesmo código que o diz.
pub fn ensaiar(
    raiz: &Path,
    config: &Config,
    desenhista: Option<&Path>,
    textos: &[Documento],
) -> Result<Vec<Problema>> {
    let mut oficina = Oficina::nova(raiz, config, desenhista)?;
    let bibliografia = config.book.src.join(citacoes::ARQUIVO);
    let bibliografia = textos.iter().filter(|t| t.caminho == bibliografia);
    // De uma entrada mal escrita vale a chave: quem a cita não tem culpa.
    let chaves = bibliografia.flat_map(|t| citacoes::chaves(&t.texto));
    oficina.rotulos = chaves.map(|c| (c.to_owned(), String::new())).collect();
    let problemas = textos.iter().filter_map(|texto| {
        let caminho = texto.caminho.strip_prefix(&config.book.src).ok()?;
        oficina.capitulo(texto, caminho, None).err()
    });
    Ok(problemas.flatten().collect())
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
    memoria: Memoria,
    formulas: Formulas,
    desenhista: Option<Desenhista>,
    repositorio: Option<Repositorio>,
    rotulos: BTreeMap<String, String>,
    mapa: String,
}

impl Oficina {
    /// Prepara a oficina para o livro que está em `raiz`; o que vem dos outros capítulos vem depois.
    fn nova(raiz: &Path, config: &Config, desenhista: Option<&Path>) -> Result<Self> {
        Ok(Self {
            raiz: raiz.to_owned(),
            memoria: Memoria::nova(raiz),
            formulas: Formulas::nova(config, raiz)?,
            desenhista: desenhista.map(|programa| Desenhista {
                programa: programa.to_owned(),
                marca: memoria::marca(programa).to_string(),
            }),
            repositorio: None,
            rotulos: BTreeMap::new(),
            mapa: String::new(),
        })
    }

    fn capitulo(
        &self,
        documento: &Documento,
        caminho: &Path,
        numero: Option<String>,
    ) -> Result<String, Vec<Problema>> {
        let mut contexto = Contexto::novo(self, documento, caminho, numero);
        let trocas = trocas::do_capitulo(&mut contexto);
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
pub fn executar(entrada: impl std::io::Read, saida: impl std::io::Write) -> Result<()> {
    let (contexto, livro) = mdbook_preprocessor::parse_input(entrada)?;
    let desenhista = Some(vizinho::DIAGRAMAS.obter()?);
    serde_json::to_writer(saida, &Curso { desenhista }.run(&contexto, livro)?)?;
    Ok(())
}
