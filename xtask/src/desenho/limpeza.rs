//! O desenho do Mermaid sem o que a página não usa: cores fixas, sombras, símbolos e marcas.

use regex::{Captures, Regex};
use std::sync::LazyLock;

/// O que sai do desenho sem deixar nada no lugar.
static SOBRAS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"filter:drop-shadow\((?:[^()]|\([^()]*\))*\);?",
        r"box-shadow:[^;}]*;?",
        r"@keyframes [\w-]+\{(?:[^{}]|\{[^{}]*\})*\}",
        r"#[\w-]+ \.edge-animation-[a-z]+\{[^}]*\}",
        r#" filter="[^"]*""#,
        r"<defs><filter\b.*?</filter></defs>",
        r#" data-(?:et|id|from|to|type|points|node)="[^"]*""#,
        r#" name="[^"]*""#,
        r"font-family:system-ui, sans-serif;font-size:16px;font-weight:400;font-style:normal;",
        r#" style="""#,
    ]
    .iter()
    .map(|padrao| Regex::new(padrao).expect("expressão válida"))
    .collect()
});

expressoes! {
    DEFINICAO =
        r#"<defs>\s*<(?:symbol|marker)\b[^>]*?\bid="([^"]+)".*?</(?:symbol|marker)>\s*</defs>"#;
    COR =
        r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|rgba?\([^)]*\)|hsla?\([^)]*\)|\b(?:black|white)\b";
    PINTURA =
        r#"\b(fill|stroke|color|background-color|background|border|stop-color)(=["']|:\s*)([^;"'}]*)"#;
    /// O nome de um estado: o desenho o alinha à esquerda de uma caixa de largura mínima.
    NOME_DE_ESTADO =
        r#"(<g class="label" transform="translate\()-?[\d.]+(, ?-?[\d.]+\)"><rect/><text)>"#;
    /// O rótulo que o Mermaid põe numa caixa de um diagrama de sequência, e não o que o autor escreveu.
    ROTULO = r#"(class="labelText"[^>]*>)(loop|alt|opt|par|critical|break)<"#;
}

/// As palavras que cabem na caixa, que tem a largura de “loop”.
const ROTULOS: &str = "loop=laço alt=caso opt=se par=junto critical=crítico break=saída";

/// Limpa um desenho cujas cores de papel já foram trocadas por variáveis do tema.
pub fn limpar(svg: &str) -> String {
    let limpo = SOBRAS.iter().fold(svg.to_owned(), |svg, sobra| {
        sobra.replace_all(&svg, "").into_owned()
    });
    let usado = sem_definicoes_mortas(&limpo);
    let pintado = PINTURA.replace_all(&usado, |c: &Captures<'_>| {
        // Traços e textos seguem o texto da página; só os fundos seguem o papel da figura.
        let cor = if &c[1] == "stroke" || &c[1] == "color" {
            "currentColor"
        } else {
            "var(--fig-a)"
        };
        format!("{}{}{}", &c[1], &c[2], COR.replace_all(&c[3], cor))
    });
    let centrado =
        NOME_DE_ESTADO.replace_all(&pintado, "${1}0${2} text-anchor=\"middle\">");
    let traduzido = ROTULO.replace_all(&centrado, |c: &Captures<'_>| {
        let mut pares = ROTULOS.split(' ').filter_map(|par| par.split_once('='));
        let par = pares.find(|(ingles, _)| *ingles == &c[2]);
        let rotulo = par.map_or(&c[2], |(_, portugues)| portugues);
        format!("{}{rotulo}<", &c[1])
    });
    traduzido.into_owned()
}

fn sem_definicoes_mortas(svg: &str) -> String {
    let limpo = DEFINICAO.replace_all(svg, |c: &Captures<'_>| {
        let pedidos = [format!("url(#{})", &c[1]), format!("href=\"#{}\"", &c[1])];
        let usada = pedidos.iter().any(|pedido| svg.contains(pedido));
        let viva = usada.then(|| c[0].to_owned());
        viva.unwrap_or_default()
    });
    limpo.into_owned()
}

#[cfg(test)]
mod testes {
    use super::limpar;

    #[test]
    fn so_o_rotulo_da_caixa_se_traduz_e_todos_tem_traducao() {
        for palavra in ["loop", "alt", "opt", "par", "critical", "break"] {
            let escrito = format!("<text>{palavra}</text>");
            let rotulo = format!("<text class=\"labelText\" x=\"1\">{palavra}</text>");
            let limpo = limpar(&(rotulo + &escrito));
            assert_eq!(limpo.matches(&format!(">{palavra}<")).count(), 1, "{limpo}");
            assert!(limpo.ends_with(&escrito), "{limpo}");
        }
    }
}
