//! Um parágrafo que é só uma imagem: a figura numerada do capítulo.

use super::contexto::Contexto;
use super::legenda::{self, conferir_alternativo};
use crate::problema::{Recusa, recusa};
use crate::{desenho::figuras, html::escapar, leitura::documento::Evento};
use pulldown_cmark::{Event, Tag, TagEnd};

/// O que o capítulo diz de uma figura.
pub struct Figura {
    endereco: String,
    alternativo: String,
    legenda: String,
}

impl Figura {
    /// A figura do parágrafo que começa nestes eventos, quando nele não há mais nada.
    pub fn de(eventos: &[Evento<'_>]) -> Option<Self> {
        let mut eventos = eventos.iter().map(|(evento, _)| evento).skip(1);
        let Some(Event::Start(Tag::Image {
            dest_url, title, ..
        })) = eventos.next()
        else {
            return None;
        };
        let mut alternativo = String::new();
        loop {
            match eventos.next()? {
                Event::Text(t) | Event::Code(t) => alternativo.push_str(t),
                Event::InlineMath(t) => alternativo.push_str(&format!("${t}$")),
                Event::SoftBreak => alternativo.push(' '),
                Event::End(TagEnd::Image) => break,
                _ => {}
            }
        }
        matches!(eventos.next(), Some(Event::End(TagEnd::Paragraph))).then(|| Self {
            endereco: dest_url.to_string(),
            alternativo,
            legenda: title.to_string(),
        })
    }
}

/// A figura com o seu número; um SVG entra na página, para herdar as cores do tema.
pub fn desenhar(
    contexto: &mut Contexto<'_>,
    figura: &Figura,
    posicao: usize,
) -> Result<String, Recusa> {
    let Figura {
        endereco,
        alternativo,
        legenda,
    } = figura;
    let recusar = |motivo: String| {
        let remedio =
            "ponha o arquivo em figuras/, ao lado do capítulo, e confira o nome";
        recusa(motivo, remedio)
    };
    if legenda.is_empty() || alternativo.trim().is_empty() {
        return Err(recusa(
            format!("a figura {endereco} não tem legenda ou texto alternativo"),
            "escreva ![o que se vê](figuras/nome.svg \"A legenda.\")",
        ));
    }
    conferir_alternativo(contexto, alternativo)?;
    let arquivo = contexto.documento.citado(endereco);
    let arquivo = arquivo
        .ok_or_else(|| recusar(format!("a figura {endereco} está fora do livro")))?;
    let bytes = std::fs::read(contexto.oficina.raiz.join(&arquivo)).map_err(|erro| {
        recusar(format!("não consigo ler a figura {endereco}: {erro}"))
    })?;
    let (rotulo, id) = contexto.proxima_figura();
    let (classe, imagem) = if endereco.ends_with(".svg") {
        let svg = figuras::preparar(&String::from_utf8_lossy(&bytes), &id, alternativo)
            .map_err(|motivo| recusar(format!("{endereco}: {motivo}")))?;
        ("desenho", svg)
    } else {
        let (endereco, alternativo) = (escapar(endereco), escapar(alternativo));
        let imagem = format!("<img src=\"{endereco}\" alt=\"{alternativo}\">");
        ("imagem", imagem)
    };
    let legenda = legenda::desenhar(contexto, legenda, posicao);
    Ok(numerada(classe, &id, &imagem, &rotulo, &legenda))
}

/// O HTML de uma figura numerada.
pub fn numerada(
    classe: &str,
    id: &str,
    imagem: &str,
    rotulo: &str,
    legenda: &str,
) -> String {
    format!(
        "<figure class=\"diagrama {classe}\" id=\"{id}\">{imagem}<figcaption><span class=\"rotulo\">{rotulo}</span> \
         <span class=\"legenda\">{legenda}</span></figcaption></figure>"
    )
}
