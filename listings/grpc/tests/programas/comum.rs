//! Os programas da listagem, como o leitor os roda.

use std::path::PathBuf;

use apoio::teste::{Fim, Programa};
use rcgen::{CertifiedKey, generate_simple_self_signed};

pub const SERVIDOR: &str = env!("CARGO_BIN_EXE_deposito-servidor");
pub const CLIENTE: &str = env!("CARGO_BIN_EXE_deposito-cliente");

pub fn rodar(executavel: &str, argumentos: &[&str]) -> Fim {
    Programa::iniciar(executavel, argumentos).esperar_fim()
}

/// O programa sai com este status, diz isto na saída de erro e nada na outra.
#[track_caller]
pub fn falha(executavel: &str, argumentos: &[&str], status: i32, trecho: &str) {
    let fim = rodar(executavel, argumentos);
    let veio = fim.status.code();
    assert_eq!(veio, Some(status), "{argumentos:?}: {}", fim.erro);
    assert!(fim.erro.starts_with("erro: "), "{}", fim.erro);
    assert!(fim.erro.contains(trecho), "{argumentos:?}: {}", fim.erro);
    assert_eq!(
        fim.saida, "",
        "o erro vai à saída de erro, e nada se anuncia"
    );
}

/// Um servidor numa porta livre.
pub fn no_ar(mais: &[&str]) -> (Programa, String) {
    let argumentos = [&["--endereco", "127.0.0.1:0"], mais].concat();
    let servidor = Programa::iniciar(SERVIDOR, &argumentos);
    let endereco = servidor.esperar_pronto().to_string();
    (servidor, endereco)
}

/// Uma pasta deste teste, que some com ele.
pub struct Pasta(PathBuf);

impl Pasta {
    pub fn nova() -> Self {
        let nome = format!("grpc-{}-{:x}", std::process::id(), fastrand::u64(..));
        let pasta = std::env::temp_dir().join(nome);
        std::fs::create_dir_all(&pasta).expect("a pasta temporária existe");
        Self(pasta)
    }

    /// Grava um arquivo e devolve o caminho dele.
    pub fn com(&self, nome: &str, conteudo: &str) -> String {
        let arquivo = self.0.join(nome);
        std::fs::write(&arquivo, conteudo).expect("a pasta é nossa");
        arquivo.to_str().expect("é UTF-8").to_owned()
    }

    /// Um certificado para `localhost`, que assina a si mesmo, e a chave dele.
    pub fn com_certificado(&self, nome: &str) -> (String, String) {
        let gerado = generate_simple_self_signed(["localhost".to_owned()]);
        let CertifiedKey { cert, signing_key } = gerado.expect("há aleatoriedade");
        let chave = self.com(&format!("{nome}.chave"), &signing_key.serialize_pem());
        (self.com(&format!("{nome}.pem"), &cert.pem()), chave)
    }
}

impl Drop for Pasta {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
