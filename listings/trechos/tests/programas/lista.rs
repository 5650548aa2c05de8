//! Os programas do espaço de trabalho, compilados: o cargo diz quais são e onde estão.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use trechos::livro::raiz;

pub struct Binario {
    pub nome: String,
    pub caminho: PathBuf,
}

/// Um teste qualquer, de uma crate pequena. Só por haver um teste no pedido o cargo
/// escolhe, das dependências, o mesmo que num `cargo test`, e nada compila outra vez.
const UM_TESTE: &str = "descritores";

/// Compila o que falta (num `cargo test` de tudo, nada) e lista os programas.
pub fn todos() -> Vec<Binario> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
    let feito = Command::new(cargo)
        .args(["build", "--workspace", "--bins", "--test", UM_TESTE])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(raiz())
        .output()
        .expect("o cargo que roda o teste existe");
    assert!(
        feito.status.success(),
        "o cargo não compilou os programas:\n{}",
        String::from_utf8_lossy(&feito.stderr)
    );
    let mensagens = String::from_utf8(feito.stdout).expect("o cargo fala UTF-8");
    let mut achados: Vec<_> = mensagens.lines().filter_map(programa).collect();
    achados.sort_by(|um, outro| um.nome.cmp(&outro.nome));
    assert!(achados.len() > 80, "só achei {} programas", achados.len());
    achados
}

fn programa(mensagem: &str) -> Option<Binario> {
    let mensagem: Value = serde_json::from_str(mensagem).ok()?;
    let alvo = &mensagem["target"];
    let e_programa = alvo["kind"].as_array()?.iter().any(|tipo| tipo == "bin");
    e_programa.then_some(Binario {
        nome: alvo["name"].as_str()?.to_owned(),
        caminho: mensagem["executable"].as_str()?.into(),
    })
}
