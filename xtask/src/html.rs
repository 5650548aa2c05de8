//! Texto para HTML de uma linha só, a forma que sobrevive dentro de qualquer bloco de Markdown.

/// Escapa texto para o conteúdo ou o atributo de um elemento.
pub fn escapar(texto: &str) -> String {
    let mut saida = String::with_capacity(texto.len());
    for c in texto.chars() {
        match c {
            '&' => saida.push_str("&amp;"),
            '<' => saida.push_str("&lt;"),
            '>' => saida.push_str("&gt;"),
            '"' => saida.push_str("&quot;"),
            _ => saida.push(c),
        }
    }
    saida
}

/// Um comando, com cada opção inteira: o navegador quebraria `--bin` depois de um traço, e a linha
/// seguinte pareceria outra opção.
pub fn comando(texto: &str) -> String {
    let palavras = texto.split(' ').map(|palavra| match palavra {
        "-" | "--" => palavra.to_owned(),
        _ if palavra.starts_with('-') => {
            format!("<span class=\"op\">{}</span>", escapar(palavra))
        }
        _ => escapar(palavra),
    });
    palavras.collect::<Vec<_>>().join(" ")
}

/// Troca quebras de linha por referências de caractere.
///
/// Um bloco de HTML no Markdown acaba na primeira linha em branco e, dentro de uma lista, perde
/// o recuo; com tudo em uma linha nada disso acontece, e o `<pre>` ainda mostra as quebras.
pub fn em_uma_linha(html: &str) -> String {
    html.replace("\r\n", "\n").replace('\n', "&#10;")
}

/// Legendas e textos alternativos aceitam só código entre acentos graves e ênfase com asteriscos.
pub fn legenda(texto: &str) -> String {
    let mut saida = String::new();
    for (i, parte) in texto.split('`').enumerate() {
        let escapado = escapar(parte);
        if i % 2 == 1 {
            saida.push_str(&format!("<code>{escapado}</code>"));
        } else {
            saida.push_str(&enfase(&escapado));
        }
    }
    saida
}

fn enfase(texto: &str) -> String {
    let partes: Vec<&str> = texto.split('*').collect();
    if partes.len().is_multiple_of(2) {
        return texto.to_owned();
    }
    partes
        .iter()
        .enumerate()
        .map(|(i, p)| {
            if i % 2 == 1 {
                format!("<em>{p}</em>")
            } else {
                (*p).to_owned()
            }
        })
        .collect()
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn so_as_opcoes_de_um_comando_ficam_inteiras() {
        assert_eq!(
            comando("cargo run -p a --bin b-c -- <x>"),
            "cargo run <span class=\"op\">-p</span> a \
             <span class=\"op\">--bin</span> b-c -- &lt;x&gt;"
        );
    }

    #[test]
    fn legenda_aceita_codigo_e_enfase_e_escapa_o_resto() {
        assert_eq!(
            legenda("o `a<b>` e o *buffer* & <i>"),
            "o <code>a&lt;b&gt;</code> e o <em>buffer</em> &amp; &lt;i&gt;"
        );
    }

    #[test]
    fn asterisco_sem_par_fica_como_esta() {
        assert_eq!(legenda("2 * 3"), "2 * 3");
    }
}
