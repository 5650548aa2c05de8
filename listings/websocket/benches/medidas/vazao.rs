//! A saudação e o eco: o servidor em Rust, o em Python, e o TCP puro.

use std::env;
use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use apoio::teste::Programa;
use tokio::runtime::Runtime;
use websocket::carga::{self, Troca, Vazao};
use websocket::estatistica::mediana;

const CONEXOES: usize = 64;
const RODADAS: usize = 7;
/// Uma é o pior caso de quem serve: cada mensagem é uma ida ao sistema. Com
/// quatro vê-se o que o servidor faz quando o cliente não o espera.
const NO_AR: [usize; 2] = [1, 4];
const TEMPO: Duration = Duration::from_secs(2);
const PYTHON: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interoperar/servidor.py");

struct Alvo {
    carga: &'static str,
    no_ar: usize,
    servidor: &'static str,
    endereco: SocketAddr,
    troca: Troca,
    rodadas: Vec<Vazao>,
    _programa: Programa,
}

fn alvo(
    carga: &'static str,
    no_ar: usize,
    servidor: &'static str,
    troca: Troca,
    comando: (&str, &[&str]),
) -> Alvo {
    let programa = Programa::iniciar(comando.0, comando.1);
    Alvo {
        carga,
        no_ar,
        servidor,
        endereco: programa.esperar_pronto(),
        troca,
        rodadas: Vec::new(),
        _programa: programa,
    }
}

/// O interpretador a comparar.
///
/// # Errors
/// Se ninguém disse qual.
pub fn python() -> Result<String> {
    env::var("PYTHON").ok().context(
        "falta o Python: PYTHON=… cargo bench -p websocket, ou -- entregas ociosos, \
         que o dispensam",
    )
}

/// Todos de pé o tempo todo; cada rodada mede um depois do outro, e quem começa
/// muda: o que atrapalhar a máquina atrapalha todos.
pub fn medir(tokio: &Runtime, python: &str) -> String {
    let ola = env!("CARGO_BIN_EXE_ola-servidor");
    let tcp = env!("CARGO_BIN_EXE_eco-tcp");
    let livre = ["--endereco", "127.0.0.1:0"];
    let eco = ["--endereco", "127.0.0.1:0", "--eco"];
    let mut alvos = Vec::new();
    for no_ar in NO_AR {
        let oi = Troca::saudacao("Ana").no_ar(no_ar);
        let eco64 = Troca::eco(64).no_ar(no_ar);
        let tcp64 = Troca::eco_por_tcp(64).no_ar(no_ar);
        let em_python = [PYTHON, "saudacao"];
        alvos.extend([
            alvo("saudação", no_ar, "ola-servidor", oi.clone(), (ola, &livre)),
            alvo("saudação", no_ar, "Python", oi, (python, &em_python)),
            alvo("eco", no_ar, "TCP puro", tcp64, (tcp, &livre)),
            alvo("eco", no_ar, "ola-servidor", eco64.clone(), (ola, &eco)),
            alvo("eco", no_ar, "Python", eco64, (python, &[PYTHON, "eco"])),
        ]);
    }
    for rodada in 0..RODADAS {
        for i in 0..alvos.len() {
            let quantos = alvos.len();
            let alvo = &mut alvos[(i + rodada) % quantos];
            let medir = carga::medir(alvo.endereco, &alvo.troca, CONEXOES, TEMPO);
            alvo.rodadas
                .push(tokio.block_on(medir).expect("a carga não cai"));
        }
    }
    let versoes = versoes(python);
    let mut texto = format!(
        "# {versoes}\n# {CONEXOES} conexões, {RODADAS} rodadas alternadas de {TEMPO:?}; \
         medianas\n# eco: textos de 64 bytes; no ar: mensagens que cada conexão manda \
         antes de esperar\ncarga;no ar;servidor;mensagens por segundo;p99 (ms)\n"
    );
    for alvo in &alvos {
        let (vazao, p99) = alvo.medianas();
        let (carga, no_ar, servidor) = (alvo.carga, alvo.no_ar, alvo.servidor);
        texto += &format!("{carga};{no_ar};{servidor};{vazao:.0};{p99:.2}\n");
    }
    texto
}

impl Alvo {
    fn medianas(&self) -> (f64, f64) {
        let de = |f: fn(&Vazao) -> f64| {
            mediana(&self.rodadas.iter().map(f).collect::<Vec<_>>())
        };
        (de(|v| v.por_segundo), de(|v| v.p99.as_secs_f64() * 1e3))
    }
}

fn versoes(python: &str) -> String {
    let programa = "import sys, websockets; \
                    print(f'Python {sys.version.split()[0]}, websockets {websockets.__version__}')";
    let saida = Command::new(python).args(["-c", programa]).output();
    let saida = saida.expect("o interpretador roda").stdout;
    String::from_utf8_lossy(&saida).trim().to_owned()
}
