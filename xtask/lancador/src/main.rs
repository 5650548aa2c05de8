//! `cargo xtask`: compila a ferramenta do curso e a chama com os mesmos argumentos.
//!
//! `cargo run --package curso` escolheria os recursos das crates só pela ferramenta, e o
//! `cargo test` que vem depois compilaria tudo outra vez com os recursos do espaço de trabalho
//! inteiro. Selecionado o espaço de trabalho, o que os dois têm em comum se compila uma vez só.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match executar() {
        Ok(status) => status,
        Err(motivo) => {
            eprintln!("erro: {motivo}");
            ExitCode::FAILURE
        }
    }
}

fn executar() -> Result<ExitCode, String> {
    // Perguntado ao rodar, e não ao compilar: um clone pode mudar de lugar.
    let daqui = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let daqui = daqui.ok_or("este programa se chama com: cargo xtask COMANDO")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut compilar = Command::new(cargo);
    compilar.args(["build", "--workspace", "--bin", "curso", "--manifest-path"]);
    let compilada = compilar.arg(daqui.join("../../Cargo.toml")).status();
    let compilada = compilada.map_err(|e| format!("não consigo chamar o cargo: {e}"))?;
    if !compilada.success() {
        return Err("a ferramenta do curso não se compilou; a causa está acima".into());
    }
    let este = std::env::current_exe()
        .map_err(|erro| format!("não sei qual é este executável: {erro}"))?;
    let nome = format!("curso{}", std::env::consts::EXE_SUFFIX);
    let mut ferramenta = Command::new(este.with_file_name(nome));
    chamar(ferramenta.args(std::env::args_os().skip(1))).map_err(|erro| {
        format!("não consigo chamar {:?}: {erro}", ferramenta.get_program())
    })
}

/// No Unix a ferramenta toma o lugar deste processo: os sinais e o status são dela.
#[cfg(unix)]
fn chamar(ferramenta: &mut Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(ferramenta.exec())
}

/// No Windows não há como tomar o lugar: espera-se por ela, e o Ctrl+C chega aos dois.
#[cfg(not(unix))]
fn chamar(ferramenta: &mut Command) -> std::io::Result<ExitCode> {
    let codigo = ferramenta.status()?.code();
    let status = codigo.and_then(|c| u8::try_from(c).ok());
    Ok(status.map_or(ExitCode::FAILURE, ExitCode::from))
}
