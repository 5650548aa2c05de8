//! Recusa cerca mal escrita: linguagem ou atributo desconhecido, atributo que falta ou que não
//! cabe naquele bloco, bloco recuado e cerca que não fecha.

use super::acervo::Livro;
use super::pagina::Pagina;
use crate::leitura::cerca::Cerca;
use crate::leitura::documento::Bloco;
use crate::problema::Problema;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        for bloco in &pagina.blocos {
            problemas.extend(conferir_bloco(pagina, bloco));
        }
    }
    // O GitHub mostra o README como quer; aqui importa só que o Rust dele seja provado.
    if let Some(pagina) = &livro.leiame {
        for bloco in pagina.blocos.iter().filter(|b| e_rust(b)) {
            problemas.extend(conferir_bloco(pagina, bloco));
        }
    }
}

/// A cerca fala de Rust, ainda que mal escrita (`Rust`, `rust,ignore`, `rs`).
pub fn e_rust(bloco: &Bloco) -> bool {
    let linguagem = bloco
        .info
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or("");
    linguagem.eq_ignore_ascii_case("rust") || linguagem == "rs"
}

fn conferir_bloco(pagina: &Pagina<'_>, bloco: &Bloco) -> Vec<Problema> {
    let problema = |motivo: String, remedio: String| {
        Problema::novo(&pagina.documento.caminho, bloco.linha, motivo, remedio)
    };
    if bloco.recuado {
        return vec![problema(
            "bloco de código feito por recuo, sem cerca".to_owned(),
            "cerque-o com ``` e diga a linguagem; se não é código, tire o recuo de quatro espaços"
                .to_owned(),
        )];
    }
    if !fecha(pagina.fonte(&bloco.faixa)) {
        return vec![problema(
            "o bloco de código não fecha".to_owned(),
            "escreva a cerca de fechamento depois da última linha do código".to_owned(),
        )];
    }
    match Cerca::analisar(&bloco.info) {
        Err((motivo, remedio)) => vec![problema(motivo, remedio)],
        Ok(cerca) => {
            // Uma inclusão mal escrita ainda é uma inclusão; o erro dela é dito noutro lugar.
            let forma = forma(&cerca.linguagem, bloco.corpo.contains("{{#"));
            forma
                .conferir(&cerca)
                .into_iter()
                .map(|(motivo, remedio)| problema(motivo, remedio))
                .collect()
        }
    }
}

fn fecha(fonte: &str) -> bool {
    let mut linhas = fonte.trim_end().lines();
    let Some(primeira) = linhas.next() else {
        return false;
    };
    let cerca = primeira.chars().next().unwrap_or('`');
    let tamanho = primeira.chars().take_while(|&c| c == cerca).count();
    linhas.next_back().is_some_and(|ultima| {
        // O `>` é de uma citação em volta do bloco.
        let ultima = ultima.trim_start_matches([' ', '>', '\t']).trim_end();
        ultima.len() >= tamanho && ultima.chars().all(|c| c == cerca)
    })
}

/// O que um tipo de bloco exige e aceita.
struct Forma {
    nome: String,
    obrigatorios: &'static [&'static str],
    opcionais: &'static [&'static str],
}

fn forma(linguagem: &str, incluido: bool) -> Forma {
    let (obrigatorios, opcionais): (&[&str], &[&str]) = match (linguagem, incluido) {
        ("mermaid" | "rede" | "rastro", _) => (&["legenda", "alt"], &[]),
        ("rust", true) => (&["legenda", "rode"], &[]),
        ("console", true) => (&["legenda"], &[]),
        (_, true) => (&["legenda"], &["rode"]),
        (_, false) => (&[], &[]),
    };
    let inclusao = match (linguagem, incluido) {
        ("mermaid" | "rede" | "rastro", _) => "",
        (_, true) => " com inclusão",
        (_, false) => " sem inclusão",
    };
    Forma {
        nome: format!("{linguagem}{inclusao}"),
        obrigatorios,
        opcionais,
    }
}

impl Forma {
    fn conferir(&self, cerca: &Cerca) -> Vec<(String, String)> {
        let faltam = self
            .obrigatorios
            .iter()
            .filter(|nome| cerca.atributo(nome).is_none())
            .map(|nome| {
                (
                    format!("o bloco {} não tem o atributo “{nome}”", self.nome),
                    format!("acrescente {nome}=\"…\" à cerca"),
                )
            });
        let sobram = crate::leitura::cerca::ATRIBUTOS
            .iter()
            .filter(|nome| cerca.atributo(nome).is_some())
            .filter(|nome| {
                !self.obrigatorios.contains(nome) && !self.opcionais.contains(nome)
            })
            .map(|nome| {
                (
                    format!("o bloco {} não aceita o atributo “{nome}”", self.nome),
                    self.remedio(),
                )
            });
        faltam.chain(sobram).collect()
    }

    fn remedio(&self) -> String {
        let aceitos = [self.obrigatorios, self.opcionais].concat();
        if aceitos.is_empty() {
            "tire os atributos, ou inclua o texto de um arquivo de listings".to_owned()
        } else {
            format!("este bloco aceita só: {}", aceitos.join(", "))
        }
    }
}
