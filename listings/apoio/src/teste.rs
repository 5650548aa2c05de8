//! Inicia um programa como o leitor faria, espera a linha de pronto e o
//! encerra. Toda espera tem prazo, e nenhuma é um `sleep`.

mod fluxo;

use std::io::Write;
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Instant;

pub use fluxo::PRAZO;
use fluxo::{linhas_de, proxima, resto};

/// Um programa rodando, com as três pontas (entrada, saída, erro) em mãos.
/// Ao sair de cena é morto, se ainda vive.
pub struct Programa {
    filho: Child,
    entrada: Option<ChildStdin>,
    saida: Receiver<String>,
    erro: Receiver<String>,
}

impl Programa {
    /// Inicia o executável, em geral `env!("CARGO_BIN_EXE_nome")`.
    ///
    /// # Panics
    /// Se o sistema não conseguir iniciá-lo.
    #[track_caller]
    pub fn iniciar(executavel: &str, argumentos: &[&str]) -> Self {
        let mut filho = Command::new(executavel)
            .args(argumentos)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("não consegui iniciar {executavel}: {e}"));
        Self {
            entrada: filho.stdin.take(),
            saida: linhas_de(filho.stdout.take().expect("a saída é um pipe")),
            erro: linhas_de(filho.stderr.take().expect("a saída de erro é um pipe")),
            filho,
        }
    }

    /// Espera `escutando em HOST:PORTA` e devolve o endereço.
    #[track_caller]
    pub fn esperar_pronto(&self) -> SocketAddr {
        let linha = self.linha();
        linha
            .strip_prefix("escutando em ")
            .and_then(|endereco| endereco.parse().ok())
            .unwrap_or_else(|| {
                panic!("a primeira linha devia anunciar o endereço: {linha:?}")
            })
    }

    /// A próxima linha da saída padrão.
    #[track_caller]
    pub fn linha(&self) -> String {
        proxima(&self.saida).expect("a saída do programa terminou antes da hora")
    }

    /// Espera, na saída de erro, uma linha que contenha `trecho`.
    #[track_caller]
    pub fn esperar_no_diario(&self, trecho: &str) -> String {
        // O prazo é do todo: quem repete a mesma queixa sem parar tem sempre
        // uma linha nova, e prenderia o teste para sempre.
        let vence = Instant::now() + PRAZO;
        let mut vistas = Vec::new();
        while let Some(linha) = proxima(&self.erro) {
            if linha.contains(trecho) {
                return linha;
            }
            vistas.push(linha);
            assert!(
                Instant::now() < vence,
                "em {PRAZO:?} o diário não disse {trecho:?}; a última linha: {:?}",
                vistas.last()
            );
        }
        panic!("o diário terminou sem {trecho:?}; tinha: {vistas:#?}");
    }

    /// Digita uma linha na entrada padrão do programa.
    #[track_caller]
    pub fn digitar(&mut self, linha: &str) {
        let entrada = self.entrada.as_mut().expect("a entrada já foi fechada");
        writeln!(entrada, "{linha}").expect("o programa devia ler a entrada");
    }

    /// Fecha a entrada padrão, como o Ctrl-D.
    pub fn fechar_entrada(&mut self) {
        self.entrada = None;
    }

    /// Pede o fim com SIGTERM, como faz quem administra um servidor.
    #[cfg(unix)]
    #[track_caller]
    pub fn pedir_fim(&self) {
        use nix::sys::signal::{Signal, kill};
        let pid = nix::unistd::Pid::from_raw(self.filho.id().cast_signed());
        kill(pid, Signal::SIGTERM)
            .expect("o programa devia estar vivo para receber o sinal");
    }

    /// O número do processo, para ler `/proc`.
    pub fn pid(&self) -> u32 {
        self.filho.id()
    }

    /// Fecha a entrada, espera terminar e devolve status, saída e erro (o que
    /// ainda não tinha sido lido).
    #[track_caller]
    pub fn esperar_fim(mut self) -> Fim {
        self.fechar_entrada();
        let saida = resto(&self.saida);
        let erro = resto(&self.erro);
        let vence = Instant::now() + PRAZO;
        let status = loop {
            match self.filho.try_wait().expect("o filho é nosso") {
                Some(status) => break status,
                // As saídas já fecharam: falta só o sistema recolher o processo.
                None if Instant::now() < vence => thread::yield_now(),
                None => panic!("o programa fechou as saídas e não terminou"),
            }
        };
        Fim {
            status,
            saida,
            erro,
        }
    }
}

impl Drop for Programa {
    fn drop(&mut self) {
        let _ = self.filho.kill();
        let _ = self.filho.wait();
    }
}

/// Como um programa terminou.
#[derive(Debug)]
pub struct Fim {
    pub status: ExitStatus,
    pub saida: String,
    pub erro: String,
}

/// Roda o executável até o fim, sem nada na entrada, e devolve o status (nenhum,
/// se foi morto por um sinal), a saída e a saída de erro.
///
/// # Panics
/// Se não iniciar ou não terminar no prazo.
#[track_caller]
pub fn rodar(executavel: &str, argumentos: &[&str]) -> (Option<i32>, String, String) {
    let fim = Programa::iniciar(executavel, argumentos).esperar_fim();
    (fim.status.code(), fim.saida, fim.erro)
}

/// Inicia um roteiro do `sh`, que acha os argumentos em `"$1"`, `"$2"` e `"$@"`.
///
/// Um caminho nunca vai dentro do roteiro: a pasta do curso pode chamar-se
/// `Área de Trabalho/curso (1)`, e o shell a leria aos pedaços.
///
/// # Panics
/// Se o sistema não conseguir iniciá-lo.
#[cfg(unix)]
#[track_caller]
pub fn no_shell(roteiro: &str, argumentos: &[&str]) -> Programa {
    Programa::iniciar("sh", &[&["-c", roteiro, "sh"], argumentos].concat())
}

/// Deixa este processo, e os que ele iniciar, abrir até `quantos` descritores.
///
/// O limite de fábrica é 1024 no Linux e 256 no macOS: pouco para 1.000
/// clientes num processo só. No Windows não há o que mudar.
pub fn permitir_descritores(quantos: u64) {
    let dados = crate::descritores::permitir(quantos);
    let dados = dados.expect("o sistema diz quantos dá");
    assert!(dados >= quantos, "o sistema só dá {dados}: veja ulimit -Hn");
}
