//! O desenho do Mermaid com menos bytes e a mesma cara.
//!
//! Ele traz o estilo de tudo o que saberia desenhar e coordenadas com mais casas do que um pixel
//! tem: num capítulo com dois diagramas isso é um décimo do peso da página.

use regex::Captures;
use std::collections::HashSet;

expressoes! {
    /// Só os atributos que desenham: o texto de um rótulo pode ter o número que quiser.
    GEOMETRIA =
        r#" (?:d|[xy][12]?|[cr][xy]|r|width|height|points|transform|viewBox)="[^"]*""#;
    NUMERO = r"-?\d+\.\d{2,}";
    /// O tracejado que o Mermaid calcula para uma linha contínua.
    LINHA_CONTINUA =
        r"stroke-dasharray: ?0 0 [\d.]+ [\d.]+; ?stroke-dashoffset: ?0;(?:fill:none;;;)?|fill:none;;;";
    ESTILO = r"(?s)<style>(.*?)</style>";
    REGRA = r"([^{}]+)\{([^{}]*)\}";
    CLASSES = r#"\bclass="([^"]*)""#;
    CLASSE = r"\.([A-Za-z][\w-]*)";
    ID_PEDIDO = r#"\[id\$?="([^"]+)"\]"#;
}

/// Enxuga um desenho já limpo.
pub fn enxugar(svg: &str) -> String {
    let continuo = LINHA_CONTINUA.replace_all(svg, "");
    let curto = GEOMETRIA.replace_all(&continuo, |c: &Captures<'_>| {
        let curto = NUMERO.replace_all(&c[0], |n: &Captures<'_>| arredondar(&n[0]));
        curto.into_owned()
    });
    sem_regras_mortas(&curto).replace(" data-edge=\"true\"", "")
}

/// Um décimo de pixel é menos do que se vê.
fn arredondar(numero: &str) -> String {
    let valor: f64 = numero.parse().unwrap_or_default();
    let curto = format!("{valor:.1}");
    curto.strip_suffix(".0").unwrap_or(&curto).to_owned()
}

/// Tira do `<style>` as regras para classes e marcas que este desenho não tem.
fn sem_regras_mortas(svg: &str) -> String {
    let corpo = ESTILO.replace_all(svg, "");
    let listas = CLASSES.captures_iter(&corpo).filter_map(|c| c.get(1));
    let classes = listas.flat_map(|lista| lista.as_str().split_whitespace());
    let classes: HashSet<&str> = classes.collect();
    let viva = |seletor: &&str| {
        let mut pede = CLASSE.captures_iter(seletor);
        let mut ids = ID_PEDIDO.captures_iter(seletor);
        pede.all(|c| classes.contains(&c[1]))
            && ids.all(|c| corpo.contains(&format!("{}\"", &c[1])))
    };
    let enxuto = ESTILO.replace_all(svg, |estilo: &Captures<'_>| {
        let regras = REGRA.captures_iter(&estilo[1]).map(|regra| {
            let seletores = regra.get(1).map_or("", |s| s.as_str());
            let vivos: Vec<&str> = seletores.split(',').filter(viva).collect();
            match vivos.is_empty() || regra[2].trim().is_empty() {
                true => String::new(),
                false => format!("{}{{{}}}", vivos.join(","), &regra[2]),
            }
        });
        format!("<style>{}</style>", regras.collect::<String>())
    });
    enxuto.into_owned()
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_regra_de_quem_nao_esta_no_desenho_sai_e_a_outra_fica() {
        let svg = "<svg><style>#d .ator{fill:a;}#d .ausente{fill:b;}#d .ausente,#d p{c:d;}#d .ator .x{}</style><g class=\"ator y\"/></svg>";
        assert_eq!(
            enxugar(svg),
            "<svg><style>#d .ator{fill:a;}#d p{c:d;}</style><g class=\"ator y\"/></svg>"
        );
    }

    #[test]
    fn coordenada_encurta_e_texto_nao_muda() {
        let svg = "<svg viewBox=\"51.14999 0 9.75 7\"><path d=\"M1.23456,7.5L-0.98,2.04\" id=\"a1.2345\"/><text x=\"3.14159\">3.14159</text></svg>";
        assert_eq!(
            enxugar(svg),
            "<svg viewBox=\"51.1 0 9.8 7\"><path d=\"M1.2,7.5L-1,2\" id=\"a1.2345\"/><text x=\"3.1\">3.14159</text></svg>"
        );
    }
}
