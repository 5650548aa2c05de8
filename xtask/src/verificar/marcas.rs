//! As marcas de HTML de um texto, com o lugar de cada uma.
//!
//! Serve ao Markdown, aos modelos Handlebars e ao que mais pareça HTML: basta saber que elementos
//! há, com que atributos e onde. Não monta árvore nem corrige erros, e por isso cabe aqui.

use std::ops::Range;

/// Um elemento aberto: `<img src="x.svg" alt="…">`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marca<'a> {
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
        self.atributos
            .iter()
            .find(|(n, _)| n == nome)
            .map(|(_, valor)| *valor)
    }
}

/// As marcas de abertura de `texto`; `base` é a posição dele no documento.
pub fn ler(texto: &str, base: usize) -> Vec<Marca<'_>> {
    let mut marcas = Vec::new();
    let mut i = 0;
    while let Some(passo) = texto[i..].find('<') {
        let inicio = i + passo;
        let resto = &texto[inicio..];
        if resto.starts_with("<!--") {
            i = inicio + resto.find("-->").map_or(resto.len(), |f| f + 3);
            continue;
        }
        let Some((mut marca, tamanho)) = abertura(resto) else {
            i = inicio + 1;
            continue;
        };
        i = inicio + tamanho;
        if matches!(marca.nome.as_str(), "script" | "style") {
            let fecho = format!("</{}", marca.nome);
            let fim = texto[i..].find(&fecho).map_or(texto.len(), |f| i + f);
            marca.conteudo = &texto[i..fim];
            i = fim;
        }
        marca.faixa = base + inicio..base + inicio + tamanho;
        marcas.push(marca);
    }
    marcas
}

/// Lê `<nome atributos>` no começo de `texto`; devolve a marca e o seu tamanho em bytes.
fn abertura(texto: &str) -> Option<(Marca<'_>, usize)> {
    let depois = &texto[1..];
    let fim = depois
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':')
        .unwrap_or(depois.len());
    if fim == 0 || !depois.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut marca = Marca {
        nome: depois[..fim].to_ascii_lowercase(),
        atributos: Vec::new(),
        faixa: 0..0,
        conteudo: "",
    };
    let mut i = 1 + fim;
    loop {
        i += espacos(&texto[i..]);
        match texto[i..].chars().next() {
            None | Some('<') => return Some((marca, i)),
            Some('>') => return Some((marca, i + 1)),
            Some(_) => {
                let (atributo, tamanho) = atributo(&texto[i..]);
                marca.atributos.extend(atributo);
                i += tamanho;
            }
        }
    }
}

fn espacos(texto: &str) -> usize {
    texto
        .find(|c: char| !c.is_whitespace() && c != '/')
        .unwrap_or(texto.len())
}

/// Lê um atributo; o tamanho nunca é zero, para que a leitura avance sempre.
fn atributo(texto: &str) -> (Option<(String, &str)>, usize) {
    let fim = texto
        .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<'))
        .unwrap_or(texto.len());
    let nome = texto[..fim].to_ascii_lowercase();
    let apos = &texto[fim..];
    let Some(valor) = apos.trim_start().strip_prefix('=').map(str::trim_start) else {
        let lido = (!nome.is_empty()).then_some((nome, ""));
        return (lido, fim.max(1));
    };
    let inicio = texto.len() - valor.len();
    let (valor, tamanho) = match valor.chars().next() {
        Some(aspa @ ('"' | '\'')) => {
            let dentro = &valor[1..];
            let fim = dentro.find(aspa).unwrap_or(dentro.len());
            (&dentro[..fim], (fim + 2).min(valor.len()))
        }
        _ => {
            let fim = valor
                .find(|c: char| c.is_whitespace() || c == '>')
                .unwrap_or(valor.len());
            (&valor[..fim], fim)
        }
    };
    (Some((nome, valor)), inicio + tamanho)
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn le_nome_atributos_e_lugar() {
        let texto = "a <IMG src='x.svg' alt=\"a > b\" hidden/> <!-- <b> --> </p> 1 < 2";
        let marcas = ler(texto, 10);
        assert_eq!(marcas.len(), 1, "{marcas:?}");
        assert_eq!(marcas[0].nome, "img");
        assert_eq!(marcas[0].atributo("src"), Some("x.svg"));
        assert_eq!(marcas[0].atributo("alt"), Some("a > b"));
        assert_eq!(marcas[0].atributo("hidden"), Some(""));
        assert_eq!(marcas[0].faixa.start, 12);
    }

    #[test]
    fn o_conteudo_de_script_nao_vira_marca() {
        let marcas = ler("<script src=a.js>if (a<b) '<img>'</script><p>", 0);
        let nomes: Vec<&str> = marcas.iter().map(|m| m.nome.as_str()).collect();
        assert_eq!(nomes, ["script", "p"]);
        assert_eq!(marcas[0].conteudo, "if (a<b) '<img>'");
        assert_eq!(marcas[0].atributo("src"), Some("a.js"));
    }

    #[test]
    fn texto_quebrado_nao_prende_a_leitura() {
        for texto in [
            "<a href=\"x",
            "<a =",
            "<a ==>",
            "<a '>",
            "<",
            "<é>",
            "<a/b<c>",
        ] {
            ler(texto, 0);
        }
    }
}
