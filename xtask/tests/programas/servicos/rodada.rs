//! Rodar `cargo xtask servicos` com um `mosquitto` de mentira: um script que reinicia
//! este executável de testes.

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};

const PRAZO: Duration = Duration::from_secs(30);

/// Pergunta até haver resposta, ou falha dizendo o que esperava.
#[track_caller]
pub fn ate<T>(o_que: &str, mut pergunta: impl FnMut() -> Option<T>) -> T {
    let inicio = Instant::now();
    loop {
        if let Some(resposta) = pergunta() {
            return resposta;
        }
        assert!(inicio.elapsed() < PRAZO, "em {PRAZO:?} não vi {o_que}");
        std::thread::yield_now();
    }
}

pub fn sinal(pid: u32, sinal: Signal) {
    // Quem já morreu não precisa do sinal.
    kill(Pid::from_raw(pid.cast_signed()), sinal).ok();
}

/// Existe e não é um zumbi à espera de quem o recolha.
pub fn vivo(pid: u32) -> bool {
    let mut ps = Command::new("ps");
    let saida = ps.args(["-o", "stat=", "-p", &pid.to_string()]).output();
    let dito = saida.expect("o ps existe").stdout;
    let estado = String::from_utf8_lossy(&dito).trim().to_owned();
    !estado.is_empty() && !estado.starts_with('Z')
}

/// Uma pasta de curso, vazia, com o `mosquitto` de mentira ao lado.
pub struct Substituto(tempfile::TempDir);

impl Substituto {
    pub fn novo() -> Self {
        // O caminho deste executável chega ao shell por um atalho, e não escrito no script: a
        // pasta do curso pode ter espaço, parêntese e apóstrofo.
        let novo = Self::com(
            "SUBSTITUTO=\"$2\" exec \"${0%/*}/eu\" servicos::substituto --exact --nocapture",
        );
        let eu = std::env::current_exe().expect("o executável dos testes");
        symlink(eu, novo.0.path().join("eu")).expect("a pasta é nossa");
        novo
    }

    pub fn com(script: &str) -> Self {
        let raiz = tempfile::tempdir().expect("pasta temporária");
        fs::write(raiz.path().join("book.toml"), "").expect("a pasta é nossa");
        let programa = raiz.path().join("mosquitto");
        fs::write(&programa, format!("#!/bin/sh\n{script}\n")).expect("a pasta é nossa");
        let executavel = fs::Permissions::from_mode(0o755);
        fs::set_permissions(programa, executavel).expect("o arquivo é nosso");
        Self(raiz)
    }

    /// Onde as rodadas põem os dados não existe nada, se nenhuma está em curso.
    #[track_caller]
    pub fn nada_ficou(&self) {
        let pasta = self.0.path().join("target/servicos");
        assert!(!pasta.exists(), "a pasta dos dados ficou");
    }

    fn xtask(&self, comando: &[&str]) -> Command {
        let caminho = std::env::var("PATH").unwrap_or_default();
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_curso"));
        xtask.args(["servicos", "mqtt"]);
        xtask.args(comando.first().map(|_| "--")).args(comando);
        xtask.env("PATH", format!("{}:{caminho}", self.0.path().display()));
        xtask.current_dir(self.0.path());
        xtask
    }

    pub fn rodar(&self, comando: &[&str]) -> Output {
        self.xtask(comando).output().expect("o xtask devia rodar")
    }

    /// Inicia e espera a primeira linha da saída: tudo já atende.
    pub fn iniciar(&self, comando: &[&str]) -> Rodada {
        let mut xtask = self.xtask(comando);
        xtask.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut filho = xtask.spawn().expect("o xtask devia rodar");
        let mut saida = BufReader::new(filho.stdout.take().expect("é um pipe"));
        let mut linhas = String::new();
        let quantas = if comando.is_empty() { 2 } else { 1 };
        for _ in 0..quantas {
            saida.read_line(&mut linhas).expect("é texto");
        }
        Rodada {
            filho,
            linhas,
            _saida: saida,
        }
    }
}

/// Um `cargo xtask servicos` em curso.
pub struct Rodada {
    filho: Child,
    linhas: String,
    _saida: BufReader<ChildStdout>,
}

impl Rodada {
    fn variavel(&self, nome: &str) -> &str {
        let inicio = format!("export {nome}='");
        let mut linhas = self.linhas.lines();
        let valor = linhas.find_map(|l| l.strip_prefix(&inicio)?.strip_suffix('\''));
        valor.unwrap_or_else(|| panic!("faltou {nome} em: {}", self.linhas))
    }

    pub fn numero(&self) -> u32 {
        self.filho.id()
    }

    pub fn endereco(&self) -> SocketAddr {
        let url = self.variavel("MQTT_URL");
        url.trim_start_matches("mqtt://").parse().expect(url)
    }

    /// A pasta desta rodada.
    pub fn pasta(&self) -> PathBuf {
        let numero = Path::new(self.variavel("MQTT_PID_ARQUIVO"));
        let pasta = numero.ancestors().nth(2).expect("está numa pasta");
        pasta.to_owned()
    }

    pub fn pid_se_houver(&self) -> Option<u32> {
        numero_em(Path::new(self.variavel("MQTT_PID_ARQUIVO")))
    }

    #[track_caller]
    pub fn pid(&self) -> u32 {
        self.pid_se_houver()
            .expect("o arquivo sempre tem um número inteiro")
    }

    /// O filho que o servidor de mentira tem.
    pub fn neto(&self) -> u32 {
        let arquivo = Path::new(self.variavel("MQTT_PID_ARQUIVO")).with_file_name("neto");
        ate("o neto", || numero_em(&arquivo))
    }

    pub fn terminou(&mut self) -> bool {
        self.filho.try_wait().expect("o filho é nosso").is_some()
    }

    /// Espera o fim e devolve o status e o que ele disse na saída de erro.
    #[track_caller]
    pub fn fim(mut self) -> (ExitStatus, String) {
        let estado = ate("o fim", || self.filho.try_wait().expect("o filho é nosso"));
        let mut erro = String::new();
        let mut lido = self.filho.stderr.take().expect("é um pipe");
        lido.read_to_string(&mut erro).expect("é texto");
        (estado, erro)
    }
}

impl Drop for Rodada {
    fn drop(&mut self) {
        // Com SIGTERM ele leva os servidores consigo; se já terminou, nada acontece.
        if !self.terminou() {
            sinal(self.numero(), Signal::SIGTERM);
            self.filho.wait().ok();
        }
    }
}

fn numero_em(arquivo: &Path) -> Option<u32> {
    fs::read_to_string(arquivo).ok()?.trim().parse().ok()
}
