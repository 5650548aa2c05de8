//! Texto para HTML de uma linha só, a forma que sobrevive dentro de qualquer bloco de Markdown.

/// Escapa texto para o conteúdo ou o atributo de um elemento.
pub fn escapar(texto: &str) -> String {
    let texto = texto.replace('&', "&amp;").replace('<', "&lt;");
    texto.replace('>', "&gt;").replace('"', "&quot;")
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
}
