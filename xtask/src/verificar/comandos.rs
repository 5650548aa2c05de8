//! Recusa comando que o leitor digitaria em vão: pacote, programa, teste ou função que não existe.

use super::acervo::{Acervo, Livro};
use super::comando::{Comando, Recusa, analisar, do_cargo};
use super::listagens::Listagem;
use super::modulos::testes;
use crate::leitura::cerca::Cerca;
use crate::leitura::documento::linhas_de_console;
use crate::problema::Problema;
use pulldown_cmark::Event;
use std::collections::BTreeMap;
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

/// Os comandos do livro: os de `rode`, que têm de ser conhecidos, e os do texto e das linhas `$ `
/// de um bloco console, que só são conferidos quando chamam o Cargo.
pub fn comandos(livro: &Livro<'_>) -> Vec<(Problema, String, bool)> {
    let mut comandos = Vec::new();
    for pagina in livro.paginas.iter().chain(&livro.leiame) {
        let lugar = |linha| Problema::novo(&pagina.documento.caminho, linha, "", "");
        for (evento, faixa) in &pagina.eventos {
            // Um nome em maiúsculas está no lugar de outro: `cargo run -p TEMA`.
            if let Event::Code(codigo) = evento
                && !codigo.split(' ').any(|p| p.chars().all(char::is_uppercase))
            {
                comandos.push((
                    lugar(pagina.linha(faixa.start)),
                    codigo.to_string(),
                    false,
                ));
            }
        }
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
            for (i, linha) in linhas_de_console(&bloco.corpo) {
                if let Some(comando) = linha.strip_prefix("$ ") {
                    let comando = comando.replace("\\\n", " ");
                    comandos.push((lugar(bloco.linha + 1 + i), comando, false));
                }
            }
        }
    }
    comandos
}

fn aceitar(acervo: &Acervo, texto: &str, exigente: bool) -> Result<(), Recusa> {
    let chamadas = do_cargo(texto);
    let outro = ["cargo xtask", "mdbook serve"]
        .iter()
        .any(|c| texto.starts_with(c));
    if exigente && chamadas.is_empty() && !outro {
        return Err((
            format!("comando que a conferência não conhece: `{texto}`"),
            "use cargo run -p …, cargo test -p …, cargo xtask … ou mdbook serve"
                .to_owned(),
        ));
    }
    chamadas
        .iter()
        .try_for_each(|palavras| conferir_comando(acervo, &analisar(palavras)?))
}

fn conferir_comando(acervo: &Acervo, comando: &Comando) -> Result<(), Recusa> {
    // `cargo test` na raiz roda tudo; `cargo run` não saberia o quê.
    let tudo =
        comando.acao != "run" && comando.alvos.is_empty() && comando.filtro.is_none();
    if comando.pacotes.is_empty() && !tudo {
        return Err(sem_pacote());
    }
    for pacote in &comando.pacotes {
        let Some(listagem) = acervo.listagens.iter().find(|l| l.nome == *pacote) else {
            return Err((
                format!("o comando chama a crate “{pacote}”, que não existe em listings"),
                existentes("crates", acervo.listagens.iter().map(|l| l.nome.as_str())),
            ));
        };
        match comando.acao.as_str() {
            "run" => conferir_programa(listagem, comando)?,
            _ => conferir_teste(listagem, comando)?,
        }
    }
    Ok(())
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
    if comando.alvos.is_empty() && listagem.programas.len() != 1 {
        return Err((
            format!(
                "a crate {} não tem um programa só: falta --bin",
                listagem.nome
            ),
            existentes("programas", listagem.programas.keys().map(String::as_str)),
        ));
    }
    raizes(listagem, comando).map(drop)
}

/// As raízes dos alvos pedidos; sem nenhum, as de todos os que têm testes.
fn raizes(listagem: &Listagem, comando: &Comando) -> Result<Vec<PathBuf>, Recusa> {
    let Listagem {
        programas,
        testes,
        medidas,
        ..
    } = listagem;
    if comando.alvos.is_empty() {
        let todas = programas.values().chain(testes.values()).cloned();
        return Ok(todas.chain([listagem.biblioteca()]).collect());
    }
    let raiz = |(opcao, nome): &(String, String)| {
        let (um, varios, existem): (_, _, &BTreeMap<_, _>) = match opcao.as_str() {
            "--lib" => return Ok(listagem.biblioteca()),
            "--bin" => ("o programa", "programas", programas),
            "--test" => ("o teste", "testes", testes),
            _ => ("a medida", "medidas", medidas),
        };
        existem.get(nome).cloned().ok_or_else(|| {
            (
                format!("a crate {} não tem {um} “{nome}”", listagem.nome),
                existentes(varios, existem.keys().map(String::as_str)),
            )
        })
    };
    comando.alvos.iter().map(raiz).collect()
}

/// O filtro tem de achar algum teste, comparado como o Cargo o compara.
fn conferir_teste(listagem: &Listagem, comando: &Comando) -> Result<(), Recusa> {
    let raizes = raizes(listagem, comando)?;
    let Some(filtro) = comando.filtro.as_ref().filter(|_| comando.acao == "test") else {
        return Ok(());
    };
    let achou = |raiz: &PathBuf| {
        let testes = testes(&listagem.arquivos, raiz);
        testes.iter().any(|teste| teste.contains(filtro))
    };
    if raizes.iter().any(achou) {
        return Ok(());
    }
    let alvos: Vec<&str> = comando
        .alvos
        .iter()
        .map(|(_, nome)| nome.as_str())
        .collect();
    let onde = match alvos.as_slice() {
        [] => format!("na crate {}", listagem.nome),
        _ => format!("no teste {} da crate {}", alvos.join(", "), listagem.nome),
    };
    Err((
        format!("nenhum teste tem “{filtro}” no nome ou no módulo {onde}"),
        "corrija o filtro: o Cargo aceitaria em silêncio e não rodaria nada".to_owned(),
    ))
}
