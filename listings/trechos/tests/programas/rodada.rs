//! Uma execução de um programa, numa pasta vazia, sem nada na entrada e com prazo.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use apoio::teste::PRAZO;

use crate::caso::Excecao;
use crate::lista::Binario;
use crate::tabela::{NINGUEM, caso};

#[derive(Debug, PartialEq, Eq)]
pub struct Fim {
    /// Nenhum, se um sinal o matou.
    pub status: Option<i32>,
    pub saida: String,
    pub erro: String,
}

pub struct Rodada<'a> {
    pub binario: &'a Binario,
    pub argumentos: Vec<String>,
    /// Quem atende os clientes; sem isto, ninguém.
    pub atende: Option<SocketAddr>,
    /// O que um shell faz a uma ponta antes de rodar o programa, como `>&-`.
    pub fecho: Option<&'static str>,
    /// Aonde vai a saída; sem isto, ao teste.
    pub saida: Option<Stdio>,
    /// Quando encerrar quem não tem como anunciar que já escuta.
    pub pronto: Option<&'a dyn Fn() -> bool>,
}

impl<'a> Rodada<'a> {
    pub fn nova(binario: &'a Binario, argumentos: &[&str]) -> Self {
        Self {
            binario,
            argumentos: argumentos.iter().map(|arg| (*arg).to_owned()).collect(),
            atende: None,
            fecho: None,
            saida: None,
            pronto: None,
        }
    }

    /// Roda até o fim; quem anuncia que escuta é encerrado logo que o faz.
    ///
    /// # Errors
    /// Uma frase, se o programa não termina no prazo.
    pub fn rodar(self) -> Result<Fim, String> {
        let pasta = tempfile::tempdir().expect("há onde rodar");
        let pronto = self.pronto;
        let mut comando = self.comando();
        comando.current_dir(pasta.path());
        let filho = comando.spawn().map_err(|e| format!("não iniciou: {e}"))?;
        // O comando guarda a nossa ponta da saída: sem o soltar, ela não se fecharia.
        drop(comando);
        Vigia::novo(filho).esperar(pronto)
    }

    fn comando(self) -> Command {
        let onde = self
            .atende
            .map_or(NINGUEM.to_owned(), |onde| onde.to_string());
        let argumentos = self
            .argumentos
            .iter()
            .map(|arg| arg.replace(NINGUEM, &onde));
        let mut comando = match self.fecho {
            None => Command::new(&self.binario.caminho),
            Some(fecho) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", &format!("exec \"$@\" {fecho}"), "sh"]);
                shell.arg(&self.binario.caminho);
                shell
            }
        };
        comando.args(argumentos);
        // Sem isto, um programa falaria com o broker que houvesse nesta máquina.
        if caso(&self.binario.nome).excecao != Excecao::BrokerDentro {
            comando.env("KAFKA_BOOTSTRAP", &onde);
            comando.env("MQTT_URL", format!("mqtt://{onde}"));
            comando.env("AMQP_URL", format!("amqp://{onde}"));
        }
        comando.stdin(Stdio::null()).stderr(Stdio::piped());
        comando.stdout(self.saida.unwrap_or_else(Stdio::piped));
        comando
    }
}

/// Um programa que roda, e o que já disse.
struct Vigia {
    filho: Child,
    linhas: Option<Receiver<String>>,
    erro: Option<JoinHandle<String>>,
    saida: String,
    encerrado: bool,
}

impl Vigia {
    fn novo(mut filho: Child) -> Self {
        Self {
            linhas: filho.stdout.take().map(linhas),
            erro: filho.stderr.take().map(tudo),
            filho,
            saida: String::new(),
            encerrado: false,
        }
    }

    fn esperar(mut self, pronto: Option<&dyn Fn() -> bool>) -> Result<Fim, String> {
        let vence = Instant::now() + PRAZO;
        loop {
            let acabou = self.filho.try_wait().map_err(|e| e.to_string())?;
            let anunciou = self.ouvir();
            if let Some(status) = acabou {
                let status = status.code();
                let (saida, erro) = self.resto();
                return Ok(Fim {
                    status,
                    saida,
                    erro,
                });
            }
            if !self.encerrado && (anunciou || pronto.is_some_and(|pronto| pronto())) {
                encerrar(&mut self.filho);
                self.encerrado = true;
            }
            if Instant::now() > vence {
                let _ = self.filho.kill();
                let _ = self.filho.wait();
                let dito = self.resto();
                return Err(format!("não terminou em {PRAZO:?}; disse {dito:?}"));
            }
            // Só para não girar em falso: o prazo é o de cima.
            thread::park_timeout(Duration::from_millis(2));
        }
    }

    /// Guarda o que chegou, e diz se algum anúncio veio nisso.
    fn ouvir(&mut self) -> bool {
        let mut anunciou = false;
        for linha in self.linhas.iter().flat_map(Receiver::try_iter) {
            anunciou |= linha.starts_with("escutando em ");
            self.saida += &(linha + "\n");
        }
        anunciou
    }

    fn resto(self) -> (String, String) {
        let linhas = self.linhas.into_iter().flatten();
        let saida = linhas.fold(self.saida, |tudo, linha| tudo + &linha + "\n");
        let erro = self.erro.and_then(|erro| erro.join().ok());
        (saida, erro.unwrap_or_default())
    }
}

fn linhas(ponta: impl Read + Send + 'static) -> Receiver<String> {
    let (envia, recebe) = channel();
    thread::spawn(move || {
        for linha in BufReader::new(ponta).split(b'\n').map_while(Result::ok) {
            let linha = String::from_utf8_lossy(&linha).into_owned();
            if envia.send(linha).is_err() {
                break;
            }
        }
    });
    recebe
}

fn tudo(mut ponta: impl Read + Send + 'static) -> JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = ponta.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

#[cfg(unix)]
fn encerrar(filho: &mut Child) {
    use nix::sys::signal::{Signal, kill};
    let pid = nix::unistd::Pid::from_raw(filho.id().cast_signed());
    let _ = kill(pid, Signal::SIGTERM);
}

/// No Windows não há SIGTERM, e o Ctrl-C iria também a quem testa.
#[cfg(not(unix))]
fn encerrar(filho: &mut Child) {
    let _ = filho.kill();
}
