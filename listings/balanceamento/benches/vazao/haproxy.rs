//! Um HAProxy de pé, em modo TCP, com a configuração mais simples.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

/// O processo do HAProxy, morto ao sair de cena.
pub struct HaProxy {
    filho: Child,
    endereco: SocketAddr,
    _pasta: TempDir,
}

impl HaProxy {
    /// Inicia um que encaminha a `servidor`, e espera que atenda.
    ///
    /// # Errors
    /// Se ele não está instalado ou não começa.
    pub fn iniciar(servidor: SocketAddr) -> Result<Self> {
        // Ele não diz que porta recebeu: pede-se uma ao sistema e devolve-se.
        let endereco = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let pasta = tempfile::tempdir()?;
        let arquivo = pasta.path().join("haproxy.cfg");
        fs::write(&arquivo, configuracao(endereco, servidor))?;
        let filho = Command::new("haproxy")
            .args(["-db", "-f"])
            .arg(&arquivo)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("não consegui iniciar o HAProxy; ele está instalado? (apt-get install haproxy)")?;
        let haproxy = Self {
            filho,
            endereco,
            _pasta: pasta,
        };
        let vence = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(endereco).is_err() {
            ensure!(Instant::now() < vence, "o HAProxy não atende em {endereco}");
            thread::yield_now();
        }
        Ok(haproxy)
    }

    pub fn endereco(&self) -> SocketAddr {
        self.endereco
    }
}

impl Drop for HaProxy {
    fn drop(&mut self) {
        let _ = self.filho.kill();
        let _ = self.filho.wait();
    }
}

/// Os mesmos prazos do balanceador; uma thread por núcleo do processador, que é o padrão dele.
fn configuracao(endereco: SocketAddr, servidor: SocketAddr) -> String {
    format!(
        "global
    maxconn 1024
defaults
    mode tcp
    timeout connect 1s
    timeout client 60s
    timeout server 60s
listen medida
    bind {endereco}
    balance leastconn
    server unico {servidor} check
"
    )
}
