//! Recusa tabela com coluna sem nome: quem ouve a página com um leitor de tela ouviria a célula sem
//! saber de que coluna ela é (WCAG 2.2, 1.3.1).

use super::{Livro, Pagina, Problema};
use pulldown_cmark::{Event, Tag, TagEnd};

pub fn conferir(_: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let (mut no_cabecalho, mut coluna) = (false, 0);
    for par in pagina.eventos.windows(2) {
        match &par[0].0 {
            Event::Start(Tag::TableHead) => (no_cabecalho, coluna) = (true, 0),
            Event::End(TagEnd::TableHead) => no_cabecalho = false,
            Event::Start(Tag::TableCell) if no_cabecalho => {
                coluna += 1;
                if matches!(par[1].0, Event::End(TagEnd::TableCell)) {
                    let motivo = format!("a coluna {coluna} da tabela não tem nome");
                    let remedio = "escreva no cabeçalho o que a coluna diz";
                    problemas.push(pagina.problema(par[0].1.start, motivo, remedio));
                }
            }
            _ => {}
        }
    }
}
