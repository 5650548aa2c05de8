//! O que os testes desta crate compartilham: os três processos, de pé.

use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU8, Ordering};

use apoio::teste::{Fim, PRAZO, Programa};
use primeiro_sistema::destino::Destino;
use tempfile::TempDir;

pub const UM_PROCESSO: &str = env!("CARGO_BIN_EXE_recados-um-processo");
pub const ARMAZENAMENTO: &str = env!("CARGO_BIN_EXE_recados-armazenamento");
pub const SERVIDOR: &str = env!("CARGO_BIN_EXE_recados-servidor");
pub const CLIENTE: &str = env!("CARGO_BIN_EXE_recados-cliente");

/// Servidor e armazenamento rodando, com os recados numa pasta só deste teste.
pub struct Sistema {
    pub pasta: TempDir,
    pub armazenamento: Option<Programa>,
    pub onde_armazena: String,
    pub servidor: Programa,
    pub onde_serve: String,
}

impl Sistema {
    /// Espera do servidor pelo armazenamento longa, para que um disco lento
    /// não vire uma falha que o teste não pediu.
    pub fn novo() -> Self {
        Self::com_prazo("15s")
    }

    pub fn com_prazo(prazo: &str) -> Self {
        let pasta = tempfile::tempdir().expect("uma pasta temporária");
        let armazenamento = armazenamento(&pasta, &format!("{}:0", host()));
        let onde_armazena = armazenamento.esperar_pronto().to_string();
        let servidor = servidor(&onde_armazena, prazo);
        let onde_serve = servidor.esperar_pronto().to_string();
        Self {
            pasta,
            armazenamento: Some(armazenamento),
            onde_armazena,
            servidor,
            onde_serve,
        }
    }

    /// SIGKILL no armazenamento: sem aviso e sem despedida.
    pub fn matar_armazenamento(&mut self) {
        drop(self.armazenamento.take());
    }

    /// O armazenamento de volta, no mesmo endereço e com o mesmo arquivo.
    pub fn religar_armazenamento(&mut self) {
        let armazenamento = armazenamento(&self.pasta, &self.onde_armazena);
        armazenamento.esperar_pronto();
        self.armazenamento = Some(armazenamento);
    }

    /// O `recados-cliente` até o fim, com estes pedidos na entrada.
    pub fn cliente(&self, pedidos: &[&str]) -> Fim {
        let opcoes = ["--endereco", &self.onde_serve, "--prazo", "20s"];
        digitar(Programa::iniciar(CLIENTE, &opcoes), pedidos)
    }

    /// O servidor, para perguntar sem passar pelo programa cliente.
    pub fn destino(&self) -> Destino {
        Destino {
            nome: "o servidor",
            endereco: self.onde_serve.clone(),
            prazo: PRAZO,
        }
    }

    pub fn arquivo(&self) -> PathBuf {
        self.pasta.path().join("recados.txt")
    }

    /// Os recados que estão no arquivo, na ordem.
    pub fn no_disco(&self) -> Vec<String> {
        let texto = fs::read_to_string(self.arquivo()).expect("o diário");
        texto.lines().skip(1).map(str::to_owned).collect()
    }
}

pub fn servidor(onde_armazena: &str, prazo: &str) -> Programa {
    let base = ["--endereco", "127.0.0.1:0", "--prazo", prazo];
    let armazem = ["--armazenamento", onde_armazena];
    Programa::iniciar(SERVIDOR, &[&base[..], &armazem].concat())
}

pub fn armazenamento(pasta: &TempDir, endereco: &str) -> Programa {
    let arquivo = pasta.path().join("recados.txt");
    let arquivo = arquivo.to_str().expect("um caminho em UTF-8");
    Programa::iniciar(
        ARMAZENAMENTO,
        &["--endereco", endereco, "--arquivo", arquivo],
    )
}

/// Digita estas linhas e espera o programa terminar.
pub fn digitar(mut programa: Programa, linhas: &[&str]) -> Fim {
    for linha in linhas {
        programa.digitar(linha);
    }
    programa.esperar_fim()
}

/// Um endereço de loopback só deste teste, para que a porta do armazenamento
/// morto não seja sorteada por outro antes de ele voltar. Só no Linux toda a
/// rede 127 é loopback; nos outros, o risco é pequeno e fica.
fn host() -> String {
    static SISTEMAS: AtomicU8 = AtomicU8::new(1);
    if !cfg!(target_os = "linux") {
        return "127.0.0.1".to_owned();
    }
    let [alto, baixo, ..] = process::id().to_le_bytes();
    let sistema = SISTEMAS.fetch_add(1, Ordering::Relaxed);
    format!("127.{sistema}.{alto}.{}", baixo.clamp(1, 254))
}

/// Espera por `condicao` fazendo perguntas, nunca dormindo.
#[cfg(unix)] // quem espera é quem manda sinais
#[track_caller]
pub fn ate_que(mut condicao: impl FnMut() -> bool, o_que: &str) {
    let inicio = std::time::Instant::now();
    while !condicao() {
        assert!(
            inicio.elapsed() < PRAZO,
            "{o_que} não aconteceu em {PRAZO:?}"
        );
        std::thread::yield_now();
    }
}
