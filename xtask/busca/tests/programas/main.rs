//! O índice da busca, feito pelo programa como a ferramenta o chama.

use std::path::Path;
use std::process::{Command, Output};

fn busca(argumentos: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_busca"))
        .args(argumentos)
        .output()
        .expect("o programa devia rodar")
}

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
    let saida = busca(&[&site, &indice]);
    assert!(saida.status.success(), "{saida:?}");
    let trechos = std::fs::read_dir(indice.join("fragment")).map_or(0, Iterator::count);
    assert_eq!(trechos, 2, "um trecho por página marcada");
    assert!(
        indice.join("pagefind.js").is_file(),
        "falta o roteiro da busca"
    );
    assert!(
        !indice.join("pagefind-ui.js").exists(),
        "sobrou uma interface"
    );
}

#[test]
fn o_uso_errado_sai_com_2_e_o_site_que_nao_existe_com_1() {
    let errado = busca(&[Path::new("so-um")]);
    assert_eq!(errado.status.code(), Some(2), "{errado:?}");
    let ausente = busca(&[Path::new("nao-existe"), Path::new("nem-isto")]);
    let erro = String::from_utf8_lossy(&ausente.stderr);
    assert_eq!(ausente.status.code(), Some(1), "{erro}");
    assert!(
        erro.starts_with("erro: não consigo ler nao-existe"),
        "{erro}"
    );
}
