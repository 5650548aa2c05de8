//! Recusa código que nada prova: Rust solto que não é programa completo, inclusão que não vem de
//! uma crate do espaço de trabalho ou que o Cargo não compila, saída digitada à mão.

use super::{Livro, Pagina, Problema, Recusa, acervo::Acervo, cercas::e_rust, recusa};
use crate::leitura::documento::{Bloco, linhas_de_console};
use crate::{leitura::inclusao::Pedido, problema::com_barras};
use std::path::Path;

pub fn conferir(livro: &Livro<'_>, problemas: &mut Vec<Problema>) {
    for pagina in livro.paginas.iter().chain(&livro.leiame) {
        for bloco in pagina.blocos.iter().filter(|b| !b.recuado) {
            let console = bloco.info.split(' ').next() == Some("console");
            if e_rust(bloco) {
                let recusa = recusar_rust(livro.acervo, pagina, bloco);
                problemas.extend(recusa.map(|r| pagina.no_bloco(bloco, r)));
            } else if console && !livro.e_leiame(pagina) {
                problemas.extend(conferir_console(pagina, bloco));
            }
        }
    }
}

fn recusar_rust(acervo: &Acervo, pagina: &Pagina<'_>, bloco: &Bloco) -> Option<Recusa> {
    if let Some(pedido) = Pedido::analisar(&bloco.corpo) {
        let arquivo = pagina.documento.citado(&pedido.caminho)?;
        // Um arquivo que falta já foi dito pela conferência das inclusões.
        let existe = acervo.raiz.join(&arquivo).is_file();
        return existe.then(|| sem_prova(acervo, &arquivo)).flatten();
    }
    (!bloco.corpo.contains("{{#") && !tem_main(&bloco.corpo)).then(|| {
        recusa(
            "bloco de Rust que nada prova: não tem `fn main` nem vem de listings",
            "complete o programa com `fn main`, ou inclua o trecho de uma crate de listings",
        )
    })
}

fn tem_main(codigo: &str) -> bool {
    codigo.lines().any(|l| {
        let l = l.trim_start();
        !l.starts_with("//") && l.contains("fn main(")
    })
}

/// O motivo por que nada prova este arquivo; `None` se algo o prova.
fn sem_prova(acervo: &Acervo, arquivo: &Path) -> Option<Recusa> {
    let nome = com_barras(arquivo);
    let Some(listagem) = acervo.listagem_de(arquivo) else {
        return Some(recusa(
            format!(
                "{nome} não está em nenhuma crate de listings: nada o compila nem testa"
            ),
            "leve o código para uma crate de listings, com [package] no Cargo.toml",
        ));
    };
    let reprovado_de_proposito = arquivo.starts_with(listagem.pasta.join("tests/ui"));
    let compilado = listagem.compilados.contains(arquivo) || reprovado_de_proposito;
    let da_crate = &listagem.nome;
    let motivo = format!("a crate {da_crate} não compila {nome}: nenhum `mod` o alcança");
    let remedio =
        "declare o módulo (`mod nome;`) no arquivo acima dele, ou apague o arquivo";
    (!compilado).then(|| recusa(motivo, remedio))
}

fn conferir_console(pagina: &Pagina<'_>, bloco: &Bloco) -> Option<Problema> {
    let (linha, motivo, remedio) = if let Some(pedido) = Pedido::analisar(&bloco.corpo) {
        let arquivo = com_barras(&pagina.documento.citado(&pedido.caminho)?);
        let partes: Vec<_> = arquivo.split('/').collect();
        if matches!(partes[..], ["listings", _, "saidas", _, ..]) {
            return None;
        }
        (
            1,
            "saída de programa que não vem de uma pasta saidas",
            "inclua listings/<tema>/saidas/<nome>.txt, que um teste compara com o programa",
        )
    } else {
        let linhas = linhas_de_console(&bloco.corpo);
        let comando = |l: &str| l.starts_with("$ ") || l.starts_with("# ");
        let digitada = |l: &str| !comando(l) && !l.contains("{{#");
        let (linha, _) = linhas.iter().find(|(_, l)| digitada(l))?;
        (
            linha + 1,
            "saída digitada à mão num bloco console: nada a compara com o programa",
            "deixe só linhas que começam com `$ ` ou `# `, ou inclua um arquivo de saidas",
        )
    };
    let linha = bloco.linha + linha;
    let arquivo = &pagina.documento.caminho;
    Some(Problema::novo(arquivo, linha, motivo, remedio))
}
