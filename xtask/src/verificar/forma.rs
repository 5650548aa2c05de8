//! Recusa capítulo sem as partes fixas, fora de ordem ou com a conta errada.
//!
//! A forma é a mesma em todos os capítulos para que o leitor saiba sempre onde está a prática,
//! onde estão as perguntas e onde parar de ler.

use super::esqueleto::{Esqueleto, Secao};
use super::{Livro, Pagina, Problema, Recusa, recusa};
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

/// O lugar, em bytes, e o que há de errado nele.
type Achado = (usize, Recusa);

pub fn conferir(livro: &Livro<'_>, pagina: &Pagina<'_>, problemas: &mut Vec<Problema>) {
    let pasta = pagina.documento.caminho.strip_prefix(&livro.acervo.fonte);
    let parte = pasta.ok().and_then(|p| p.iter().next());
    if !parte.is_some_and(|p| PARTES.iter().any(|nome| p == *nome)) {
        return;
    }
    let esqueleto = Esqueleto::de(pagina);
    let mut achados = da_abertura(&esqueleto.abertura);
    achados.extend(da_ordem(pagina, &esqueleto.secoes));
    let secoes = esqueleto.secoes.iter();
    achados.extend(secoes.filter_map(|s| Some((s.inicio, da_secao(s)?))));
    let achados = achados.into_iter();
    problemas.extend(achados.map(|(i, (m, r))| pagina.problema(i, m, r)));
}

fn da_abertura(abertura: &Secao) -> Vec<Achado> {
    let mut achados = Vec::new();
    if abertura.paragrafos.first().is_none_or(|p| e_habilidades(p)) {
        achados.push(recusa(
            "falta a frase de promessa depois do título",
            "diga em uma frase o que o capítulo entrega",
        ));
    }
    let itens = abertura.listas.first().map_or(0, |lista| lista.itens.len());
    if !abertura.paragrafos.iter().any(|p| e_habilidades(p)) {
        achados.push(recusa(
            "falta o parágrafo que começa por **Ao final deste capítulo**",
            "escreva-o antes da primeira seção, seguido de uma lista de 3 a 5 habilidades",
        ));
    } else if !(3..=5).contains(&itens) {
        achados.push(recusa(
            format!("**Ao final deste capítulo** tem {itens} habilidades"),
            "faça uma lista de 3 a 5, cada uma um verbo que se possa testar",
        ));
    }
    let achados = achados.into_iter();
    achados.map(|recusa| (abertura.inicio, recusa)).collect()
}

fn e_habilidades(paragrafo: &str) -> bool {
    paragrafo.starts_with("**Ao final deste capítulo**")
}

fn da_ordem(pagina: &Pagina<'_>, secoes: &[Secao]) -> Vec<Achado> {
    let ordem = FIXAS.join(", ");
    let fim = pagina.documento.texto.trim_end().len();
    let falta = |nome: &&&str| secoes.iter().all(|s| s.titulo != **nome);
    let faltam = FIXAS.iter().filter(falta);
    let faltam = faltam.map(|nome| {
        let motivo = format!("falta a seção “## {nome}”");
        let remedio = format!("escreva-a; no fim do capítulo vêm, nesta ordem: {ordem}");
        (fim, (motivo, remedio))
    });
    let faltam: Vec<Achado> = faltam.collect();
    if !faltam.is_empty() {
        return faltam;
    }
    let finais = &secoes[secoes.len() - FIXAS.len()..];
    let errada = finais.iter().zip(FIXAS).find(|(s, nome)| s.titulo != *nome);
    let errada = errada.map(|(secao, nome)| {
        let motivo =
            format!("a seção “## {}” está no lugar de “## {nome}”", secao.titulo);
        let remedio = format!("o capítulo acaba com estas seções, nesta ordem: {ordem}");
        (secao.inicio, (motivo, remedio))
    });
    errada.into_iter().collect()
}

fn da_secao(secao: &Secao) -> Option<Recusa> {
    let numerados = secao.itens(true);
    match secao.titulo.as_str() {
        "Experimente" => contar(secao.subtitulos, 3..=usize::MAX, "experiências (`###`)"),
        "Perguntas" => perguntas(secao),
        "Exercícios" => contar(numerados, 2..=4, "exercícios em lista numerada"),
        "Para ir além" => contar(secao.itens(false), 2..=5, "itens em lista"),
        "Resumo" if !(1..=LINHAS_DO_RESUMO).contains(&secao.linhas) => Some(recusa(
            format!("o resumo tem {} linhas", secao.linhas),
            format!("resuma em até {LINHAS_DO_RESUMO} linhas, sem contar as vazias"),
        )),
        _ => None,
    }
}

fn contar(tem: usize, pede: RangeInclusive<usize>, o_que: &str) -> Option<Recusa> {
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

fn perguntas(secao: &Secao) -> Option<Recusa> {
    contar(secao.itens(true), 5..=8, "perguntas em lista numerada").or_else(|| {
        let lista = secao.listas.iter().find(|l| l.numerada)?;
        let sem_resposta = lista.itens.iter().position(|item| !tem_resposta(item))?;
        Some(recusa(
            format!("a pergunta {} não tem resposta recolhida", sem_resposta + 1),
            "ponha no item <details><summary>Resposta</summary> … </details>",
        ))
    })
}

fn tem_resposta(item: &str) -> bool {
    let depois = item.split_once("<summary>Resposta</summary>");
    let resposta = depois.and_then(|(_, depois)| depois.split_once("</details>"));
    item.contains("<details>") && resposta.is_some_and(|(r, _)| !r.trim().is_empty())
}
