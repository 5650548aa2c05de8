//! Recusa título que pula um nível, mais de um `#` e página que não começa por ele.

use super::{Livro, Pagina, Problema, recusa};
use pulldown_cmark::Tag;

pub fn conferir(_: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let mut anterior = 0;
    for (tag, faixa) in pagina.inicios() {
        let Tag::Heading { level, .. } = tag else {
            continue;
        };
        let antes = std::mem::replace(&mut anterior, *level as usize);
        let (motivo, remedio) = match (antes, anterior) {
            (0, 2..) => recusa(
                format!("o primeiro título da página é de nível {anterior}"),
                "comece a página por `# Título`",
            ),
            (1.., 1) => recusa(
                "a página tem mais de um título de nível 1",
                "deixe um só `#`, no começo; as seções são `##`",
            ),
            (1.., nivel) if nivel > antes + 1 => recusa(
                format!("o título pula do nível {antes} para o {nivel}"),
                format!("use {}", "#".repeat(antes + 1)),
            ),
            _ => continue,
        };
        problemas.push(pagina.problema(faixa.start, motivo, remedio));
    }
    if anterior == 0 {
        let remedio = "comece-a por `# Título`";
        problemas.push(pagina.problema(0, "a página não tem título", remedio));
    }
}
