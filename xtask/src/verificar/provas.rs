//! Recusa código que nada prova: Rust solto que não é programa completo, inclusão que não vem de
//! uma crate do espaço de trabalho ou que o Cargo não compila, saída digitada à mão.

use super::acervo::{Acervo, Livro};
use super::cercas::e_rust;
use super::pagina::Pagina;
use crate::leitura::documento::{Bloco, linhas_de_console};
use crate::leitura::inclusao::{Pedido, normalizar};
use crate::problema::Problema;
use std::path::Path;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in livro.paginas.iter().chain(&livro.leiame) {
        for bloco in pagina.blocos.iter().filter(|b| !b.recuado) {
            if e_rust(bloco) {
                problemas.extend(conferir_rust(livro.acervo, pagina, bloco));
            } else if e_console(bloco) && pagina.nome() != "README.md" {
                problemas.extend(conferir_console(pagina, bloco));
            }
        }
    }
}

fn e_console(bloco: &Bloco) -> bool {
    bloco.info.split(' ').next() == Some("console")
}

fn conferir_rust(
    acervo: &Acervo,
    pagina: &Pagina<'_>,
    bloco: &Bloco,
) -> Option<Problema> {
    let (motivo, remedio) = match Pedido::analisar(&bloco.corpo) {
        Some(pedido) => {
            let arquivo = normalizar(&pagina.documento.pasta().join(&pedido.caminho))?;
            // Um arquivo que falta já foi dito pela conferência das inclusões.
            if !acervo.raiz.join(&arquivo).is_file() {
                return None;
            }
            sem_prova(acervo, &arquivo)?
        }
        None if bloco.corpo.contains("{{#") || tem_main(&bloco.corpo) => return None,
        None => (
            "bloco de Rust que nada prova: não tem `fn main` nem vem de listings".to_owned(),
            "complete o programa com `fn main`, ou inclua o trecho de uma crate de listings"
                .to_owned(),
        ),
    };
    Some(Problema::novo(
        &pagina.documento.caminho,
        bloco.linha,
        motivo,
        remedio,
    ))
}

fn tem_main(codigo: &str) -> bool {
    codigo.lines().any(|l| {
        let l = l.trim_start();
        !l.starts_with("//") && l.contains("fn main(")
    })
}

/// O motivo por que nada prova este arquivo; `None` se algo o prova.
fn sem_prova(acervo: &Acervo, arquivo: &Path) -> Option<(String, String)> {
    let nome = arquivo.to_string_lossy().replace('\\', "/");
    let Some(listagem) = acervo.listagem_de(arquivo) else {
        return Some((
            format!(
                "{nome} não está em nenhuma crate de listings: nada o compila nem testa"
            ),
            "leve o código para uma crate de listings, com [package] no Cargo.toml"
                .to_owned(),
        ));
    };
    let reprovado_de_proposito = arquivo.starts_with(listagem.pasta.join("tests/ui"));
    if listagem.compilados.contains(arquivo) || reprovado_de_proposito {
        return None;
    }
    Some((
        format!(
            "a crate {} não compila {nome}: nenhum `mod` o alcança",
            listagem.nome
        ),
        "declare o módulo (`mod nome;`) no arquivo acima dele, ou apague o arquivo"
            .to_owned(),
    ))
}

fn conferir_console(pagina: &Pagina<'_>, bloco: &Bloco) -> Option<Problema> {
    let (linha, motivo, remedio) = match Pedido::analisar(&bloco.corpo) {
        Some(pedido) => {
            let arquivo = normalizar(&pagina.documento.pasta().join(&pedido.caminho))?;
            let partes: Vec<_> = arquivo.iter().map(|p| p.to_string_lossy()).collect();
            if partes.len() >= 4 && partes[0] == "listings" && partes[2] == "saidas" {
                return None;
            }
            (
                1,
                "saída de programa que não vem de uma pasta saidas".to_owned(),
                "inclua listings/<tema>/saidas/<nome>.txt, que um teste compara com o programa",
            )
        }
        None => {
            let linhas = linhas_de_console(&bloco.corpo);
            let (linha, _) = linhas
                .iter()
                .find(|(_, l)| !e_comando(l) && !l.contains("{{#"))?;
            (
                linha + 1,
                "saída digitada à mão num bloco console: nada a compara com o programa"
                    .to_owned(),
                "deixe só linhas que começam com `$ ` ou `# `, ou inclua um arquivo de saidas",
            )
        }
    };
    Some(Problema::novo(
        &pagina.documento.caminho,
        bloco.linha + linha,
        motivo,
        remedio,
    ))
}

fn e_comando(linha: &str) -> bool {
    linha.starts_with("$ ") || linha.starts_with("# ")
}
