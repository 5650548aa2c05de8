//! Um bloco de código do capítulo: listagem, saída, diagrama ou código solto.

use super::legenda::{self, rotulos};
use super::{Desenhista, contexto::Contexto, execucao, figura::numerada};
use crate::html::{comando, em_uma_linha, escapar};
use crate::leitura::documento::{Bloco, linhas_de_console};
use crate::leitura::inclusao::{Pedido, Trecho};
use crate::problema::{Recusa, com_barras, recusa};
use crate::{desenho::diagramas, desenho::realce, leitura::cerca::Cerca};

/// HTML que entra no lugar do bloco; `None` quando há um problema, já anotado.
pub fn transformar(contexto: &mut Contexto<'_>, bloco: &Bloco) -> Option<String> {
    let documento = contexto.documento;
    let mut posicao = bloco.faixa.start;
    let pedido = Pedido::analisar(&bloco.corpo);
    let lido = pedido.map(|p| p.ler(&contexto.oficina.raiz, documento.pasta()));
    let feito = match lido.transpose() {
        Ok(trecho) => montar(contexto, bloco, trecho.as_ref()),
        Err(recusa) => {
            let fonte = &documento.texto[bloco.faixa.clone()];
            posicao += fonte.find("{{#").unwrap_or(0);
            Err(recusa)
        }
    };
    contexto.feito(feito, posicao)
}

fn montar(
    contexto: &mut Contexto<'_>,
    bloco: &Bloco,
    trecho: Option<&Trecho>,
) -> Result<String, Recusa> {
    let cerca = Cerca::analisar(&bloco.info)?;
    if cerca.linguagem == "mermaid" {
        return diagrama(contexto, &cerca, bloco);
    }
    if matches!(cerca.linguagem.as_str(), "rede" | "rastro") {
        return execucao::montar(contexto, &cerca, bloco, trecho);
    }
    cerca.conferir_falhas(trecho.map_or(&bloco.corpo, |t| &t.texto))?;
    let Some(trecho) = trecho else {
        return pre(contexto, &cerca.linguagem, bloco.corpo.trim_end());
    };
    let titulo = cerca.obrigatorio("legenda")?;
    let titulo = legenda::desenhar(contexto, titulo, bloco.faixa.start);
    // O que o compilador respondeu também é saída: ninguém o escreveu.
    let resposta = trecho.arquivo.extension().is_some_and(|e| e == "stderr");
    if cerca.linguagem == "console" || resposta {
        return saida(contexto, &titulo, trecho);
    }
    listagem(contexto, &cerca, &titulo, trecho)
}

fn listagem(
    contexto: &mut Contexto<'_>,
    cerca: &Cerca,
    titulo: &str,
    trecho: &Trecho,
) -> Result<String, Recusa> {
    let codigo = pre(contexto, &cerca.linguagem, &trecho.texto)?;
    let arquivo = com_barras(&trecho.arquivo);
    if cerca.linguagem == "rust" {
        cerca.obrigatorio("rode")?;
    }
    let rode = cerca.atributo("rode").map_or(String::new(), |texto| {
        let texto = comando(texto);
        format!(
            "<p class=\"rode\"><span class=\"rode-titulo\">Rode:</span> <code>{texto}</code></p>"
        )
    });
    let rotulo = contexto.proxima_listagem();
    Ok(format!(
        "<figure class=\"listagem\"><figcaption><span class=\"rotulo\">{rotulo}</span> \
         <span class=\"legenda\">{titulo}</span> <a class=\"fonte\" href=\"{}\">{arquivo}</a></figcaption>\
         {codigo}{rode}</figure>",
        fonte(contexto, &arquivo, trecho.linhas),
    ))
}

/// Endereço do arquivo: no repositório, ou na cópia que o acabamento põe no site.
fn fonte(contexto: &Contexto<'_>, arquivo: &str, linhas: (usize, usize)) -> String {
    match &contexto.oficina.repositorio {
        Some(repositorio) => repositorio.fonte(arquivo, linhas),
        None => format!("{}codigo/{arquivo}.txt", contexto.ate_a_raiz),
    }
}

fn saida(
    contexto: &Contexto<'_>,
    titulo: &str,
    trecho: &Trecho,
) -> Result<String, Recusa> {
    Ok(format!(
        "<figure class=\"saida\"><figcaption><span class=\"rotulo\">Saída</span> \
         <span class=\"legenda\">{titulo}</span></figcaption>{}</figure>",
        pre(contexto, "console", &trecho.texto)?
    ))
}

fn pre(contexto: &Contexto<'_>, linguagem: &str, texto: &str) -> Result<String, Recusa> {
    let (classe, codigo) = match linguagem {
        "console" => ("console", console(texto)),
        "text" => ("codigo", escapar(texto)),
        _ => ("codigo", realcado(contexto, linguagem, texto)?),
    };
    let codigo = em_uma_linha(&codigo);
    let linhas = match linguagem {
        // O terminal e o texto dobram na tela larga: a altura depende de onde.
        "console" | "text" | "bash" => String::new(),
        _ => format!(" style=\"--linhas: {}\"", texto.trim_end().lines().count()),
    };
    Ok(format!(
        "<pre class=\"{classe}\"{linhas} tabindex=\"0\"><code class=\"lang-{linguagem}\">{codigo}</code></pre>"
    ))
}

fn realcado(
    contexto: &Contexto<'_>,
    linguagem: &str,
    texto: &str,
) -> Result<String, Recusa> {
    let memoria = &contexto.oficina.memoria;
    let html = memoria.lembrar(&["realce", linguagem, texto], || {
        // A gramática espera a quebra da última linha; a página, não.
        let html = realce::realcar(linguagem, &format!("{texto}\n"))?;
        Ok(html.trim_end_matches('\n').to_owned())
    });
    html.map_err(|erro| {
        let motivo = format!("não consigo realçar o bloco: {erro}");
        recusa(motivo, "use outra linguagem")
    })
}

fn console(texto: &str) -> String {
    let linhas = linhas_de_console(texto).into_iter();
    let linhas = linhas.map(|(_, linha)| match linha.strip_prefix("$ ") {
        Some(texto) => format!(
            "<span class=\"prompt\">$ </span><span class=\"comando\">{}</span>",
            comando(texto)
        ),
        None => escapar(&linha),
    });
    linhas.collect::<Vec<_>>().join("\n")
}

fn diagrama(
    contexto: &mut Contexto<'_>,
    cerca: &Cerca,
    bloco: &Bloco,
) -> Result<String, Recusa> {
    let fonte = bloco.corpo.as_str();
    let (titulo, alternativo) = rotulos(contexto, cerca, bloco)?;
    let (rotulo, id) = contexto.proxima_figura();
    let defeitos = diagramas::conferir(fonte);
    let ja_explicado = !defeitos.is_empty();
    for defeito in defeitos {
        contexto.defeito(bloco.linha, defeito);
    }
    let Some(Desenhista { programa, marca }) = &contexto.oficina.desenhista else {
        let codigo = por_desenhar(fonte);
        return Ok(numerada("mermaid", &id, &codigo, &rotulo, &titulo));
    };
    let id_svg = format!("{id}-svg");
    let chave = ["diagrama", marca, &id_svg, alternativo, fonte];
    let desenho = contexto.oficina.memoria.lembrar(&chave, || {
        diagramas::desenhar(programa, fonte, &id_svg, alternativo)
    });
    if let (Err(erro), false) = (&desenho, ja_explicado) {
        contexto.defeito(bloco.linha, diagramas::defeito(programa, fonte, erro));
    }
    let svg = desenho.unwrap_or_default();
    Ok(numerada("mermaid", &id, &svg, &rotulo, &titulo))
}

/// O lugar do diagrama enquanto o programa que desenha não está compilado.
fn por_desenhar(fonte: &str) -> String {
    format!(
        "<div class=\"por-desenhar\"><p>O desenho está sendo preparado. Por enquanto, o código dele:</p>\
         <pre class=\"codigo\" tabindex=\"0\"><code class=\"lang-mermaid\">{}</code></pre></div>",
        em_uma_linha(&escapar(fonte.trim_end()))
    )
}
