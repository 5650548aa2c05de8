//! A ferramenta do curso: transforma `src/` e `listings/` num site e recusa o que não sabe provar.
//!
//! O caminho do texto, na ordem em que os módulos o percorrem:
//!
//! ```text
//! src/*.md ─► preprocessar ─► html do mdBook ─► acabamento ─► book/html
//!             listagens, figuras, fórmulas,      sumário, metadados,
//!             diagramas e citações               busca e mapa do site
//! ```
//!
//! - [`problema`]: o que se diz a quem errou: arquivo, linha, motivo e remédio;
//! - [`cerca`], [`inclusao`] e [`documento`]: a leitura do Markdown do curso;
//! - [`preprocessar`]: do Markdown do curso ao Markdown que o mdBook entende;
//! - [`acabamento`]: do HTML do mdBook ao site;
//! - [`livro`], [`construir`] e [`servir`]: os comandos que juntam tudo;
//! - [`interoperar`], [`servicos`] e [`repetir`]: os testes que pedem mais que o cargo.

pub mod acabamento;
pub mod avisos;
pub mod cerca;
pub mod citacoes;
pub mod comando;
pub mod construir;
pub mod diagramas;
pub mod documento;
pub mod enxugar;
pub mod figuras;
pub mod formulas;
pub mod html;
pub mod inclusao;
pub mod interoperar;
pub mod limpeza;
pub mod livro;
pub mod mapa;
pub mod memoria;
pub mod preprocessar;
pub mod problema;
pub mod realce;
pub mod repetir;
pub mod repositorio;
pub mod servicos;
pub mod servir;
pub mod verificar;
