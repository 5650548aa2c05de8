//! O que o capítulo mostra é o que os programas imprimem.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p eventos --test programas saidas`.

#![cfg(unix)] // as sessões usam printf e o sh

use std::path::Path;
use std::process::Command;

use apoio::saida::conferir_sessao;

use crate::comum::pasta;
use crate::conta::CONTA;

const QUEDAS: &str = env!("CARGO_BIN_EXE_quedas");

/// Roda, numa pasta, os comandos como o leitor os digita e junta o que sai.
fn sessao(pasta: &Path, comandos: &[&str]) -> String {
    let mut tela = String::new();
    for comando in comandos {
        let real = comando
            .replace("cargo run -q -p eventos --bin conta --", "\"$1\"")
            .replace("cargo run -q -p eventos --bin conta", "\"$1\"")
            .replace("cargo run -q -p eventos --bin quedas --", "\"$2\"");
        // As duas saídas juntas, na ordem em que um terminal as mostraria.
        let saida = Command::new("sh")
            .args(["-c", &format!("exec 2>&1; {real}"), "sh", CONTA, QUEDAS])
            .current_dir(pasta)
            .output()
            .unwrap();
        tela += &format!("$ {comando}\n{}", String::from_utf8(saida.stdout).unwrap());
    }
    tela
}

#[test]
fn as_tres_formas_diante_da_queda() {
    let pasta = pasta();
    for forma in ["no-lugar", "sem-soma", "log"] {
        let comando = format!("cargo run -q -p eventos --bin quedas -- --forma {forma}");
        let arquivo = match forma {
            "no-lugar" => "quedas-no-lugar.txt",
            "sem-soma" => "quedas-sem-soma.txt",
            _ => "quedas-log.txt",
        };
        conferir_sessao(arquivo, &sessao(pasta.path(), &[&comando]));
    }
}

#[test]
fn a_sessao_do_capitulo() {
    let pasta = pasta();
    let conta = "cargo run -q -p eventos --bin conta";
    let rodar = |pedidos: &[&str]| {
        let comandos: Vec<_> =
            pedidos.iter().map(|p| format!("{conta} -- {p}")).collect();
        sessao(
            pasta.path(),
            &comandos.iter().map(String::as_str).collect::<Vec<_>>(),
        )
    };

    let inicio = "abrir ana\\nabrir bia\\ndepositar ana 100\\ntransferir ana bia 30\\n\
                  sacar bia 5,50\\nsacar ana 80\\n";
    let conversa = format!("printf '{inicio}' | {conta}");
    conferir_sessao("conversa.txt", &sessao(pasta.path(), &[&conversa]));
    conferir_sessao(
        "passado.txt",
        &rodar(&["saldo ana", "saldo ana ate=3", "extrato ana"]),
    );
    let corte = "printf 'restos' >> contas.eventos";
    let saldo = format!("{conta} -- saldo ana");
    conferir_sessao("corte.txt", &sessao(pasta.path(), &[corte, &saldo]));
    let pix = "transferir ana bia 10 chave=pix-1";
    conferir_sessao("repetir.txt", &rodar(&[pix, pix, "saldo ana"]));
    conferir_sessao(
        "versao.txt",
        &rodar(&["sacar ana 50 versao=4", "sacar ana 50 versao=6"]),
    );
    let instantaneo = format!("{conta} -- instantaneo");
    let troca = "printf X | dd of=contas.eventos bs=1 seek=100 conv=notrunc status=none";
    let reconstruir = format!("{conta} -- reconstruir");
    conferir_sessao(
        "corrompido.txt",
        &sessao(pasta.path(), &[&instantaneo, troca, &saldo, &reconstruir]),
    );
}
