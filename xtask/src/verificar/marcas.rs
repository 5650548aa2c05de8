//! As marcas de HTML de um texto, com o lugar de cada uma.
//!
//! Serve ao Markdown, aos modelos Handlebars e ao que mais pareça HTML: basta saber que elementos
//! há, com que atributos e onde. Não monta árvore nem corrige erros, e por isso cabe aqui.

use std::ops::Range;

expressoes! {
    MARCA = r#"(?s)<!--.*?-->|<(/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>"#;
    ATRIBUTO = r#"([^\s=>/"'<]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?"#;
}

/// Os elementos que não têm fecho.
const SOLTOS: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tipo {
    Abre,
    Fecha,
    /// Abre e fecha: não guarda nada dentro.
    Solta,
}

/// Um elemento aberto ou fechado: `<img src="x.svg" alt="…">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marca<'a> {
    pub tipo: Tipo,
    /// Nome em minúsculas.
    pub nome: String,
    pub atributos: Vec<(String, &'a str)>,
    /// Onde a marca está no texto.
    pub faixa: Range<usize>,
    /// O texto cru que segue, só para `script` e `style`.
    pub conteudo: &'a str,
}

impl Marca<'_> {
    /// O valor de um atributo; vazio quando ele não tem valor.
    pub fn atributo(&self, nome: &str) -> Option<&str> {
        let achado = self.atributos.iter().find(|(n, _)| n == nome);
        achado.map(|(_, valor)| *valor)
    }
}

/// As marcas de `texto`; `base` é a posição dele no documento.
pub fn ler(texto: &str, base: usize) -> Vec<Marca<'_>> {
    let mut marcas = Vec::new();
    let mut i = 0;
    while let Some(captura) = MARCA.captures_at(texto, i) {
        let faixa = captura.get(0).map_or(i..texto.len(), |c| c.range());
        i = faixa.end;
        let (Some(nome), Some(dentro)) = (captura.get(2), captura.get(3)) else {
            continue;
        };
        let nome = nome.as_str().to_ascii_lowercase();
        let tipo = if &captura[1] == "/" {
            Tipo::Fecha
        } else if SOLTOS.contains(&nome.as_str()) || dentro.as_str().ends_with('/') {
            Tipo::Solta
        } else {
            Tipo::Abre
        };
        let mut conteudo = "";
        if tipo == Tipo::Abre && matches!(nome.as_str(), "script" | "style") {
            let fim = texto[i..].find(&format!("</{nome}"));
            conteudo = &texto[i..fim.map_or(texto.len(), |f| i + f)];
            i += conteudo.len();
        }
        let atributos = ATRIBUTO.captures_iter(dentro.as_str()).map(|c| {
            let valor = c.get(2).or(c.get(3)).or(c.get(4));
            (c[1].to_ascii_lowercase(), valor.map_or("", |v| v.as_str()))
        });
        marcas.push(Marca {
            tipo,
            atributos: atributos.collect(),
            nome,
            faixa: base + faixa.start..base + faixa.end,
            conteudo,
        });
    }
    marcas
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn le_nome_atributos_e_lugar() {
        let texto = "a <IMG src='x.svg' alt=\"a > b\" hidden/> <!-- <b> --> </p> 1 < 2";
        let marcas = ler(texto, 10);
        assert_eq!(marcas.len(), 2, "{marcas:?}");
        let lidas = [&marcas[0], &marcas[1]].map(|m| (m.nome.as_str(), m.tipo));
        assert_eq!(lidas, [("img", Tipo::Solta), ("p", Tipo::Fecha)]);
        for (nome, valor) in [("src", "x.svg"), ("alt", "a > b"), ("hidden", "")] {
            assert_eq!(marcas[0].atributo(nome), Some(valor));
        }
        assert_eq!(marcas[0].faixa.start, 12);
    }

    #[test]
    fn o_conteudo_de_script_nao_vira_marca() {
        let marcas = ler("<script src=a.js>if (a<b) '<img>'</script><p>", 0);
        let nomes: Vec<&str> = marcas.iter().map(|m| m.nome.as_str()).collect();
        assert_eq!(nomes, ["script", "script", "p"]);
        assert_eq!(marcas[0].conteudo, "if (a<b) '<img>'");
        assert_eq!(marcas[0].atributo("src"), Some("a.js"));
    }
}
