//! O índice da busca, feito pelo programa como a ferramenta o chama.

use std::process::Command;

fn pagina(atributo: &str, titulo: &str) -> String {
    format!(
        "<html lang=\"pt-BR\"><body><main {atributo}><h1>{titulo}</h1></main></body></html>"
    )
}

#[test]
fn so_entram_no_indice_as_paginas_marcadas_e_nenhuma_interface_pronta() {
    let pasta = tempfile::tempdir().expect("pasta temporária");
    let (site, indice) = (pasta.path().join("html"), pasta.path().join("indice"));
    std::fs::create_dir_all(site.join("redes")).expect("cria o site");
    for (nome, texto) in [
        ("a.html", pagina("data-pagefind-body", "Relógios")),
        ("redes/b.html", pagina("data-pagefind-body", "Sockets")),
        ("404.html", pagina("", "Não há")),
    ] {
        std::fs::write(site.join(nome), texto).expect("grava a página");
    }
    let mut busca = Command::new(env!("CARGO_BIN_EXE_busca"));
    let saida = busca.args([&site, &indice]).output();
    let saida = saida.expect("o programa devia rodar");
    assert!(saida.status.success(), "{saida:?}");
    let trechos = std::fs::read_dir(indice.join("fragment")).map_or(0, Iterator::count);
    assert_eq!(trechos, 2, "um trecho por página marcada");
    assert!(indice.join("pagefind.js").is_file(), "falta o roteiro");
    let palavras = std::fs::read_to_string(indice.join("palavras.txt"));
    assert_eq!(palavras.expect("as palavras do livro"), "relógios\nsockets");
    let interface = indice.join("pagefind-ui.js");
    assert!(!interface.exists(), "sobrou uma interface");
}
