//! Como se inicia um servidor, e como se sabe que ele atende.

use std::ffi::OsString;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Conversa com o servidor no protocolo dele: ligar-se à porta não basta, porque
/// quase todo servidor escuta antes de poder responder.
pub type Sonda = fn(SocketAddr) -> io::Result<()>;

/// Um processo que o supervisor mantém de pé, sempre na mesma porta e pasta.
#[derive(Debug, Clone)]
pub struct Receita {
    pub nome: &'static str,
    pub programa: PathBuf,
    pub argumentos: Vec<OsString>,
    /// Só isto e o que [`Receita::comando`] herda: o que o usuário configurou para
    /// o RabbitMQ ou o Java dele não pode mudar o que os testes encontram.
    pub ambiente: Vec<(&'static str, OsString)>,
    /// Onde ficam os dados, o diário e o número do processo.
    pub pasta: PathBuf,
    pub endereco: SocketAddr,
    pub sonda: Sonda,
    /// O próximo só começa depois que este atende.
    pub antes_dos_outros: bool,
    /// O que o comando do usuário encontra no ambiente.
    pub variaveis: Vec<(&'static str, OsString)>,
}

impl Receita {
    pub fn diario(&self) -> PathBuf {
        self.pasta.join("diario.txt")
    }

    pub fn pid(&self) -> PathBuf {
        arquivo_do_pid(&self.pasta)
    }

    /// O comando, ainda sem grupo nem saídas.
    pub fn comando(&self) -> Command {
        let mut comando = Command::new(&self.programa);
        comando
            .args(&self.argumentos)
            .current_dir(&self.pasta)
            .env_clear();
        for nome in ["PATH", "LANG", "TMPDIR", "JAVA_HOME"] {
            if let Some(valor) = std::env::var_os(nome) {
                comando.env(nome, valor);
            }
        }
        // Nada se grava na pasta pessoal, nem o cookie do Erlang.
        comando.env("HOME", &self.pasta);
        comando.envs(self.ambiente.iter().map(|(nome, valor)| (nome, valor)));
        comando
    }
}

/// Onde se lê o número do processo do servidor cuja pasta é `pasta`.
pub fn arquivo_do_pid(pasta: &Path) -> PathBuf {
    pasta.join("pid")
}
