//! Recusa bloco `rede` ou `rastro` que não inclui uma execução gravada por um teste.

use super::acervo::Livro;
use crate::leitura::cerca::Cerca;
use crate::leitura::execucao::Execucao;
use crate::leitura::inclusao::Pedido;
use crate::problema::Problema;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in &livro.paginas {
        for bloco in &pagina.blocos {
            let Ok(cerca) = Cerca::analisar(&bloco.info) else {
                continue;
            };
            let (raiz, pasta) = (&livro.acervo.raiz, pagina.documento.pasta());
            let falta = Pedido::analisar(&bloco.corpo)
                .is_some_and(|pedido| pedido.ler(raiz, pasta).is_err());
            // Um arquivo que falta já foi dito pela conferência das inclusões.
            if !Execucao::e(&cerca.linguagem) || falta {
                continue;
            }
            if let Err((motivo, remedio)) =
                Execucao::ler(&cerca.linguagem, &bloco.corpo, raiz, pasta)
            {
                let caminho = &pagina.documento.caminho;
                problemas.push(Problema::novo(caminho, bloco.linha, motivo, remedio));
            }
        }
    }
}
