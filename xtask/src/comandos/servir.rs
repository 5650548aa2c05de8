//! `cargo xtask serve`: o livro no navegador, refeito a cada gravação.

pub(crate) mod busca;

use crate::leitura::livro;
use anyhow::{Context, Result, bail};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Diz ao acabamento que há alguém à espera da página, e onde pedir que a busca se refaça.
pub const SERVINDO: &str = "CURSO_SERVINDO";

/// De quanto em quanto tempo se olha se o mdBook já atende e se ainda vive.
const PASSO: Duration = Duration::from_millis(100);

static ENCERRAR: AtomicBool = AtomicBool::new(false);

/// O que se pede a `serve`.
#[derive(Debug, Clone)]
pub struct Opcoes {
    pub endereco: SocketAddr,
    pub abrir: bool,
}

/// Serve o livro de `raiz` até SIGINT ou SIGTERM.
///
/// # Erros
/// Endereço ocupado, mdBook que não se instala, ou livro que não se constrói.
pub fn servir(raiz: &Path, opcoes: &Opcoes) -> Result<()> {
    let endereco = conferir_endereco(opcoes.endereco)?;
    if let Err(problemas) = crate::comandos::construir::conferir(raiz) {
        // Quem escreve quer ver a página mesmo antes de o livro passar em tudo.
        eprintln!("aviso: {problemas:#}\n");
    }
    let mdbook = instalado(raiz)?;
    ctrlc::set_handler(|| ENCERRAR.store(true, Ordering::Relaxed))
        .context("não consigo receber os sinais de encerramento")?;
    let mut busca = busca::Refeita::nova()?;
    let mut servidor = iniciar(&mdbook, raiz, endereco, opcoes.abrir, busca.pedido())?;
    eprintln!("construindo o livro…");
    let mut avisado = false;
    loop {
        if ENCERRAR.load(Ordering::Relaxed) {
            servidor.kill().ok();
            servidor.wait().ok();
            return Ok(());
        }
        if let Some(estado) = servidor.try_wait()? {
            bail!("o mdBook terminou ({estado}); a causa está acima");
        }
        if !avisado && TcpStream::connect_timeout(&endereco, PASSO).is_ok() {
            println!("o livro está em http://{endereco} (Ctrl+C encerra)");
            avisado = true;
        }
        busca.atender();
        std::thread::sleep(PASSO);
    }
}

/// Falha agora, em português, em vez de depois da construção; a porta 0 vira uma livre.
fn conferir_endereco(endereco: SocketAddr) -> Result<SocketAddr> {
    let escuta = TcpListener::bind(endereco).map_err(|erro| match erro.kind() {
        std::io::ErrorKind::AddrInUse => anyhow::anyhow!(
            "a porta {} já está em uso em {}. Encerre o outro programa ou escolha outra: --porta 0",
            endereco.port(),
            endereco.ip()
        ),
        _ => anyhow::anyhow!("não consigo escutar em {endereco}: {erro}"),
    })?;
    Ok(escuta.local_addr()?)
}

fn iniciar(
    mdbook: &Path,
    raiz: &Path,
    endereco: SocketAddr,
    abrir: bool,
    pedido: &Path,
) -> Result<Child> {
    let mut comando = Command::new(mdbook);
    comando
        .arg("serve")
        .arg(raiz)
        .args(["--hostname", &endereco.ip().to_string()])
        .args(["--port", &endereco.port().to_string()])
        .env(SERVINDO, pedido);
    // O mdBook conta cada passo em inglês; ficam só os avisos e os erros dele.
    if std::env::var_os("MDBOOK_LOG").is_none() {
        comando.env("MDBOOK_LOG", "warn");
    }
    if abrir {
        comando.arg("--open");
    }
    for (chave, valor) in livro::comandos()? {
        comando.env(variavel_do_mdbook(chave), valor);
    }
    comando
        .spawn()
        .with_context(|| format!("não consigo iniciar {}", mdbook.display()))
}

/// `preprocessor.curso.command` se configura por `MDBOOK_PREPROCESSOR__CURSO__COMMAND`.
fn variavel_do_mdbook(chave: &str) -> String {
    format!("MDBOOK_{}", chave.to_uppercase().replace('.', "__"))
}

/// O mdBook da versão que o `Cargo.lock` fixa, instalado em `target/` se ainda não está.
fn instalado(raiz: &Path) -> Result<PathBuf> {
    let versao = mdbook_renderer::MDBOOK_VERSION;
    let pasta = raiz
        .join("target")
        .join("ferramentas")
        .join(format!("mdbook-{versao}"));
    let programa = pasta
        .join("bin")
        .join(format!("mdbook{}", std::env::consts::EXE_SUFFIX));
    if programa.is_file() {
        return Ok(programa);
    }
    eprintln!(
        "instalando o mdBook {versao} em {} (só desta vez; alguns minutos)",
        pasta.display()
    );
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let estado = Command::new(cargo)
        .args(["install", "--locked", "mdbook", "--version", versao])
        .arg("--root")
        .arg(&pasta)
        .current_dir(raiz)
        .status()
        .context("não consigo chamar o cargo")?;
    if !estado.success() {
        bail!("o mdBook não foi instalado ({estado}); a causa está acima");
    }
    Ok(programa)
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_porta_ocupada_e_dita_antes_de_construir() {
        let ocupada = TcpListener::bind("127.0.0.1:0").expect("há uma porta livre");
        let endereco = ocupada.local_addr().expect("a porta tem endereço");
        let erro = conferir_endereco(endereco)
            .expect_err("a porta está ocupada")
            .to_string();
        assert!(
            erro.contains("já está em uso") && erro.contains("--porta 0"),
            "{erro}"
        );
    }

    #[test]
    fn a_porta_zero_vira_uma_porta_de_verdade() {
        let endereco =
            conferir_endereco("127.0.0.1:0".parse().expect("endereço")).expect("livre");
        assert_ne!(endereco.port(), 0);
    }

    #[test]
    fn a_chave_do_livro_vira_variavel_de_ambiente() {
        assert_eq!(
            variavel_do_mdbook("preprocessor.curso.command"),
            "MDBOOK_PREPROCESSOR__CURSO__COMMAND"
        );
    }
}
