//! Recusa comando que o leitor digitaria em vão: pacote, programa, teste ou função que não existe.

use super::acervo::{Acervo, Livro};
use super::comando::{Comando, Recusa, analisar, palavras};
use super::listagens::Listagem;
use crate::leitura::cerca::Cerca;
use crate::problema::Problema;
use regex::Regex;
use std::path::PathBuf;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for (problema, comando, exigente) in comandos(livro) {
        if let Err((motivo, remedio)) = aceitar(livro.acervo, &comando, exigente) {
            problemas.push(Problema {
                motivo,
                remedio,
                ..problema
            });
        }
    }
}

/// Os comandos do livro: os de `rode`, que têm de ser conhecidos, e os das linhas `$ ` de um
/// bloco console, que só são conferidos quando chamam o Cargo.
pub fn comandos(livro: &Livro<'_>) -> Vec<(Problema, String, bool)> {
    let mut comandos = Vec::new();
    for pagina in livro.paginas.iter().chain(&livro.leiame) {
        let lugar = |linha| Problema::novo(&pagina.documento.caminho, linha, "", "");
        for bloco in &pagina.blocos {
            let Ok(cerca) = Cerca::analisar(&bloco.info) else {
                continue;
            };
            if let Some(rode) = cerca.atributo("rode") {
                comandos.push((lugar(bloco.linha), rode.to_owned(), true));
            }
            if cerca.linguagem != "console" {
                continue;
            }
            for (i, linha) in bloco.corpo.lines().enumerate() {
                if let Some(comando) = linha.strip_prefix("$ ") {
                    comandos.push((
                        lugar(bloco.linha + 1 + i),
                        comando.to_owned(),
                        false,
                    ));
                }
            }
        }
    }
    comandos
}

fn aceitar(acervo: &Acervo, texto: &str, exigente: bool) -> Result<(), Recusa> {
    let palavras = palavras(texto);
    match palavras.as_slice() {
        ["cargo", "run" | "test", resto @ ..] => {
            let comando = analisar(palavras[1], resto)?;
            conferir_comando(acervo, &comando)
        }
        ["cargo", "xtask", ..] | ["mdbook", "serve", ..] => Ok(()),
        _ if !exigente => Ok(()),
        _ => Err((
            format!("comando que a conferência não conhece: `{texto}`"),
            "use cargo run -p …, cargo test -p …, cargo xtask … ou mdbook serve"
                .to_owned(),
        )),
    }
}

fn conferir_comando(acervo: &Acervo, comando: &Comando) -> Result<(), Recusa> {
    let Some(pacote) = &comando.pacote else {
        // `cargo test` na raiz roda tudo; `cargo run` não saberia o quê.
        let tudo =
            comando.acao == "test" && comando.teste.is_none() && comando.filtro.is_none();
        return if tudo { Ok(()) } else { Err(sem_pacote()) };
    };
    let Some(listagem) = acervo.listagens.iter().find(|l| l.nome == *pacote) else {
        return Err((
            format!("o comando chama a crate “{pacote}”, que não existe em listings"),
            existentes("crates", acervo.listagens.iter().map(|l| l.nome.as_str())),
        ));
    };
    match comando.acao.as_str() {
        "run" => conferir_programa(listagem, comando),
        _ => conferir_teste(listagem, comando),
    }
}

fn sem_pacote() -> Recusa {
    (
        "o comando não diz a crate".to_owned(),
        "acrescente -p <crate>: na raiz há muitas".to_owned(),
    )
}

fn existentes<'a>(o_que: &str, nomes: impl Iterator<Item = &'a str>) -> String {
    let nomes: Vec<&str> = nomes.collect();
    match nomes.as_slice() {
        [] => format!("não há {o_que} ali; corrija o comando"),
        _ => format!("{o_que} que existem: {}", nomes.join(", ")),
    }
}

fn conferir_programa(listagem: &Listagem, comando: &Comando) -> Result<(), Recusa> {
    let remedio =
        || existentes("programas", listagem.programas.keys().map(String::as_str));
    match &comando.programa {
        Some(programa) if listagem.programas.contains_key(programa) => Ok(()),
        Some(programa) => Err((
            format!("a crate {} não tem o programa “{programa}”", listagem.nome),
            remedio(),
        )),
        None if listagem.programas.len() == 1 => Ok(()),
        None => Err((
            format!(
                "a crate {} não tem um programa só: falta --bin",
                listagem.nome
            ),
            remedio(),
        )),
    }
}

fn conferir_teste(listagem: &Listagem, comando: &Comando) -> Result<(), Recusa> {
    let alvo = match &comando.teste {
        None => None,
        Some(teste) => Some(listagem.testes.get(teste).ok_or_else(|| {
            (
                format!("a crate {} não tem o teste “{teste}”", listagem.nome),
                existentes("testes", listagem.testes.keys().map(String::as_str)),
            )
        })?),
    };
    let Some(filtro) = &comando.filtro else {
        return Ok(());
    };
    let nome = filtro.rsplit("::").next().unwrap_or(filtro);
    if declara(listagem, alvo, nome) {
        return Ok(());
    }
    let onde = comando.teste.as_deref().map_or_else(
        || format!("na crate {}", listagem.nome),
        |teste| format!("no teste {teste} da crate {}", listagem.nome),
    );
    Err((
        format!("não há função de teste “{nome}” {onde}"),
        "corrija o nome: o Cargo aceitaria em silêncio e não rodaria nada".to_owned(),
    ))
}

/// Há uma função ou um módulo com este nome no teste (ou, sem ele, na crate inteira).
fn declara(listagem: &Listagem, alvo: Option<&PathBuf>, nome: &str) -> bool {
    let declaracao = format!(r"\b(fn\s+{0}\s*\(|mod\s+{0}\b)", regex::escape(nome));
    let declaracao = Regex::new(&declaracao).expect("o nome foi escapado");
    listagem
        .arquivos
        .iter()
        .filter(|a| a.caminho.extension().is_some_and(|e| e == "rs"))
        .filter(|a| {
            alvo.is_none_or(|alvo| {
                a.caminho == *alvo || a.caminho.starts_with(alvo.with_extension(""))
            })
        })
        .any(|a| declaracao.is_match(&a.texto))
}
