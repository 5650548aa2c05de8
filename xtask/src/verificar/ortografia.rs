//! Recusa palavra que nem o dicionário nem a lista do curso conhecem.
//!
//! O dicionário é o do Hunspell, que uma máquina nova pode não ter: sem ele a conferência avisa e
//! segue, menos na integração contínua, que sempre o tem. A lista do curso (`palavras.txt`) é
//! conferida em toda parte, inclusive se cada palavra dela ainda é usada.

mod dicionario;
mod lista;
mod texto;

use super::{Ambiente, Livro, Pagina, Problema, arquivos_com};
use crate::leitura::documento::Documento;
use dicionario::Dicionario;
use lista::Lista;
use std::collections::HashSet;
use texto::Palavra;

/// Confere o livro; acrescenta problemas e, sem dicionário, um aviso.
pub fn conferir(
    livro: &Livro<'_>,
    ambiente: &Ambiente,
    problemas: &mut Vec<Problema>,
    avisos: &mut Vec<String>,
) {
    let textos = textos(livro);
    let mut lista = Lista::ler(livro.acervo, problemas);
    let todas = textos.iter().flat_map(|(_, palavras)| palavras);
    // Uma vez cada: o livro repete as mesmas palavras muitas vezes.
    let distintas: HashSet<&str> = todas.map(|p| p.texto.as_str()).collect();
    for palavra in distintas {
        lista.anotar_uso(palavra);
    }
    lista.conferir_uso(problemas);
    match Dicionario::carregar(ambiente, lista) {
        Ok(Some(mut dicionario)) => {
            for (documento, palavras) in &textos {
                conferir_texto(documento, palavras, &mut dicionario, problemas);
            }
        }
        Ok(None) => sem_dicionario(ambiente, problemas, avisos),
        Err(motivo) => {
            let remedio = "reinstale o dicionário: sudo apt install hunspell-pt-br";
            problemas.push(Problema::novo("book.toml", 1, motivo, remedio));
        }
    }
}

/// Cada texto do livro com as suas palavras: páginas, sumário e figuras.
fn textos(livro: &Livro<'_>) -> Vec<(Documento, Vec<Palavra>)> {
    let bibliografia = livro.acervo.fonte.join(crate::leitura::citacoes::ARQUIVO);
    let sumario = livro.acervo.sumario.as_ref().map(Pagina::nova);
    let das_paginas = livro.paginas.iter().chain(&sumario).map(|pagina| {
        let com_obras = pagina.documento.caminho == bibliografia;
        (
            pagina.documento.clone(),
            texto::da_pagina(pagina, com_obras),
        )
    });
    let figuras = arquivos_com(&livro.acervo.raiz, &livro.acervo.fonte, "svg");
    let das_figuras = figuras.into_iter().map(|svg| {
        let palavras = texto::do_svg(&svg.texto);
        (svg, palavras)
    });
    das_paginas.chain(das_figuras).collect()
}

fn conferir_texto(
    documento: &Documento,
    palavras: &[Palavra],
    dicionario: &mut Dicionario,
    problemas: &mut Vec<Problema>,
) {
    let mut ditas = HashSet::new();
    for palavra in palavras {
        if dicionario.conhece(&palavra.texto) || !ditas.insert(palavra.texto.as_str()) {
            continue;
        }
        let motivo = format!("palavra desconhecida: “{}”", palavra.texto);
        let remedio = dicionario.remedio(&palavra.texto);
        problemas.push(documento.problema(palavra.posicao, motivo, remedio));
    }
}

fn sem_dicionario(
    ambiente: &Ambiente,
    problemas: &mut Vec<Problema>,
    avisos: &mut Vec<String>,
) {
    const INSTALE: &str = "instale o dicionário (Debian e Ubuntu: sudo apt install hunspell-pt-br) \
                           ou aponte CURSO_DICIONARIO para um pt_BR.dic";
    if ambiente.ci {
        let motivo = "a ortografia não foi conferida: falta o dicionário pt-BR";
        problemas.push(Problema::novo("book.toml", 1, motivo, INSTALE));
    } else {
        avisos.push(format!("a ortografia não foi conferida: {INSTALE}"));
    }
}
