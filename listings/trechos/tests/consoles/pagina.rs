//! Os blocos `console` de um capítulo, com as inclusões já no lugar.

use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use trechos::livro::raiz;

pub struct Bloco {
    /// A linha da cerca, a contar de 1.
    pub linha: usize,
    pub corpo: String,
    /// Se a saída vem de um arquivo: então está inteira.
    pub incluido: bool,
    info: String,
}

impl Bloco {
    pub fn atributo(&self, nome: &str) -> Option<&str> {
        let (_, resto) = self.info.split_once(&format!(" {nome}=\""))?;
        resto.split('"').next()
    }

    /// O que a cerca diz antes dos dois-pontos: `nao`, de `roda="nao: muda o código"`.
    pub fn modo(&self, nome: &str) -> Option<&str> {
        self.atributo(nome)?.split(':').next()
    }
}

/// Os blocos, na ordem em que se leem. O caminho é o do sumário.
pub fn blocos(arquivo: &str) -> Vec<Bloco> {
    let caminho = raiz().join("src").join(arquivo);
    let texto = fs::read_to_string(&caminho).expect("o capítulo do sumário existe");
    let mut blocos: Vec<Bloco> = Vec::new();
    let mut aberto = false;
    for (evento, onde) in Parser::new(&texto).into_offset_iter() {
        match evento {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                aberto = info.split(' ').next() == Some("console");
                if aberto {
                    blocos.push(Bloco {
                        linha: 1 + texto[..onde.start].matches('\n').count(),
                        corpo: String::new(),
                        incluido: false,
                        info: info.into_string(),
                    });
                }
            }
            Event::Text(pedaco) if aberto => {
                blocos.last_mut().expect("há um aberto").corpo += &pedaco;
            }
            Event::End(TagEnd::CodeBlock) => aberto = false,
            _ => {}
        }
    }
    let pasta = caminho.parent().expect("o capítulo está numa pasta");
    for bloco in &mut blocos {
        bloco.incluido = bloco.corpo.contains("{{#include ");
        bloco.corpo = incluir(&bloco.corpo, pasta);
    }
    blocos
}

fn incluir(corpo: &str, pasta: &Path) -> String {
    let mut inteiro = String::new();
    for linha in corpo.lines() {
        let pedido = linha
            .strip_prefix("{{#include ")
            .and_then(|l| l.strip_suffix("}}"));
        let texto = pedido.map_or_else(
            || linha.to_owned(),
            |pedido| {
                fs::read_to_string(pasta.join(pedido)).expect("o arquivo incluído existe")
            },
        );
        inteiro += texto.trim_end();
        inteiro.push('\n');
    }
    inteiro
}
