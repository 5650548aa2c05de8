//! Os alvos de fragmento de uma página, com as mesmas regras do mdBook 0.5.4.
//!
//! Um título ganha o texto em minúsculas, com `-` no lugar dos espaços, sem pontuação e com os
//! acentos; o segundo igual ganha `-1`. Um `{#id}` vale como está, e não entra nessa conta. Os
//! termos de uma lista de definições são alvos também.
//!
//! Recusa o que deixaria um elo sem destino certo: um título sem endereço, o mesmo id duas vezes,
//! um id que a interface da página toma para si.

use super::acervo::Livro;
use super::pagina::Pagina;
use crate::problema::Problema;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// Os ids do modelo da página e dos roteiros dele começam assim, e nenhum do texto.
const DA_INTERFACE: &str = "PG-";

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        let mut ids = ids(pagina);
        ids.sort_by_key(|(_, posicao)| *posicao);
        let mut vistos = HashSet::new();
        for (id, posicao) in &ids {
            let recusa = if id.is_empty() {
                Some((
                    "o título não tem letra nem algarismo, e ficaria sem endereço"
                        .to_owned(),
                    "dê-lhe um: ## Título {#endereco}",
                ))
            } else if id.starts_with(DA_INTERFACE) {
                Some((
                    format!("o id “{id}” é da interface da página"),
                    "escolha outro, que não comece por PG-",
                ))
            } else if !vistos.insert(id) {
                Some((
                    format!("o id “{id}” já está noutro lugar da página"),
                    "mude um dos dois: um elo só pode levar a um",
                ))
            } else {
                None
            };
            problemas.extend(
                recusa
                    .map(|(motivo, remedio)| pagina.problema(*posicao, motivo, remedio)),
            );
        }
    }
}

/// Todos os `#fragmento` que levam a algum lugar da página.
pub fn alvos(pagina: &Pagina<'_>) -> HashSet<String> {
    let nomes = pagina.marcas.iter().filter_map(|m| m.atributo("name"));
    let notas = pagina
        .eventos
        .iter()
        .filter_map(|(evento, _)| match evento {
            Event::FootnoteReference(nome) => Some(format!("footnote-{nome}")),
            _ => None,
        });
    let ids = ids(pagina).into_iter().map(|(id, _)| id);
    ids.chain(nomes.map(str::to_owned)).chain(notas).collect()
}

/// Os ids da página, cada um com o lugar de onde vem.
fn ids(pagina: &Pagina<'_>) -> Vec<(String, usize)> {
    let mut ids = Vec::new();
    let mut contados = HashSet::new();
    let mut texto: Option<String> = None;
    for (evento, faixa) in &pagina.eventos {
        match evento {
            Event::Start(Tag::Heading { id: Some(id), .. }) => {
                ids.push((id.to_string(), faixa.start));
            }
            Event::Start(Tag::Heading { .. } | Tag::DefinitionListTitle) => {
                texto = Some(String::new());
            }
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                if let Some(texto) = texto.take() {
                    let id = id_do_texto(&texto);
                    // Vazio, não se conta: cada um é um título sem endereço.
                    let id = match id.is_empty() {
                        true => id,
                        false => unico(id, &mut contados),
                    };
                    ids.push((id, faixa.start));
                }
            }
            Event::Text(parte) => juntar(&mut texto, &tipografia(parte)),
            Event::Code(parte) => juntar(&mut texto, parte),
            Event::SoftBreak | Event::HardBreak => juntar(&mut texto, " "),
            _ => {}
        }
    }
    for marca in &pagina.marcas {
        let id = marca.atributo("id").map(str::to_owned);
        ids.extend(id.map(|id| (id, marca.faixa.start)));
    }
    ids
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
