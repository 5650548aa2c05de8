//! Recusa o que faria a página pedir algo a outro servidor, e ligação que não é https.
//!
//! Uma ligação comum é escolha do leitor e pode ir aonde for; uma imagem, um estilo ou um roteiro
//! de fora é o livro que pede, sem perguntar, e que quebra quando o outro some.

use super::marcas::{self, Marca};
use super::{Livro, Pagina, Problema, arquivos};
use crate::leitura::documento::Documento;
use pulldown_cmark::Tag;
use regex::Regex;
use std::path::Path;

expressoes! {
    /// `url(https://…)`, `@import "//…"`.
    CSS = r#"(?i)(?:url\(\s*|@import\s+)["']?\s*((?:https?:)?//[^"')\s;]+)"#;
    /// Um endereço inteiro entre aspas: para `fetch`, `import` ou o que for, o roteiro vai a ele.
    JS = r#"["'`]((?:https?:|wss?:)?//[\w.-]+\.\w[^"'`]*)["'`]"#;
    MODELO = r"(?s)\{\{!--.*?--\}\}|\{\{.*?\}\}\}?";
}

/// Relações de `<link>` que o navegador só anota, sem buscar nada.
const SO_ANOTADAS: [&str; 6] =
    ["canonical", "alternate", "author", "license", "me", "next"];

/// Atributos cujo endereço o navegador busca.
const PEDEM: [&str; 10] = [
    "href",
    "xlink:href",
    "src",
    "poster",
    "data",
    "background",
    "action",
    "formaction",
    "ping",
    "manifest",
];

type Achado = (usize, String, String);

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        let mut achados = no_markdown(pagina);
        achados.extend(nas_marcas(&pagina.marcas));
        let achados = achados.into_iter();
        problemas.extend(achados.map(|(i, m, r)| pagina.problema(i, m, r)));
    }
    for caminho in arquivos(&livro.acervo.raiz, Path::new("theme")) {
        // Os testes do tema falam com o servidor que eles mesmos abrem.
        if !caminho.starts_with("theme/testes")
            && let Ok(texto) = std::fs::read_to_string(livro.acervo.raiz.join(&caminho))
        {
            conferir_tema(&Documento::novo(caminho, texto), problemas);
        }
    }
}

fn conferir_tema(arquivo: &Documento, problemas: &mut Vec<Problema>) {
    let extensao = arquivo.caminho.extension().and_then(|e| e.to_str());
    let achados = match extensao {
        Some("hbs" | "html" | "svg") => {
            // As chaves do Handlebars podem ter aspas; viram espaço do mesmo tamanho.
            let texto = MODELO.replace_all(&arquivo.texto, |c: &regex::Captures<'_>| {
                "x".repeat(c[0].len())
            });
            nas_marcas(&marcas::ler(&texto, 0))
        }
        Some("css") => no_css(&arquivo.texto, 0),
        Some("js" | "mjs") => no_js(&arquivo.texto, 0),
        _ => Vec::new(),
    };
    let achados = achados.into_iter();
    let dizer = |(i, m, r)| Problema::novo(&arquivo.caminho, arquivo.linha(i), m, r);
    problemas.extend(achados.map(dizer));
}

fn no_markdown(pagina: &Pagina<'_>) -> Vec<Achado> {
    let mut achados = Vec::new();
    for (tag, faixa) in pagina.inicios() {
        match tag {
            Tag::Image { dest_url, .. } if e_outro(dest_url) => {
                achados.push(pede(faixa.start, dest_url));
            }
            Tag::Link { dest_url, .. } => achados.extend(insegura(faixa.start, dest_url)),
            _ => {}
        }
    }
    achados
}

fn nas_marcas(marcas: &[Marca<'_>]) -> Vec<Achado> {
    marcas.iter().flat_map(na_marca).collect()
}

fn na_marca(marca: &Marca<'_>) -> Vec<Achado> {
    let inicio = marca.faixa.start;
    let mut achados = Vec::new();
    for (nome, valor) in &marca.atributos {
        match (marca.nome.as_str(), nome.as_str()) {
            ("a" | "area", "href") => achados.extend(insegura(inicio, valor)),
            ("link", "href") if so_anotada(marca) => {}
            (_, "style") => {
                let no_estilo = no_css(valor, inicio).into_iter();
                achados.extend(no_estilo.map(|(_, motivo, r)| (inicio, motivo, r)));
            }
            (_, "srcset") => {
                let outro = valor.split(',').map(str::trim).find(|v| e_outro(v));
                achados.extend(outro.map(|v| pede(inicio, v)));
            }
            (_, nome) if PEDEM.contains(&nome) && e_outro(valor) => {
                achados.push(pede(inicio, valor));
            }
            _ => {}
        }
    }
    match marca.nome.as_str() {
        "style" => achados.extend(no_css(marca.conteudo, marca.faixa.end)),
        "script" => achados.extend(no_js(marca.conteudo, marca.faixa.end)),
        _ => {}
    }
    achados
}

fn so_anotada(marca: &Marca<'_>) -> bool {
    let relacao = marca.atributo("rel").unwrap_or("");
    SO_ANOTADAS.iter().any(|r| relacao.eq_ignore_ascii_case(r))
}

fn no_css(texto: &str, base: usize) -> Vec<Achado> {
    enderecos(&CSS, texto, base)
}

fn no_js(texto: &str, base: usize) -> Vec<Achado> {
    let mut achados = enderecos(&JS, texto, base);
    // O nome de um espaço de nomes não é um endereço: ninguém o busca.
    achados.retain(|(_, motivo, _)| !motivo.contains("http://www.w3.org/"));
    achados
}

fn enderecos(expressao: &Regex, texto: &str, base: usize) -> Vec<Achado> {
    let achados = expressao.captures_iter(texto).filter_map(|c| c.get(1));
    let achados = achados.map(|e| pede(base + e.start(), e.as_str()));
    achados.collect()
}

fn e_outro(endereco: &str) -> bool {
    let endereco = endereco.trim().to_ascii_lowercase();
    let esquemas = ["http:", "https:", "//", "ws:", "wss:", "ftp:"];
    esquemas.iter().any(|e| endereco.starts_with(e))
}

fn pede(posicao: usize, endereco: &str) -> Achado {
    (
        posicao,
        format!("a página pediria algo a outro servidor: {endereco}"),
        "traga o arquivo para o repositório, ou faça uma ligação comum".to_owned(),
    )
}

fn insegura(posicao: usize, endereco: &str) -> Option<Achado> {
    let resto = endereco.strip_prefix("http://")?;
    let servidor = resto.split(['/', ':', '?', '#']).next().unwrap_or("");
    if matches!(servidor, "localhost" | "127.0.0.1") {
        return None;
    }
    Some((
        posicao,
        format!("ligação sem https: {endereco}"),
        "use https://; http fica só para localhost e 127.0.0.1".to_owned(),
    ))
}
