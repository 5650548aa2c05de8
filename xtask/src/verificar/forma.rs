//! Recusa capítulo sem as partes fixas, fora de ordem ou com a conta errada.
//!
//! A forma é a mesma em todos os capítulos para que o leitor saiba sempre onde está a prática,
//! onde estão as perguntas e onde parar de ler.

use super::acervo::Livro;
use super::esqueleto::{Esqueleto, Secao};
use super::pagina::Pagina;
use crate::problema::Problema;
use std::ops::RangeInclusive;

/// As pastas das quatro partes; as outras páginas têm a forma que quiserem.
const PARTES: [&str; 4] = ["fundamentos", "concorrencia", "comunicacao", "coordenacao"];

const FIXAS: [&str; 5] = [
    "Experimente",
    "Perguntas",
    "Exercícios",
    "Resumo",
    "Para ir além",
];

const LINHAS_DO_RESUMO: usize = 8;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        let pasta = pagina.documento.caminho.strip_prefix(&livro.acervo.fonte);
        let parte = pasta.ok().and_then(|p| p.iter().next());
        if parte.is_some_and(|p| PARTES.iter().any(|nome| p == *nome)) {
            let esqueleto = Esqueleto::de(pagina);
            conferir_abertura(pagina, &esqueleto, problemas);
            conferir_ordem(pagina, &esqueleto, problemas);
            for secao in &esqueleto.secoes {
                problemas.extend(conferir_secao(pagina, secao));
            }
        }
    }
}

fn conferir_abertura(
    pagina: &Pagina<'_>,
    esqueleto: &Esqueleto,
    problemas: &mut Vec<Problema>,
) {
    let abertura = &esqueleto.abertura;
    if abertura.paragrafos.first().is_none_or(|p| e_habilidades(p)) {
        problemas.push(pagina.problema(
            abertura.inicio,
            "falta a frase de promessa depois do título",
            "diga em uma frase o que o capítulo entrega",
        ));
    }
    let habilidades = abertura.paragrafos.iter().any(|p| e_habilidades(p));
    let itens = abertura.listas.first().map_or(0, |lista| lista.itens.len());
    if !habilidades {
        problemas.push(pagina.problema(
            abertura.inicio,
            "falta o parágrafo que começa por **Ao final deste capítulo**",
            "escreva-o antes da primeira seção, seguido de uma lista de 3 a 5 habilidades",
        ));
    } else if !(3..=5).contains(&itens) {
        problemas.push(pagina.problema(
            abertura.inicio,
            format!("**Ao final deste capítulo** tem {itens} habilidades"),
            "faça uma lista de 3 a 5, cada uma um verbo que se possa testar",
        ));
    }
}

fn e_habilidades(paragrafo: &str) -> bool {
    paragrafo.starts_with("**Ao final deste capítulo**")
}

fn conferir_ordem(
    pagina: &Pagina<'_>,
    esqueleto: &Esqueleto,
    problemas: &mut Vec<Problema>,
) {
    let posicao = |nome: &str| esqueleto.secoes.iter().position(|s| s.titulo == nome);
    let mut completas = true;
    for nome in FIXAS {
        if posicao(nome).is_none() {
            completas = false;
            problemas.push(pagina.problema(
                pagina.documento.texto.trim_end().len(),
                format!("falta a seção “## {nome}”"),
                format!(
                    "escreva-a; no fim do capítulo vêm, nesta ordem: {}",
                    FIXAS.join(", ")
                ),
            ));
        }
    }
    if !completas {
        return;
    }
    let total = esqueleto.secoes.len();
    let finais = &esqueleto.secoes[total - FIXAS.len()..];
    let errada = finais.iter().zip(FIXAS).find(|(s, nome)| s.titulo != *nome);
    if let Some((secao, nome)) = errada {
        problemas.push(pagina.problema(
            secao.inicio,
            format!("a seção “## {}” está no lugar de “## {nome}”", secao.titulo),
            format!(
                "o capítulo acaba com estas seções, nesta ordem: {}",
                FIXAS.join(", ")
            ),
        ));
    }
}

fn conferir_secao(pagina: &Pagina<'_>, secao: &Secao) -> Option<Problema> {
    let (motivo, remedio) = match secao.titulo.as_str() {
        "Experimente" => {
            contar(secao.subtitulos, 3..=usize::MAX, "experiências (`###`)")?
        }
        "Perguntas" => perguntas(secao)?,
        "Exercícios" => {
            contar(secao.itens(true), 2..=4, "exercícios em lista numerada")?
        }
        "Para ir além" => contar(secao.itens(false), 2..=5, "itens em lista")?,
        "Resumo" => {
            let linhas = secao.linhas;
            if (1..=LINHAS_DO_RESUMO).contains(&linhas) {
                return None;
            }
            (
                format!("o resumo tem {linhas} linhas"),
                format!("resuma em até {LINHAS_DO_RESUMO} linhas, sem contar as vazias"),
            )
        }
        _ => return None,
    };
    Some(pagina.problema(secao.inicio, motivo, remedio))
}

fn contar(
    tem: usize,
    pede: RangeInclusive<usize>,
    o_que: &str,
) -> Option<(String, String)> {
    if pede.contains(&tem) {
        return None;
    }
    let limites = match (*pede.start(), *pede.end()) {
        (minimo, usize::MAX) => format!("ao menos {minimo}"),
        (minimo, maximo) => format!("de {minimo} a {maximo}"),
    };
    Some((
        format!("{o_que} nesta seção: {tem}"),
        format!("são precisos {limites}"),
    ))
}

fn perguntas(secao: &Secao) -> Option<(String, String)> {
    contar(secao.itens(true), 5..=8, "perguntas em lista numerada").or_else(|| {
        let lista = secao.listas.iter().find(|l| l.numerada)?;
        let sem_resposta = lista.itens.iter().position(|item| !tem_resposta(item))?;
        Some((
            format!("a pergunta {} não tem resposta recolhida", sem_resposta + 1),
            "ponha no item <details><summary>Resposta</summary> … </details>".to_owned(),
        ))
    })
}

fn tem_resposta(item: &str) -> bool {
    let Some((_, depois)) = item.split_once("<summary>Resposta</summary>") else {
        return false;
    };
    let Some((resposta, _)) = depois.split_once("</details>") else {
        return false;
    };
    item.contains("<details>") && !resposta.trim().is_empty()
}
