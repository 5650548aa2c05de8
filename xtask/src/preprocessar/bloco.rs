//! Um bloco de código do capítulo: listagem, saída, diagrama ou código solto.

use super::Desenhista;
use super::contexto::Contexto;
use super::execucao;
use super::figura::numerada;
use super::legenda::{self, conferir_alternativo};
use crate::desenho::diagramas;
use crate::desenho::realce;
use crate::html::{comando, em_uma_linha, escapar};
use crate::leitura::cerca::Cerca;
use crate::leitura::documento::{Bloco, linhas_de_console};
use crate::leitura::execucao::Execucao;
use crate::leitura::inclusao::{Pedido, Trecho};

pub(super) type Falha = (String, String);

/// HTML que entra no lugar do bloco; `None` quando há um problema, já anotado.
pub fn transformar(contexto: &mut Contexto<'_>, bloco: &Bloco) -> Option<String> {
    let documento = contexto.documento;
    let mut posicao = bloco.faixa.start;
    let pedido = Pedido::analisar(&bloco.corpo);
    let lido = pedido.map(|p| p.ler(&contexto.oficina.raiz, documento.pasta()));
    let feito = match lido.transpose() {
        Ok(trecho) => montar(contexto, bloco, trecho.as_ref()),
        Err(falha) => {
            let fonte = &documento.texto[bloco.faixa.clone()];
            posicao += fonte.find("{{#").unwrap_or(0);
            Err(falha)
        }
    };
    feito
        .map_err(|(motivo, remedio)| contexto.problema(posicao, motivo, remedio))
        .ok()
}

fn montar(
    contexto: &mut Contexto<'_>,
    bloco: &Bloco,
    trecho: Option<&Trecho>,
) -> Result<String, Falha> {
    let cerca = Cerca::analisar(&bloco.info)?;
    if cerca.linguagem == "mermaid" {
        return diagrama(contexto, &cerca, bloco);
    }
    if Execucao::e(&cerca.linguagem) {
        return execucao::montar(contexto, &cerca, bloco);
    }
    let Some(trecho) = trecho else {
        return pre(contexto, &cerca.linguagem, bloco.corpo.trim_end());
    };
    let titulo = obrigatorio(&cerca, "legenda")?;
    let titulo = legenda::desenhar(contexto, titulo, bloco.faixa.start);
    // O que o compilador respondeu também é saída: ninguém o escreveu.
    let resposta = trecho.arquivo.extension().is_some_and(|e| e == "stderr");
    if cerca.linguagem == "console" || resposta {
        return saida(contexto, &titulo, trecho);
    }
    listagem(contexto, &cerca, &titulo, trecho)
}

pub(super) fn obrigatorio<'a>(cerca: &'a Cerca, nome: &str) -> Result<&'a str, Falha> {
    cerca.atributo(nome).ok_or_else(|| {
        (
            format!("falta o atributo “{nome}” no bloco {}", cerca.linguagem),
            format!("escreva {nome}=\"…\" depois da linguagem"),
        )
    })
}

fn listagem(
    contexto: &mut Contexto<'_>,
    cerca: &Cerca,
    titulo: &str,
    trecho: &Trecho,
) -> Result<String, Falha> {
    let codigo = pre(contexto, &cerca.linguagem, &trecho.texto)?;
    let arquivo = trecho.arquivo.to_string_lossy().replace('\\', "/");
    let rode = match cerca.atributo("rode") {
        Some(texto) => format!(
            "<p class=\"rode\"><span class=\"rode-titulo\">Rode:</span> <code>{}</code></p>",
            comando(texto)
        ),
        None if cerca.linguagem == "rust" => {
            obrigatorio(cerca, "rode")?;
            String::new()
        }
        None => String::new(),
    };
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
    contexto: &mut Contexto<'_>,
    titulo: &str,
    trecho: &Trecho,
) -> Result<String, Falha> {
    Ok(format!(
        "<figure class=\"saida\"><figcaption><span class=\"rotulo\">Saída</span> \
         <span class=\"legenda\">{titulo}</span></figcaption>{}</figure>",
        pre(contexto, "console", &trecho.texto)?
    ))
}

fn pre(contexto: &Contexto<'_>, linguagem: &str, texto: &str) -> Result<String, Falha> {
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
) -> Result<String, Falha> {
    contexto
        .oficina
        .memoria
        .lembrar(&["realce", linguagem, texto], || {
            // A gramática espera a quebra da última linha; a página, não.
            let html = realce::realcar(linguagem, &format!("{texto}\n"))?;
            Ok(html.trim_end_matches('\n').to_owned())
        })
        .map_err(|erro| {
            (
                format!("não consigo realçar o bloco: {erro}"),
                "use outra linguagem".into(),
            )
        })
}

fn console(texto: &str) -> String {
    let linhas = linhas_de_console(texto).into_iter().map(|(_, linha)| {
        match linha.strip_prefix("$ ") {
            Some(texto) => format!(
                "<span class=\"prompt\">$ </span><span class=\"comando\">{}</span>",
                comando(texto)
            ),
            None => escapar(&linha),
        }
    });
    linhas.collect::<Vec<_>>().join("\n")
}

fn diagrama(
    contexto: &mut Contexto<'_>,
    cerca: &Cerca,
    bloco: &Bloco,
) -> Result<String, Falha> {
    let fonte = bloco.corpo.as_str();
    let titulo = obrigatorio(cerca, "legenda")?;
    let alternativo = obrigatorio(cerca, "alt")?;
    conferir_alternativo(contexto, alternativo)?;
    let titulo = legenda::desenhar(contexto, titulo, bloco.faixa.start);
    let (rotulo, id) = contexto.proxima_figura();
    let defeitos = diagramas::conferir(fonte);
    let ja_explicado = !defeitos.is_empty();
    for defeito in defeitos {
        contexto.defeito(bloco.linha, defeito);
    }
    let svg = match &contexto.oficina.desenhista {
        None => por_desenhar(fonte),
        Some(Desenhista { programa, marca }) => {
            // O Mermaid junta os hifens do id, e o estilo dele tem de achar o desenho.
            let id = format!("{id}-svg").replace("--", "-");
            let desenho = contexto.oficina.memoria.lembrar(
                &["diagrama", marca, &id, alternativo, fonte],
                || diagramas::desenhar(programa, fonte, &id, alternativo),
            );
            match desenho {
                Ok(svg) => svg,
                Err(erro) => {
                    if !ja_explicado {
                        let defeito = diagramas::defeito(programa, fonte, &erro);
                        contexto.defeito(bloco.linha, defeito);
                    }
                    String::new()
                }
            }
        }
    };
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
