//! Um servidor pronto para se iniciar, numa rodada.

use super::servico::Servidor;
use crate::problema::Em;
use anyhow::{Context, Result};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;

/// O que muda de uma rodada para outra.
pub struct Trocas {
    portas: [u16; 3],
    pub jars: String,
}

impl Trocas {
    pub fn novas(portas: [u16; 3]) -> Self {
        let jars = String::new();
        Self { portas, jars }
    }

    /// O texto de uma descrição com cada lugar preenchido.
    pub fn preencher(&self, texto: &str, pasta: &str) -> String {
        let texto = texto.replace("{PASTA}", pasta);
        let texto = texto.replace("{JARS}", &self.jars);
        let portas = self.portas.iter().enumerate();
        let portas = portas.map(|(i, p)| (format!("{{P{i}}}"), p.to_string()));
        portas.fold(texto, |texto, (vago, porta)| texto.replace(&vago, &porta))
    }
}

/// Um processo que o supervisor mantém de pé, sempre na mesma porta e pasta.
#[derive(Debug)]
pub struct Receita {
    pub servidor: Servidor,
    pub programa: PathBuf,
    /// Onde ficam os dados, o diário e o número do processo.
    pub pasta: PathBuf,
    pub endereco: SocketAddr,
}

impl Receita {
    /// Acha o programa e grava a configuração numa subpasta de `dados`.
    pub fn nova(servidor: Servidor, dados: &Path, trocas: &Trocas) -> Result<Self> {
        let programa = servidor.programa.achar()?;
        let pasta = dados.join(&servidor.nome);
        let nome = pasta.to_str().context("não é UTF-8").em("usar", &pasta)?;
        let servidor = servidor.preenchido(trocas, nome);
        fs::create_dir_all(&pasta).em("criar", &pasta)?;
        for (arquivo, texto) in &servidor.arquivos {
            fs::write(pasta.join(arquivo), texto).em("gravar em", &pasta)?;
        }
        Ok(Self {
            endereco: (Ipv4Addr::LOCALHOST, trocas.portas[servidor.porta]).into(),
            servidor,
            programa,
            pasta,
        })
    }

    pub fn diario(&self) -> PathBuf {
        self.pasta.join("diario.txt")
    }

    /// O comando, ainda sem grupo nem saídas.
    pub fn comando(&self) -> Command {
        let mut comando = Command::new(&self.programa);
        comando.args(&self.servidor.argumentos);
        comando.current_dir(&self.pasta).env_clear();
        for nome in ["PATH", "LANG", "TMPDIR", "JAVA_HOME"] {
            comando.envs(std::env::var_os(nome).map(|valor| (nome, valor)));
        }
        // Nada se grava na pasta pessoal, nem o cookie do Erlang.
        comando.env("HOME", &self.pasta);
        comando.envs(&self.servidor.ambiente);
        comando
    }
}

/// Onde se lê o número do processo do servidor cuja pasta é `pasta`.
pub fn arquivo_do_pid(pasta: &Path) -> PathBuf {
    pasta.join("pid")
}
