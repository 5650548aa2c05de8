//! Um rastro numa página: inteira, e sem nada de fora.

use std::path::Path;

use rastro::abrir::{escrever_pagina, ler};
use rastro::{Rastro, guardar};

#[test]
fn o_rastro_vira_uma_pagina_que_nao_pede_nada_a_ninguem() {
    let mut rastro = Rastro::novo(["Ana", "<Bia>"]).expect("há processos");
    let oi = rastro.enviar(0, 1, "oi {{desenho}}").expect("enviada");
    rastro.receber(oi).expect("recebida");
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let arquivo = guardar(&rastro, pasta.path(), "encontro").expect("grava");
    assert_eq!(ler(&arquivo).expect("se lê"), rastro);
    let pagina = escrever_pagina(&arquivo).expect("se escreve");
    let pagina = std::fs::read_to_string(pagina).expect("está lá");
    for trecho in [
        "<h1>encontro</h1>",
        "data-frase=\"Ana envia a &lt;Bia&gt;: oi",
        "<li>Ana envia a &lt;Bia&gt;: oi {{desenho}}</li>",
        "customElements.define('passo-a-passo'",
    ] {
        assert!(pagina.contains(trecho), "falta {trecho}: {pagina}");
    }
    assert_eq!(
        pagina.matches("<svg").count(),
        1,
        "um texto não se lê como molde"
    );
    let de_fora = ["src=\"http", "href=\"http", "url(http", "@import"];
    assert!(!de_fora.iter().any(|t| pagina.contains(t)), "{pagina}");
}

#[test]
fn o_que_nao_e_rastro_e_dito_e_nao_deixa_pagina() {
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let arquivo = pasta.path().join("truncado.jsonl");
    let truncado = "{\"rastro\":1,\"processos\":[\"A\"]}\n{\"no\":0,\"tip";
    std::fs::write(&arquivo, truncado).expect("grava");
    let erro = escrever_pagina(&arquivo).expect_err("está cortado");
    assert!(
        erro.to_string().ends_with("truncado.jsonl não é um rastro"),
        "{erro}"
    );
    let causa = std::error::Error::source(&erro).map(ToString::to_string);
    assert_eq!(
        causa.as_deref(),
        Some("linha 2: a linha foi cortada no meio")
    );
    assert!(!arquivo.with_extension("html").exists());
    let falta = ler(Path::new("/não/existe")).expect_err("não existe");
    assert_eq!(falta.to_string(), "não consigo ler /não/existe");
}
