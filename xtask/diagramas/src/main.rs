//! Desenha um diagrama Mermaid: o pedido vem pela entrada, em JSON, e o SVG sai pela saída.
//!
//! É um programa à parte porque o merman leva mais tempo a compilar que a ferramenta inteira, e
//! quem abre o livro pela primeira vez não espera por ele: lê o código do diagrama até lá.
//!
//! Quem diz o que é um diagrama é o mdbook-mermaid, que marca a cerca como marcaria a de qualquer
//! livro; aqui, a marca se desenha em vez de esperar pelo JavaScript do leitor.

use anyhow::{Context, Result, anyhow, bail};
use mdbook_mermaid::Mermaid;
use mdbook_preprocessor::book::{Book, BookItem, Chapter};
use mdbook_preprocessor::config::Config;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use merman::{
    MermaidEngine, OperationControl, ParseOptions, RenderOutput, RenderRequest, Renderer,
    SourcePresentationConfig, SvgRequest,
};
use serde_json::Value;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    match executar() {
        Ok(()) => ExitCode::SUCCESS,
        Err(erro) => {
            // Quem chama diz o arquivo, a linha e o remédio; aqui só se sabe a causa.
            writeln!(std::io::stderr(), "{erro:#}").ok();
            ExitCode::FAILURE
        }
    }
}

fn executar() -> Result<()> {
    let pedido: Value = serde_json::from_reader(std::io::stdin())
        .context("o pedido não é JSON: {\"fonte\", \"id\", \"configuracao\"}")?;
    let texto = |chave: &str| {
        let texto = pedido[chave].as_str();
        texto.with_context(|| format!("falta “{chave}” no pedido"))
    };
    let fonte = marcado(texto("fonte")?)?;
    let svg = desenhar(&fonte, texto("id")?, pedido["configuracao"].clone())?;
    let escrito = std::io::stdout().write_all(svg.as_bytes());
    escrito.context("não consigo escrever o desenho")
}

/// O diagrama como o mdbook-mermaid o acha numa página e o marca.
fn marcado(fonte: &str) -> Result<String> {
    // Uma cerca maior que as que o diagrama possa ter.
    let cerca = "`".repeat(16);
    let texto = format!("{cerca}mermaid\n{}\n{cerca}\n", fonte.trim_end());
    let capitulo = Chapter::new("", texto, "d.md", Vec::new());
    let livro = Book::new_with_items(vec![BookItem::Chapter(capitulo)]);
    let contexto = PreprocessorContext::new(".".into(), Config::default(), "html".into());
    let livro = Mermaid.run(&contexto, livro)?;
    let pagina = livro.chapters().next().map_or("", |c| c.content.as_str());
    let aberto = pagina.split_once("<pre class=\"mermaid\">");
    let dentro = aberto.and_then(|(_, resto)| resto.split_once("</pre>"));
    let (dentro, _) = dentro.context("o mdbook-mermaid não achou um diagrama")?;
    let texto = dentro.replace("&lt;", "<").replace("&gt;", ">");
    Ok(texto.replace("&quot;", "\"").replace("&amp;", "&"))
}

fn desenhar(fonte: &str, id: &str, configuracao: Value) -> Result<String> {
    let mut pedido = SvgRequest::default();
    pedido.options.diagram_id = Some(id.to_owned());
    let configuracao = SourcePresentationConfig::from_value(configuracao);
    let desenhista = Renderer::new()
        .with_presentation_engine(MermaidEngine::new().with_site_config(configuracao))
        .with_parse_options(ParseOptions::strict());
    let saida = desenhista
        .render(RenderRequest::svg(fonte, OperationControl::new(), pedido))
        .map_err(|erro| anyhow!("{erro}"))?;
    let RenderOutput::Svg(Some(svg)) = saida else {
        bail!(
            "a primeira linha não é de um diagrama que o curso desenha (sequenceDiagram, flowchart ou stateDiagram-v2)"
        );
    };
    Ok(svg.svg().to_owned())
}
