//! A ferramenta do curso: transforma `src/` e `listings/` num site e recusa o que não sabe provar.
//!
//! O caminho do texto, na ordem em que os módulos o percorrem:
//!
//! ```text
//! src/*.md ─► leitura ─► preprocessar ─► html do mdBook ─► acabamento ─► book/html
//!                        listagens, figuras, fórmulas,     sumário, metadados,
//!                        diagramas e citações              busca e mapa do site
//! ```
//!
//! - [`problema`]: o que se diz a quem errou: arquivo, linha, motivo e remédio;
//! - [`leitura`]: o Markdown do curso, e o livro que ele forma;
//! - [`desenho`]: o que vira figura, fórmula ou código colorido;
//! - [`preprocessar`], [`verificar`] e [`acabamento`]: os três estágios;
//! - [`vizinho`]: os programas que se compilam à parte, e por quê;
//! - [`comandos`]: o que se pede na linha de comando.
//!
//! As setas vão num sentido só: um comando conhece os estágios, um estágio conhece a leitura e o
//! desenho, e nenhum conhece quem o chamou. Verificar ensaia preprocessar: o que um recusaria o outro
//! recusa, porque é o mesmo código que o diz.

/// Expressões regulares, cada uma compilada na primeira vez em que serve.
macro_rules! expressoes {
    ($($(#[$nota:meta])* $vis:vis $nome:ident = $texto:expr;)*) => {$(
        $(#[$nota])*
        $vis static $nome: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| {
                regex::Regex::new($texto).expect("a expressão é válida")
            });
    )*};
}

pub mod acabamento;
pub mod comandos;
pub mod desenho;
pub mod html;
pub mod leitura;
pub mod preprocessar;
pub mod problema;
pub mod verificar;
pub mod vizinho;
