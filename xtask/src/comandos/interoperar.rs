//! `cargo xtask interoperar`: os programas do curso conversam com os de outra linguagem.
//!
//! Uma listagem que promete falar um protocolo tem `tests/programas/interoperar.rs`, com testes
//! ignorados, e `tests/interoperar/requisitos.txt`, os pacotes de Python que eles usam.

use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Testa as listagens com programas de outra linguagem (precisa de Python 3)
#[derive(Debug, Parser)]
pub struct Opcoes {
    /// Só esta listagem [padrão: todas]
    listagem: Option<String>,
}

/// Roda os testes de interoperação da listagem pedida, ou os de todas.
/// Erros: listagem desconhecida, Python que falta, pacote que não se instala, teste que reprova ou
/// arquivo de testes em que nenhum teste espera por este comando.
pub fn interoperar(raiz: &Path, opcoes: Opcoes) -> Result<()> {
    let todas = com_requisitos(raiz)?;
    ensure!(
        !todas.is_empty(),
        "nenhuma listagem tem tests/interoperar/requisitos.txt"
    );
    let escolhidas: Vec<_> = match opcoes.listagem {
        None => todas,
        Some(nome) => {
            ensure!(
                todas.iter().any(|t| *t == nome),
                "a listagem “{nome}” não tem tests/interoperar/requisitos.txt; têm: {}",
                todas.join(", ")
            );
            vec![nome]
        }
    };
    for nome in escolhidas {
        let python = preparar(raiz, &nome)?;
        testar(raiz, &nome, &python)?;
    }
    Ok(())
}

fn requisitos(raiz: &Path, nome: &str) -> PathBuf {
    raiz.join("listings")
        .join(nome)
        .join("tests/interoperar/requisitos.txt")
}

fn com_requisitos(raiz: &Path) -> Result<Vec<String>> {
    let pasta = raiz.join("listings");
    let mut nomes = Vec::new();
    for entrada in pasta
        .read_dir()
        .with_context(|| format!("não consigo ler {}", pasta.display()))?
    {
        let nome = entrada?.file_name().to_string_lossy().into_owned();
        if requisitos(raiz, &nome).is_file() {
            nomes.push(nome);
        }
    }
    nomes.sort();
    Ok(nomes)
}

/// O Python da listagem, com os pacotes dela; só os instala de novo quando mudam.
fn preparar(raiz: &Path, nome: &str) -> Result<PathBuf> {
    let pacotes = requisitos(raiz, nome);
    let pedidos = std::fs::read_to_string(&pacotes)
        .with_context(|| format!("não consigo ler {}", pacotes.display()))?;
    let lugar = raiz
        .join("target/ferramentas")
        .join(format!("python-{nome}"));
    let (bin, programa) = if cfg!(windows) {
        ("Scripts", "python.exe")
    } else {
        ("bin", "python")
    };
    let python = lugar.join(bin).join(programa);
    let instalados = lugar.join("instalados.txt");
    if std::fs::read_to_string(&instalados).is_ok_and(|antes| antes == pedidos) {
        return Ok(python);
    }
    let sistema = if cfg!(windows) { "python" } else { "python3" };
    rodar(
        Command::new(sistema)
            .args(["-m", "venv", "--clear"])
            .arg(&lugar),
        "o Python 3 com o módulo venv (no Debian, o pacote python3-venv) é preciso",
    )?;
    rodar(
        Command::new(&python)
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .arg("--requirement")
            .arg(&pacotes),
        "os pacotes não se instalaram",
    )?;
    std::fs::write(&instalados, pedidos)
        .with_context(|| format!("não consigo gravar {}", instalados.display()))?;
    Ok(python)
}

fn testar(raiz: &Path, nome: &str, python: &Path) -> Result<()> {
    let lista = testes(raiz, nome, python)
        .args(["--list", "--format=terse"])
        .output()
        .context("não consigo chamar o cargo")?;
    // Se a lista não sai, quem diz por quê é a rodada de verdade.
    if lista.status.success() && lista.stdout.is_empty() {
        bail!(
            "listings/{nome}/tests/programas/interoperar.rs não tem teste nenhum com \
             #[ignore = \"precisa de Python: cargo xtask interoperar\"]"
        );
    }
    rodar(
        &mut testes(raiz, nome, python),
        &format!("a interoperação de {nome} reprovou"),
    )
}

fn testes(raiz: &Path, nome: &str, python: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut comando = Command::new(cargo);
    comando
        .current_dir(raiz)
        .env("PYTHON", python)
        .args(["test", "--package", nome, "--test", "programas"])
        .args(["interoperar::", "--", "--ignored"]);
    comando
}

fn rodar(comando: &mut Command, falha: &str) -> Result<()> {
    let estado = comando.status().with_context(|| {
        format!("{falha}: não consigo chamar {:?}", comando.get_program())
    })?;
    ensure!(estado.success(), "{falha} ({estado})");
    Ok(())
}
