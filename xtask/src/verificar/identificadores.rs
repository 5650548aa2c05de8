//! Os alvos de fragmento de uma página, com as mesmas regras do mdBook 0.5.4.
//!
//! Um título ganha o texto em minúsculas, com `-` no lugar dos espaços, sem pontuação e com os
//! acentos; o segundo igual ganha `-1`. Um `{#id}` vale como está, e não entra nessa conta. Os
//! termos de uma lista de definições são alvos também.
//!
//! Recusa o que deixaria um elo sem destino certo: um título sem endereço, ou com outro que não o
//! que se lê, o mesmo id duas vezes, um id que a página toma para si.

use super::{Livro, Pagina, Problema, recusa};
use crate::leitura::citacoes::CITACAO;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;
use std::ops::Range;

expressoes! {
    /// Os ids do modelo da página, da bibliografia, das notas e das figuras.
    DA_PAGINA = r"^(?:PG|ref|footnote|fr)-|-f\d+$";
}

const DE_UM: &str = "dê-lhe um endereço: ## Título {#endereco}";

pub fn conferir(_: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    for (tag, faixa) in pagina.inicios() {
        if matches!(tag, Tag::Heading { id: None, .. }) && muda(pagina, faixa) {
            let motivo = "o endereço do título, que tem fórmula, citação ou nota, seria outro que não o que se lê";
            problemas.push(pagina.problema(faixa.start, motivo, DE_UM));
        }
    }
    let mut ids = ids(pagina);
    ids.sort_by_key(|(_, posicao)| *posicao);
    let mut vistos = HashSet::new();
    for (id, posicao) in &ids {
        let (motivo, remedio) = if id.is_empty() {
            recusa(
                "o título não tem letra nem algarismo, e ficaria sem endereço",
                DE_UM,
            )
        } else if DA_PAGINA.is_match(id) {
            recusa(
                format!("o id “{id}” é dos que a própria página põe"),
                "escolha outro, que não comece por PG-, ref-, footnote- ou fr- nem acabe por -f e um número",
            )
        } else if !vistos.insert(id) {
            recusa(
                format!("o id “{id}” já está noutro lugar da página"),
                "mude um dos dois: um elo só pode levar a um",
            )
        } else {
            continue;
        };
        problemas.push(pagina.problema(*posicao, motivo, remedio));
    }
}

/// O texto do título não é o que está escrito: cada um destes vira outra coisa na página.
fn muda(pagina: &Pagina<'_>, titulo: &Range<usize>) -> bool {
    let mut eventos = pagina.eventos.iter();
    CITACAO.is_match(pagina.fonte(titulo))
        || eventos.any(|(evento, faixa)| {
            titulo.contains(&faixa.start)
                && matches!(evento, Event::InlineMath(_) | Event::FootnoteReference(_))
        })
}

/// Todos os `#fragmento` que levam a algum lugar da página.
pub fn alvos(pagina: &Pagina<'_>) -> HashSet<String> {
    let nomes = pagina.marcas.iter().filter_map(|m| m.atributo("name"));
    let notas = pagina.notas().map(|nome| format!("footnote-{nome}"));
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
                    ids.push((unico(id_do_texto(&texto), &mut contados), faixa.start));
                }
            }
            // O mdBook troca `--` por travessão antes de fazer o id, e o travessão some.
            Event::Text(parte) => texto.iter_mut().for_each(|t| {
                t.push_str(&parte.replace("---", "—").replace("--", "–"));
            }),
            Event::Code(parte) => texto.iter_mut().for_each(|t| t.push_str(parte)),
            Event::SoftBreak | Event::HardBreak => {
                texto.iter_mut().for_each(|t| t.push(' '));
            }
            _ => {}
        }
    }
    for marca in &pagina.marcas {
        let id = marca.atributo("id").map(str::to_owned);
        ids.extend(id.map(|id| (id, marca.faixa.start)));
    }
    ids
}

fn id_do_texto(texto: &str) -> String {
    let letras = texto.trim().to_lowercase();
    let letras = letras.chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
        c => c.is_whitespace().then_some('-'),
    });
    letras.collect()
}

fn unico(id: String, contados: &mut HashSet<String>) -> String {
    // Vazio, não se conta: cada um é um título sem endereço.
    if id.is_empty() || contados.insert(id.clone()) {
        return id;
    }
    let mut candidatos = (1..).map(|n| format!("{id}-{n}"));
    let livre = candidatos.find(|c| contados.insert(c.clone()));
    livre.unwrap_or_default()
}

#[cfg(test)]
mod testes {
    use super::*;
    use crate::leitura::documento::Documento;

    /// Estes são alvos de uma página com este texto.
    #[track_caller]
    fn tem(texto: &str, esperados: &[&str]) {
        let documento = Documento::novo("src/a.md", texto);
        let alvos = alvos(&Pagina::nova(&documento));
        let tem = esperados.iter().all(|id| alvos.contains(*id));
        assert!(tem, "{texto}: {alvos:?}");
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
            tem(&format!("## {titulo}\n"), &[id]);
        }
    }

    #[test]
    fn titulos_iguais_ganham_numero_e_ids_escritos_nao_contam() {
        tem("# A\n\n## A\n\n## A\n\n## B {#a-1}\n", &["a", "a-1", "a-2"]);
    }

    #[test]
    fn termos_definidos_e_html_tambem_sao_alvos() {
        let texto = "contrapressão\n: Efeito.\n\n<div id=\"x\"></div>\n";
        tem(texto, &["contrapressão", "x"]);
    }
}
