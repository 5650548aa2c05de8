//! `{{#include arquivo:ancora}}`: o trecho de um arquivo que o capítulo mostra.
//!
//! O mdBook publica um bloco vazio quando a âncora não existe; aqui, qualquer falta é erro.

use crate::problema::{Recusa, com_barras, recusa};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

/// O pedido de inclusão, como o capítulo o escreve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pedido {
    pub caminho: String,
    pub ancora: Option<String>,
}

/// O trecho encontrado.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trecho {
    /// Arquivo, relativo à raiz do livro.
    pub arquivo: PathBuf,
    /// Primeira e última linha do trecho no arquivo, a partir de 1.
    pub linhas: (usize, usize),
    pub texto: String,
}

impl Pedido {
    /// Reconhece um corpo de bloco que é exatamente uma inclusão.
    pub fn analisar(corpo: &str) -> Option<Self> {
        let dentro = corpo.trim().strip_prefix("{{#include ")?;
        let dentro = dentro.strip_suffix("}}")?.trim();
        let (caminho, ancora) = match dentro.split_once(':') {
            Some((caminho, ancora)) => (caminho.to_owned(), Some(ancora.to_owned())),
            None => (dentro.to_owned(), None),
        };
        (!dentro.contains('\n')).then_some(Self { caminho, ancora })
    }

    /// Lê o trecho pedido por um capítulo que está em `pasta` (relativa a `raiz`).
    /// Erros: motivo e remédio, quando o arquivo falta, a âncora falta, não fecha ou está vazia.
    pub fn ler(&self, raiz: &Path, pasta: &Path) -> Result<Trecho, Recusa> {
        let arquivo = normalizar(&pasta.join(&self.caminho)).ok_or_else(|| {
            let motivo = format!("a inclusão sai da pasta do livro: {}", self.caminho);
            recusa(motivo, "inclua um arquivo do próprio repositório")
        })?;
        let nome = com_barras(&arquivo);
        let conteudo = std::fs::read_to_string(raiz.join(&arquivo)).map_err(|erro| {
            let motivo = match erro.kind() {
                ErrorKind::NotFound => format!("o arquivo incluído {nome} não existe"),
                ErrorKind::InvalidData => {
                    format!("o arquivo incluído {nome} não é texto UTF-8")
                }
                _ => format!("não consigo ler o arquivo incluído {nome}: {erro}"),
            };
            recusa(motivo, "confira o caminho, que é relativo ao capítulo")
        })?;
        let (linhas, texto) = match &self.ancora {
            Some(ancora) => cortar(&conteudo, ancora, &nome)?,
            None => ((1, conteudo.lines().count()), sem_marcas(conteudo.lines())),
        };
        if texto.trim().is_empty() {
            return Err(recusa(
                format!("o trecho incluído de {nome} está vazio"),
                "ponha código entre ANCHOR e ANCHOR_END, ou inclua outro trecho",
            ));
        }
        Ok(Trecho {
            arquivo,
            linhas,
            texto,
        })
    }
}

fn cortar(
    conteudo: &str,
    ancora: &str,
    nome: &str,
) -> Result<((usize, usize), String), Recusa> {
    let linhas: Vec<&str> = conteudo.lines().collect();
    let posicao = |chave| linhas.iter().position(|l| marca(l, chave) == Some(ancora));
    match (posicao("ANCHOR:"), posicao("ANCHOR_END:")) {
        (Some(inicio), Some(fim)) if inicio < fim => {
            let texto = sem_marcas(linhas[inicio + 1..fim].iter().copied());
            Ok(((inicio + 2, fim), texto))
        }
        (Some(_), _) => Err((
            format!("a âncora “{ancora}” de {nome} não fecha"),
            format!("escreva `// ANCHOR_END: {ancora}` depois do trecho"),
        )),
        (None, _) => Err((
            format!("a âncora “{ancora}” não existe em {nome}"),
            existentes(conteudo, ancora),
        )),
    }
}

fn existentes(conteudo: &str, ancora: &str) -> String {
    let nomes = ancoras(conteudo).map(|(_, nome)| nome);
    match nomes.collect::<Vec<_>>().join(", ").as_str() {
        "" => format!(
            "escreva `// ANCHOR: {ancora}` antes do trecho e `// ANCHOR_END: {ancora}` depois"
        ),
        nomes => format!("as âncoras do arquivo são: {nomes}"),
    }
}

/// As âncoras que um arquivo abre, cada uma com a sua linha, a partir de 1.
pub fn ancoras(texto: &str) -> impl Iterator<Item = (usize, &str)> {
    let linhas = texto.lines().enumerate();
    linhas.filter_map(|(i, linha)| Some((i + 1, marca(linha, "ANCHOR:")?)))
}

fn marca<'a>(linha: &'a str, chave: &str) -> Option<&'a str> {
    let (antes, depois) = linha.split_once(chave)?;
    // Só comentário antes da marca: uma linha de código que fala de âncoras não é uma âncora.
    let comentario = antes.trim().chars().all(|c| "/#<!-*".contains(c));
    let nome = depois.trim().trim_end_matches("-->");
    let nome = nome.trim_end_matches("*/").trim();
    (comentario && !nome.is_empty()).then_some(nome)
}

/// Junta as linhas sem as marcas de âncora e sem o recuo comum.
fn sem_marcas<'a>(linhas: impl Iterator<Item = &'a str>) -> String {
    let linhas: Vec<&str> = linhas
        .filter(|l| marca(l, "ANCHOR:").is_none() && marca(l, "ANCHOR_END:").is_none())
        .collect();
    let cheias = linhas.iter().filter(|l| !l.trim().is_empty());
    let recuos = cheias.map(|l| l.len() - l.trim_start_matches(' ').len());
    let recuo = recuos.min().unwrap_or(0);
    let cortadas = linhas.iter().map(|l| l.get(recuo..).unwrap_or(""));
    let cortadas: Vec<&str> = cortadas.collect();
    cortadas.join("\n").trim_matches('\n').to_owned()
}

/// Resolve `.` e `..` sem tocar no disco; `None` quando o caminho sai da raiz.
pub fn normalizar(caminho: &Path) -> Option<PathBuf> {
    let mut partes = PathBuf::new();
    for parte in caminho.components() {
        match parte {
            Component::Normal(p) => partes.push(p),
            Component::CurDir => {}
            Component::ParentDir if partes.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => {
                return None;
            }
        }
    }
    Some(partes)
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_trecho_perde_o_recuo_comum_e_guarda_as_linhas() {
        let fonte = "a\n    // ANCHOR: x\n    b\n\n      c\n    // ANCHOR_END: x\nd\n";
        let (linhas, texto) = cortar(fonte, "x", "f.rs").expect("a âncora existe");
        assert_eq!(texto, "b\n\n  c");
        assert_eq!(linhas, (3, 5));
    }

    #[test]
    fn ancora_que_e_prefixo_de_outra_nao_se_confunde() {
        let fonte = "// ANCHOR: xy\n1\n// ANCHOR_END: xy\n";
        assert!(cortar(fonte, "x", "f.rs").is_err());
    }

    #[test]
    fn caminho_que_sai_da_raiz_e_recusado() {
        let normal = |caminho| normalizar(Path::new(caminho));
        assert_eq!(normal("src/a/../../x"), Some("x".into()));
        assert_eq!(normal("src/../../x"), None);
    }

    #[test]
    fn corpo_com_mais_que_a_inclusao_nao_e_inclusao() {
        assert!(Pedido::analisar("{{#include a.rs:x}}\n").is_some());
        assert_eq!(Pedido::analisar("fn main() {}\n{{#include a.rs}}"), None);
    }
}
