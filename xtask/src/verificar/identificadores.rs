//! Os alvos de fragmento de uma página, com as mesmas regras do mdBook 0.5.4.
//!
//! Um título ganha o texto em minúsculas, com `-` no lugar dos espaços, sem pontuação e com os
//! acentos; o segundo igual ganha `-1`. Um `{#id}` vale como está, e não entra nessa conta. Os
//! termos de uma lista de definições são alvos também.

use super::pagina::Pagina;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// Todos os `#fragmento` que levam a algum lugar da página.
pub fn alvos(pagina: &Pagina<'_>) -> HashSet<String> {
    let mut alvos = HashSet::new();
    let mut contados = HashSet::new();
    let mut texto: Option<String> = None;
    for (evento, _) in &pagina.eventos {
        match evento {
            Event::Start(Tag::Heading { id: Some(id), .. }) => {
                alvos.insert(id.to_string());
            }
            Event::Start(Tag::Heading { .. } | Tag::DefinitionListTitle) => {
                texto = Some(String::new());
            }
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                if let Some(texto) = texto.take() {
                    alvos.insert(unico(id_do_texto(&texto), &mut contados));
                }
            }
            Event::Text(parte) => juntar(&mut texto, &tipografia(parte)),
            Event::Code(parte) => juntar(&mut texto, parte),
            Event::SoftBreak | Event::HardBreak => juntar(&mut texto, " "),
            Event::FootnoteReference(nome) => {
                alvos.insert(format!("footnote-{nome}"));
            }
            _ => {}
        }
    }
    for marca in &pagina.marcas {
        let ids = [marca.atributo("id"), marca.atributo("name")];
        alvos.extend(ids.into_iter().flatten().map(str::to_owned));
    }
    alvos
}

fn juntar(texto: &mut Option<String>, parte: &str) {
    if let Some(texto) = texto {
        texto.push_str(parte);
    }
}

/// O mdBook troca `--` por travessão antes de fazer o id, e o travessão some.
fn tipografia(texto: &str) -> String {
    texto.replace("---", "—").replace("--", "–")
}

fn id_do_texto(texto: &str) -> String {
    texto
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

fn unico(id: String, contados: &mut HashSet<String>) -> String {
    if contados.insert(id.clone()) {
        return id;
    }
    let livre = (1..)
        .map(|n| format!("{id}-{n}"))
        .find(|candidato| !contados.contains(candidato))
        .unwrap_or(id);
    contados.insert(livre.clone());
    livre
}

#[cfg(test)]
mod testes {
    use super::*;
    use crate::leitura::documento::Documento;

    fn de(texto: &str) -> HashSet<String> {
        let documento = Documento::novo("src/a.md", texto);
        alvos(&Pagina::nova(&documento))
    }

    #[test]
    fn os_ids_sao_os_do_mdbook() {
        for (titulo, id) in [
            ("Para ir além", "para-ir-além"),
            ("O que é `fn main`?", "o-que-é-fn-main"),
            ("A -- B", "a--b"),
            ("*Deadline*: o prazo", "deadline-o-prazo"),
            ("TCP/IP v4", "tcpip-v4"),
        ] {
            assert!(
                de(&format!("## {titulo}\n")).contains(id),
                "{titulo}: {:?}",
                de(titulo)
            );
        }
    }

    #[test]
    fn titulos_iguais_ganham_numero_e_ids_escritos_nao_contam() {
        let alvos = de("# A\n\n## A\n\n## A\n\n## B {#a-1}\n");
        assert!(
            ["a", "a-1", "a-2"].iter().all(|id| alvos.contains(*id)),
            "{alvos:?}"
        );
    }

    #[test]
    fn termos_definidos_e_html_tambem_sao_alvos() {
        let alvos = de("contrapressão\n: Efeito.\n\n<div id=\"x\"></div>\n");
        assert!(
            alvos.contains("contrapressão") && alvos.contains("x"),
            "{alvos:?}"
        );
    }
}
