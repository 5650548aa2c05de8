//! `cargo xtask interoperar`: os programas do curso conversam com os de outra linguagem.
//!
//! Uma listagem que promete falar um protocolo tem `tests/programas/interoperar.rs`, com testes
//! ignorados, e `tests/interoperar/requisitos.txt`, os pacotes de Python que eles usam.

use crate::problema::Em;
use anyhow::{Context, Result, bail, ensure};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::Command;

const REQUISITOS: &str = "tests/interoperar/requisitos.txt";

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
    let listagens = com_requisitos(raiz)?;
    ensure!(!listagens.is_empty(), "nenhuma listagem tem {REQUISITOS}");
    for nome in &listagens {
        conferir_testes(raiz, nome)?;
    }
    // Com o espaço de trabalho inteiro, nada se compila além do que o `cargo test` já compilou.
    let quais = match opcoes.listagem {
        None => vec!["--workspace".to_owned()],
        Some(nome) if listagens.contains(&nome) => vec!["--package".to_owned(), nome],
        Some(nome) => bail!(
            "a listagem “{nome}” não tem {REQUISITOS}; têm: {}",
            listagens.join(", ")
        ),
    };
    let python = preparar(raiz, &listagens)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    rodar(
        Command::new(cargo)
            .current_dir(raiz)
            .env("PYTHON", &python)
            .arg("test")
            .args(quais)
            .args(["--test", "programas", "interoperar::", "--", "--ignored"]),
        "a interoperação reprovou",
    )
}

fn com_requisitos(raiz: &Path) -> Result<Vec<String>> {
    let pasta = raiz.join("listings");
    let mut nomes = Vec::new();
    for entrada in pasta.read_dir().em("ler", &pasta)? {
        let nome = entrada?.file_name().to_string_lossy().into_owned();
        if pasta.join(&nome).join(REQUISITOS).is_file() {
            nomes.push(nome);
        }
    }
    nomes.sort();
    Ok(nomes)
}

/// O Python, com os pacotes de todas as listagens; só os instala de novo quando mudam.
fn preparar(raiz: &Path, listagens: &[String]) -> Result<PathBuf> {
    let mut pedidos = String::new();
    for nome in listagens {
        let lista = raiz.join("listings").join(nome).join(REQUISITOS);
        pedidos += &std::fs::read_to_string(&lista).em("ler", &lista)?;
    }
    let lugar = raiz.join("target/ferramentas/python");
    let no_windows = cfg!(windows).then_some("Scripts/python.exe");
    let python = lugar.join(no_windows.unwrap_or("bin/python"));
    // O nome só se dá à lista depois de instalada: interrompida, a instalação recomeça.
    let instalados = lugar.join("instalados.txt");
    if std::fs::read_to_string(&instalados).is_ok_and(|antes| antes == pedidos) {
        return Ok(python);
    }
    let sistema = if cfg!(windows) { "python" } else { "python3" };
    let mut venv = Command::new(sistema);
    rodar(
        venv.args(["-m", "venv", "--clear"]).arg(&lugar),
        "o Python 3 com o módulo venv (no Debian, o pacote python3-venv) é preciso",
    )?;
    let faltam = lugar.join("requisitos.txt");
    std::fs::write(&faltam, &pedidos).em("gravar", &faltam)?;
    rodar(
        Command::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(["--disable-pip-version-check", "--requirement"])
            .arg(&faltam),
        "os pacotes não se instalaram",
    )?;
    std::fs::rename(&faltam, &instalados).em("gravar", &instalados)?;
    Ok(python)
}

/// Um arquivo em que nenhum teste espera por este comando passaria calado.
fn conferir_testes(raiz: &Path, nome: &str) -> Result<()> {
    let testes = format!("listings/{nome}/tests/programas/interoperar.rs");
    let texto = std::fs::read_to_string(raiz.join(&testes))
        .with_context(|| format!("não consigo ler {testes}"))?;
    ensure!(
        texto.contains("cargo xtask interoperar\"]"),
        "{testes} não tem teste nenhum com \
         #[ignore = \"precisa de Python: cargo xtask interoperar\"]"
    );
    Ok(())
}

fn rodar(comando: &mut Command, falha: &str) -> Result<()> {
    let estado = comando.status().with_context(|| {
        format!("{falha}: não consigo chamar {:?}", comando.get_program())
    })?;
    ensure!(estado.success(), "{falha}; a causa está acima");
    Ok(())
}
