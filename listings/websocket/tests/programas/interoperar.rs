//! Programas que não escrevemos: o cliente e o servidor `websockets`, do Python,
//! e um Chromium.

use std::env;
use std::process::Command;

use apoio::teste::Programa;

use crate::sessao::{OLA, OLA_CLIENTE, salas};

const PASTA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interoperar/");

fn python() -> String {
    env::var("PYTHON").expect("falta o Python: rode cargo xtask interoperar")
}

#[track_caller]
fn roda(programa: &str, argumentos: &[&str]) {
    let mut comando = Command::new(python());
    let saida = comando
        .arg(format!("{PASTA}{programa}"))
        .args(argumentos)
        .output();
    let saida = saida.expect("o interpretador roda");
    let (dito, erro) = (
        String::from_utf8_lossy(&saida.stdout),
        String::from_utf8_lossy(&saida.stderr),
    );
    assert_eq!(dito.trim(), "tudo certo", "{erro}");
}

#[test]
#[ignore = "precisa de Python: cargo xtask interoperar"]
fn o_cliente_em_python_fala_com_os_dois_servidores() {
    let pasta = tempfile::tempdir().unwrap();
    let porta_livre = ["--endereco", "127.0.0.1:0"];
    let ola = Programa::iniciar(OLA, &porta_livre);
    let (_salas, das_salas) = salas("127.0.0.1:0", pasta.path());
    let da_ola = ola.esperar_pronto().to_string();
    roda("cliente.py", &[&da_ola, &das_salas.to_string()]);
}

#[test]
#[ignore = "precisa de Python: cargo xtask interoperar"]
fn o_nosso_cliente_fala_com_o_servidor_em_python() {
    let programa = format!("{PASTA}servidor.py");
    let servidor = Programa::iniciar(&python(), &[&programa, "saudacao"]);
    let endereco = servidor.esperar_pronto().to_string();
    let argumentos = ["--endereco", &endereco, "--nome", "Zé"];
    let fim = Programa::iniciar(OLA_CLIENTE, &argumentos);
    assert_eq!(fim.esperar_fim().saida, "Olá, Zé!\n");
}

#[test]
#[ignore = "precisa de Python e de Chromium: cargo xtask interoperar"]
fn dois_navegadores_conversam_pela_pagina() {
    assert!(
        env::var_os("CHROMIUM").is_some(),
        "CHROMIUM diz onde está o navegador"
    );
    let pasta = tempfile::tempdir().unwrap();
    let (_salas, endereco) = salas("127.0.0.1:0", pasta.path());
    roda("pagina.py", &[&endereco.to_string()]);
}
