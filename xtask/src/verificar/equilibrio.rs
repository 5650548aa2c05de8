//! Recusa marca de HTML que não fecha onde abriu, ou que não é de HTML: o mdBook só a publica com um
//! aviso em inglês.

use super::marcas::{Marca, Tipo};
use super::{Livro, Pagina, Problema};
use pulldown_cmark::{Event, Tag, TagEnd};

expressoes! {
    /// Um comentário pode dizer o que quiser.
    ESTRANHA = r"(?s)<!--.*?-->|(<[?!][^\s>]*)";
}

pub fn conferir(_: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    // As marcas abertas; vazio, um elemento do Markdown, que elas não podem atravessar.
    let mut abertas: Vec<Option<&Marca<'_>>> = Vec::new();
    let mut marcas = pagina.marcas.iter().peekable();
    for (evento, faixa) in &pagina.eventos {
        match evento {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                let estranhas = ESTRANHA.captures_iter(pagina.fonte(faixa));
                problemas.extend(estranhas.filter_map(|c| c.get(1)).map(|marca| {
                    let motivo = format!("{} não é de HTML", marca.as_str());
                    let remedio = "escreva-o como `código`, ou tire-o";
                    pagina.problema(faixa.start + marca.start(), motivo, remedio)
                }));
                while let Some(marca) = marcas.next_if(|m| m.faixa.start < faixa.end) {
                    problemas.extend(passar(pagina, marca, &mut abertas));
                }
            }
            Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(_) => abertas.push(None),
            Event::End(_) => {
                while let Some(Some(marca)) = abertas.pop() {
                    problemas.push(nao_fecha(pagina, marca));
                }
            }
            _ => {}
        }
    }
    problemas.extend(abertas.iter().flatten().map(|m| nao_fecha(pagina, m)));
}

fn passar<'m>(
    pagina: &Pagina<'_>,
    marca: &'m Marca<'m>,
    abertas: &mut Vec<Option<&'m Marca<'m>>>,
) -> Option<Problema> {
    match marca.tipo {
        Tipo::Solta => {}
        Tipo::Abre => abertas.push(Some(marca)),
        Tipo::Fecha => match abertas.last() {
            Some(Some(aberta)) if aberta.nome == marca.nome => drop(abertas.pop()),
            _ => {
                let motivo =
                    format!("</{}> fecha o que não está aberto aqui", marca.nome);
                let remedio = "feche as marcas na ordem inversa em que as abriu";
                return Some(pagina.problema(marca.faixa.start, motivo, remedio));
            }
        },
    }
    None
}

fn nao_fecha(pagina: &Pagina<'_>, marca: &Marca<'_>) -> Problema {
    let nome = &marca.nome;
    let remedio = format!("escreva </{nome}> no mesmo parágrafo, item ou célula");
    let motivo = format!("a marca <{nome}> não fecha");
    pagina.problema(marca.faixa.start, motivo, remedio)
}
