//! O que o livro mostra: sessões e figuras, refeitas e comparadas.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p encapsulamento --test programas saidas`.

use crate::comum::rodar;
use apoio::saida::{comando, conferir, conferir_sessao, desta_crate};
use roxmltree::Document;

/// Refaz a sessão que o capítulo mostra e a compara com `saidas/`.
#[track_caller]
fn mostra(arquivo: &str, nome: &str, argumentos: &[&str]) {
    let fim = rodar(nome, argumentos, &[]);
    let aqui = desta_crate("").display().to_string();
    let comando = comando(nome, argumentos).replace(&aqui, "listings/encapsulamento/");
    conferir_sessao(arquivo, &(comando + &fim.saida + &fim.erro));
}

/// O que `sed` faz no capítulo: troca de lugar duas palavras da carga.
fn trocar_palavras(quadro: &str) -> String {
    quadro.trim().replace("30 31 30 30", "30 30 30 31")
}

#[test]
fn o_pagamento_que_encolheu() {
    let montado = rodar("montar", &["--carga", "pague 0100 a Bia", "--hex"], &[]);
    let fim = rodar("desmontar", &[], &[&trocar_palavras(&montado.saida)]);
    let linhas: Vec<_> = fim.saida.lines().collect();
    let ultimas = linhas[linhas.len() - 4..].join("\n");
    let sessao = format!(
        "$ cargo run -q -p encapsulamento --bin montar -- --carga 'pague 0100 a Bia' --hex > quadro.hex\n\
         $ sed 's/30 31 30 30/30 30 30 31/' quadro.hex > outro.hex\n\
         $ cargo run -q -p encapsulamento --bin desmontar -- --arquivo outro.hex | tail -n 4\n\
         {ultimas}\n"
    );
    conferir_sessao("pagamento.txt", &sessao);
}

#[test]
fn no_fio_o_pagamento_e_recusado() {
    let argumentos = ["--carga", "pague 0100 a Bia", "--hex", "--no-fio"];
    let montado = rodar("montar", &argumentos, &[]);
    let fim = rodar(
        "desmontar",
        &["--no-fio"],
        &[&trocar_palavras(&montado.saida)],
    );
    assert!(fim.erro.contains("o CRC é"), "{}{}", fim.saida, fim.erro);
}

#[test]
fn o_quadro_montado() {
    mostra("montar.txt", "montar", &["--no-fio"]);
}

#[test]
fn a_soma_que_a_captura_pega_antes_da_placa() {
    let arquivo = desta_crate("pacotes/soma-adiada.hex");
    let arquivo = arquivo.to_str().expect("o caminho é UTF-8");
    mostra("soma-adiada.txt", "desmontar", &["--arquivo", arquivo]);
}

#[test]
fn o_tempo_de_entrega() {
    mostra("tempo.txt", "tempo-de-entrega", &[]);
}

#[test]
fn as_topologias() {
    mostra("topologias.txt", "topologias", &[]);
}

#[test]
fn a_mensagem_que_passa_da_mtu() {
    let argumentos = ["--mtu", "40", "--carga", "longa-demais-para-40-bytes"];
    mostra("mtu.txt", "montar", &argumentos);
}

#[test]
fn as_figuras_do_capitulo_sao_as_que_o_programa_desenha() {
    let pasta = desta_crate("../../src/comunicacao/figuras");
    for (figura, arquivo) in [
        ("quadro", "quadro-ethernet.svg"),
        ("tempo", "tempo-de-entrega.svg"),
        ("topologias", "topologias.svg"),
    ] {
        let fim = rodar("figuras-de-redes", &["--figura", figura], &[]);
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
        conferir(&pasta.join(arquivo), &fim.saida);
        so_cores_do_tema(&fim.saida);
    }
}

fn so_cores_do_tema(svg: &str) {
    let documento = Document::parse(svg).expect("o SVG devia ser XML válido");
    let nos = documento.descendants();
    let cores = nos.flat_map(|no| ["fill", "stroke"].map(|a| no.attribute(a)));
    for cor in cores.flatten() {
        let do_tema = cor == "none" || cor == "currentColor" || cor.starts_with("var(--");
        assert!(do_tema, "{cor} não muda com o tema");
    }
}
