//! Recusa âncora que nenhum capítulo mostra: a que sobrou de um texto que mudou, ou a que um
//! capítulo devia mostrar e esqueceu.
//!
//! Enquanto uma inclusão não se lê, nada se diz: a âncora que ela errou sobraria por causa dela.

use super::acervo::Livro;
use crate::inclusao::{ancoras, normalizar};
use crate::problema::Problema;
use std::collections::BTreeSet;
use std::path::PathBuf;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    let Some(mostradas) = mostradas(livro) else {
        return;
    };
    for arquivo in livro.acervo.listagens.iter().flat_map(|l| &l.arquivos) {
        for (linha, nome) in ancoras(&arquivo.texto) {
            if !mostradas.contains(&(arquivo.caminho.clone(), nome.to_owned())) {
                problemas.push(Problema::novo(
                    &arquivo.caminho,
                    linha,
                    format!("nenhum capítulo mostra a âncora “{nome}”"),
                    "mostre o trecho num capítulo, ou apague ANCHOR e ANCHOR_END",
                ));
            }
        }
    }
}

/// `None` quando uma inclusão do livro não se lê.
fn mostradas(livro: &Livro<'_>) -> Option<BTreeSet<(PathBuf, String)>> {
    let mut mostradas = BTreeSet::new();
    for pagina in &livro.paginas {
        let pasta = pagina.documento.pasta();
        for (_, pedido) in pagina.inclusoes() {
            pedido.ler(&livro.acervo.raiz, pasta).ok()?;
            let caminho = normalizar(&pasta.join(&pedido.caminho))?;
            mostradas.extend(pedido.ancora.map(|ancora| (caminho, ancora)));
        }
    }
    Some(mostradas)
}
