//! Recusa comando que o leitor digitaria em vão: pacote, programa, teste ou função que não existe.

use super::acervo::Acervo;
use super::comando::{Comando, analisar, do_cargo};
use super::listagens::Listagem;
use super::modulos::testes;
use super::{Livro, Problema, Recusa, recusa};
use crate::leitura::documento::linhas_de_console;
use pulldown_cmark::Event;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for (problema, comando, exigente) in comandos(livro) {
        let recusa = aceitar(livro.acervo, &comando, exigente).err();
        let Problema { arquivo, linha, .. } = problema;
        problemas.extend(recusa.map(|(m, r)| Problema::novo(arquivo, linha, m, r)));
    }
}

/// Os comandos do livro: os de `rode`, que têm de ser conhecidos, e os do texto e das linhas `$ `
/// de um bloco console, que só são conferidos quando chamam o Cargo.
pub fn comandos(livro: &Livro<'_>) -> Vec<(Problema, String, bool)> {
    let em_maiusculas = |p: &str| p.chars().all(char::is_uppercase);
    let mut comandos = Vec::new();
    for pagina in livro.paginas.iter().chain(&livro.leiame) {
        let lugar = |linha| Problema::novo(&pagina.documento.caminho, linha, "", "");
        for (evento, faixa) in &pagina.eventos {
            // Um nome em maiúsculas está no lugar de outro: `cargo run -p TEMA`.
            if let Event::Code(codigo) = evento
                && !codigo.split_whitespace().any(em_maiusculas)
            {
                let linha = pagina.documento.linha(faixa.start);
                comandos.push((lugar(linha), codigo.to_string(), false));
            }
        }
        for (bloco, cerca) in pagina.cercas() {
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
    let outros = ["cargo xtask", "mdbook serve"];
    let outro = outros.iter().any(|c| texto.starts_with(c));
    if exigente && chamadas.is_empty() && !outro {
        return Err(recusa(
            format!("comando que a conferência não conhece: `{texto}`"),
            "use cargo run -p …, cargo test -p …, cargo xtask … ou mdbook serve",
        ));
    }
    let mut chamadas = chamadas.iter();
    chamadas.try_for_each(|palavras| conferir_comando(acervo, &analisar(palavras)?))
}

fn conferir_comando(acervo: &Acervo, comando: &Comando) -> Result<(), Recusa> {
    // `cargo test` na raiz roda tudo; `cargo run` não saberia o quê.
    let tudo =
        comando.acao != "run" && comando.alvos.is_empty() && comando.filtro.is_none();
    if comando.pacotes.is_empty() && !tudo {
        return Err(recusa(
            "o comando não diz a crate",
            "acrescente -p <crate>: na raiz há muitas",
        ));
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

fn existentes<'a>(o_que: &str, nomes: impl Iterator<Item = &'a str>) -> String {
    match nomes.collect::<Vec<_>>().join(", ").as_str() {
        "" => format!("não há {o_que} ali; corrija o comando"),
        nomes => format!("{o_que} que existem: {nomes}"),
    }
}

fn conferir_programa(listagem: &Listagem, comando: &Comando) -> Result<(), Recusa> {
    let (nome, programas) = (&listagem.nome, &listagem.programas);
    if comando.alvos.is_empty() && programas.len() != 1 {
        return Err((
            format!("a crate {nome} não tem um programa só: falta --bin"),
            existentes("programas", programas.keys().map(String::as_str)),
        ));
    }
    raizes(listagem, comando).map(drop)
}

/// As raízes dos alvos pedidos; sem nenhum, as de todos os que têm testes.
fn raizes(listagem: &Listagem, comando: &Comando) -> Result<Vec<PathBuf>, Recusa> {
    let (programas, testes) = (&listagem.programas, &listagem.testes);
    if comando.alvos.is_empty() {
        let todas = programas.values().chain(testes.values()).cloned();
        return Ok(todas.chain([listagem.biblioteca()]).collect());
    }
    let raiz = |(opcao, nome): &(String, String)| {
        let (um, varios, existem): (_, _, &BTreeMap<_, _>) = match opcao.as_str() {
            "--lib" => return Ok(listagem.biblioteca()),
            "--bin" => ("o programa", "programas", programas),
            "--test" => ("o teste", "testes", testes),
            _ => ("a medida", "medidas", &listagem.medidas),
        };
        existem.get(nome).cloned().ok_or_else(|| {
            let motivo = format!("a crate {} não tem {um} “{nome}”", listagem.nome);
            (
                motivo,
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
    let alvos = comando.alvos.iter().map(|(_, nome)| nome.as_str());
    let onde = match alvos.collect::<Vec<_>>().join(", ").as_str() {
        "" => format!("na crate {}", listagem.nome),
        alvos => format!("no teste {alvos} da crate {}", listagem.nome),
    };
    Err(recusa(
        format!("nenhum teste tem “{filtro}” no nome ou no módulo {onde}"),
        "corrija o filtro: o Cargo aceitaria em silêncio e não rodaria nada",
    ))
}
