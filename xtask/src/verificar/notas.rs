//! Recusa nota de rodapé chamada e não escrita, ou escrita e não chamada, e caixa de aviso que não é
//! uma das cinco: sairia como uma citação comum.

use super::{Livro, Pagina, Problema};
use pulldown_cmark::Tag;
use std::collections::HashSet;

expressoes! {
    /// Uma chamada sem nota não é nota para o leitor de Markdown: fica no texto como foi escrita.
    CHAMADA = r"\[\^([^\]\s]+)\]";
}

pub fn conferir(_: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let chamadas: HashSet<&str> = pagina.notas().collect();
    let mut escritas = HashSet::new();
    for (tag, faixa) in pagina.inicios() {
        let fonte = pagina.fonte(faixa);
        let fonte = fonte.trim_start_matches(['>', ' ', '\r', '\n']);
        let (motivo, remedio) = match tag {
            Tag::FootnoteDefinition(nome) if !escritas.insert(nome.as_ref()) => (
                format!("a nota [^{nome}] está escrita duas vezes"),
                "deixe uma só, ou dê outro nome à segunda".to_owned(),
            ),
            Tag::FootnoteDefinition(nome) if !chamadas.contains(nome.as_ref()) => (
                format!("ninguém chama a nota [^{nome}]"),
                format!("ponha [^{nome}] no texto, ou apague a nota"),
            ),
            Tag::BlockQuote(None) if fonte.starts_with("[!") => (
                format!("caixa de aviso desconhecida: {}", fonte.lines().next().unwrap_or("")),
                "use, sozinho na linha, um destes: [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] ou [!CAUTION]".to_owned(),
            ),
            _ => continue,
        };
        problemas.push(pagina.problema(faixa.start, motivo, remedio));
    }
    for trecho in &pagina.prosa {
        for chamada in CHAMADA.captures_iter(pagina.fonte(trecho)) {
            let inicio = chamada.get(0).map_or(0, |c| c.start());
            problemas.push(pagina.problema(
                trecho.start + inicio,
                format!("a nota [^{}] não existe", &chamada[1]),
                format!("escreva a nota: [^{}]: texto", &chamada[1]),
            ));
        }
    }
}
