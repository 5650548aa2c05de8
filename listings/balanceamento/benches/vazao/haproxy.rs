//! Um HAProxy de pé, em modo TCP, com a configuração mais simples.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

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
    /// # Panics
    /// Se ele não está instalado ou não começa.
    pub fn iniciar(servidor: SocketAddr) -> Self {
        // Ele não diz que porta recebeu: pede-se uma ao sistema e devolve-se.
        let livre = TcpListener::bind("127.0.0.1:0").and_then(|o| o.local_addr());
        let endereco = livre.expect("o sistema devia ter portas livres");
        let pasta = tempfile::tempdir().expect("uma pasta temporária");
        let arquivo = pasta.path().join("haproxy.cfg");
        fs::write(&arquivo, configuracao(endereco, servidor)).expect("gravar");
        let filho = Command::new("haproxy")
            .args(["-db", "-f"])
            .arg(&arquivo)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| {
                panic!("instale o HAProxy (apt-get install haproxy): {e}")
            });
        let vence = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(endereco).is_err() {
            assert!(Instant::now() < vence, "o HAProxy não atende em {endereco}");
            thread::yield_now();
        }
        Self {
            filho,
            endereco,
            _pasta: pasta,
        }
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

/// Os mesmos prazos do balanceador; uma thread por núcleo, que é o padrão dele.
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
