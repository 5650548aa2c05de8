//! Os programas que a ferramenta chama e que se compilam à parte.
//!
//! O índice da busca e os diagramas pedem, juntos, mais tempo de compilação que todo o resto, e a
//! primeira página não espera por eles: quem serve os compila depois, com a página no ar.

use anyhow::{Context, Result, ensure};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Um programa do mesmo espaço de trabalho.
#[derive(Debug, Clone, Copy)]
pub struct Vizinho(&'static str);

pub const BUSCA: Vizinho = Vizinho("busca");
pub const DIAGRAMAS: Vizinho = Vizinho("diagramas");
pub const TODOS: [Vizinho; 2] = [BUSCA, DIAGRAMAS];

impl Vizinho {
    /// O programa, se já foi compilado alguma vez.
    pub fn pronto(self) -> Option<PathBuf> {
        let este = std::env::current_exe().ok()?;
        let nome = format!("{}{}", self.0, std::env::consts::EXE_SUFFIX);
        Some(este.with_file_name(nome)).filter(|p| p.is_file())
    }

    /// O programa, compilado agora se nunca foi.
    pub fn obter(self) -> Result<PathBuf> {
        if self.pronto().is_none() {
            compilar(&[self])?;
        }
        let motivo =
            || format!("o cargo não deixou o programa “{}” ao lado deste", self.0);
        self.pronto().with_context(motivo)
    }
}

/// Compila o que mudou nos programas pedidos.
pub fn compilar(quais: &[Vizinho]) -> Result<()> {
    let estado = compilacao(quais, |cargo| Command::new(cargo))?.status();
    let estado = estado.context("não consigo chamar o cargo")?;
    let motivo = "os programas da ferramenta não se compilaram; a causa está acima";
    ensure!(estado.success(), motivo);
    Ok(())
}

/// O comando que os compila, feito como se queira chamar o cargo.
pub fn compilacao(quais: &[Vizinho], novo: fn(&OsStr) -> Command) -> Result<Command> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut comando = novo(&cargo);
    // Com o espaço de trabalho inteiro selecionado, o que se compila aqui serve ao `cargo test`.
    comando.args(["build", "--quiet", "--workspace"]);
    comando.current_dir(espaco_de_trabalho()?);
    for Vizinho(nome) in quais {
        comando.args(["--bin", nome]);
    }
    Ok(comando)
}

/// A pasta do código da ferramenta: a que o cargo diz ou uma acima deste executável.
fn espaco_de_trabalho() -> Result<PathBuf> {
    // Perguntado ao rodar, e não ao compilar: um clone pode mudar de lugar.
    let do_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let lugares = [do_cargo, std::env::current_exe().ok()];
    let mut pastas = lugares.iter().flatten().flat_map(|lugar| lugar.ancestors());
    let achada = pastas.find(|pasta| pasta.join("xtask/busca/Cargo.toml").is_file());
    let achada = achada.map(Path::to_owned);
    achada.context("não acho o código da ferramenta; chame-a com: cargo xtask COMANDO")
}
