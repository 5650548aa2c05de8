//! Recusa capítulo fora do SUMMARY, linha do SUMMARY sem arquivo, repetição e página vazia.

use super::{Livro, Pagina, Problema};
use crate::leitura::documento::Documento;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let fonte = &livro.acervo.fonte;
    let mut no_sumario = |motivo: String, remedio: &str| {
        problemas.push(Problema::novo(fonte.join("SUMMARY.md"), 1, motivo, remedio));
    };
    let Some(sumario) = &livro.acervo.sumario else {
        let remedio = "crie o arquivo com a lista dos capítulos";
        return no_sumario("o livro não tem sumário".to_owned(), remedio);
    };
    if let Err(erro) = mdbook_summary::parse_summary(&sumario.texto) {
        let motivo = format!("o mdBook não entende o sumário: {erro:#}");
        let remedio =
            "siga a forma `- [Título](pasta/capitulo.md)`, com as partes em `# Título`";
        return no_sumario(motivo, remedio);
    }
    let listados = conferir_linhas(livro, sumario, problemas);
    for pagina in &livro.paginas {
        let caminho = &pagina.documento.caminho;
        if !listados.contains_key(caminho) && *caminho != fonte.join("404.md") {
            let motivo = "o capítulo não está no sumário, e por isso não é publicado";
            let remedio =
                "acrescente uma linha para ele em SUMMARY.md, ou apague o arquivo";
            problemas.push(pagina.problema(0, motivo, remedio));
        }
        if vazia(pagina) {
            let remedio = "escreva o texto; um capítulo por escrever é `- [Título]()` no SUMMARY.md, sem arquivo";
            problemas.push(pagina.problema(0, "a página está vazia", remedio));
        }
    }
}

/// Confere cada ligação do sumário; devolve os arquivos listados e a linha de cada um.
fn conferir_linhas(
    livro: &Livro<'_>,
    sumario: &Documento,
    problemas: &mut Vec<Problema>,
) -> BTreeMap<PathBuf, usize> {
    let mut listados: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (destino, linha) in ligacoes(sumario) {
        let mut recusar = |motivo: String, remedio: &str| {
            problemas.push(Problema::novo(&sumario.caminho, linha, motivo, remedio));
        };
        let Some(caminho) = sumario.citado(&destino) else {
            recusar(
                format!("o sumário aponta para fora do livro: {destino}"),
                "aponte para um arquivo da pasta do SUMMARY.md",
            );
            continue;
        };
        if let Some(antes) = listados.get(&caminho) {
            let motivo = format!("{destino} já está na linha {antes} do sumário");
            recusar(motivo, "deixe uma só");
        } else if livro.pagina(&caminho).is_none() {
            recusar(
                format!("o sumário aponta para um arquivo que não existe: {destino}"),
                "corrija o caminho, ou deixe-o vazio enquanto o capítulo não é escrito: `- [Título]()`",
            );
        }
        listados.entry(caminho).or_insert(linha);
    }
    listados
}

fn ligacoes(sumario: &Documento) -> Vec<(String, usize)> {
    let ligacoes = sumario
        .eventos()
        .filter_map(|(evento, faixa)| match evento {
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.is_empty() => {
                // O mdBook só entende o espaço; outra letra se escreve como é.
                Some((dest_url.replace("%20", " "), sumario.linha(faixa.start)))
            }
            _ => None,
        });
    ligacoes.collect()
}

/// Títulos e comentários não fazem uma página.
fn vazia(pagina: &Pagina<'_>) -> bool {
    let mut no_titulo = false;
    for (evento, _) in &pagina.eventos {
        match evento {
            Event::Start(Tag::Heading { .. }) => no_titulo = true,
            Event::End(TagEnd::Heading(_)) => no_titulo = false,
            Event::Text(_) | Event::Code(_) if !no_titulo => return false,
            Event::DisplayMath(_) | Event::InlineMath(_) => return false,
            Event::Start(Tag::Image { .. }) => return false,
            _ => {}
        }
    }
    pagina.marcas.is_empty()
}
