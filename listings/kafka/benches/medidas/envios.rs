//! Os três que escrevem, com as mesmas opções: acks, tamanho do lote, espera.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, thread};

use kafka::ligacao::Ligacao;
use kafka::produtor::{Acks, Entrega, Envio, Produtor};
use kafka::registro::Registro;
use kafka::topico::{Forma, garantir};

use crate::python;

pub const BYTES: usize = 100;
pub const PARTICOES: usize = 3;
/// Os dois clientes de verdade esperam 5 ms de fábrica; o Python, nada.
const ESPERA_MS: u32 = 5;
/// De dez registros por lote; o de fábrica do cliente Java; e um folgado.
pub const LOTES: [u32; 3] = [1024, 16 * 1024, 256 * 1024];
pub const ACKS: [Acks; 3] = [Acks::Nenhum, Acks::Lider, Acks::Todos];
pub const TODOS: [Quem; 3] = [Quem::Produtor, Quem::Medidor, Quem::Python];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quem {
    Produtor,
    Medidor,
    Python,
}

impl Quem {
    pub fn nome(self) -> &'static str {
        match self {
            Self::Produtor => "produtor",
            Self::Medidor => "kafka-producer-perf-test",
            Self::Python => "kafka-python",
        }
    }
}

/// Quanto se envia: primeiro para aquecer (a conexão, o compilador do Java), sem
/// contar; depois para medir, tão depressa quanto dá ou no ritmo pedido.
#[derive(Clone, Copy, Debug)]
pub struct Carga {
    pub aquecer: usize,
    pub medir: usize,
    pub por_segundo: Option<usize>,
}

/// O corretor, e o que é preciso para chamar os outros dois.
pub struct Mesa {
    pub ligacao: Ligacao,
    jars: OsString,
    python: PathBuf,
}

impl Mesa {
    pub fn posta(comando: &str) -> Self {
        let variavel = |nome| {
            env::var_os(nome).unwrap_or_else(|| panic!("falta {nome}; rode {comando}"))
        };
        let endereco = variavel("KAFKA_BOOTSTRAP");
        Self {
            ligacao: Ligacao::a(endereco.into_string().expect("é texto")),
            jars: variavel("KAFKA_CLASSPATH"),
            python: python::preparar(),
        }
    }

    pub fn versoes(&self) -> String {
        let jars = self.jars.to_string_lossy().into_owned();
        let kafka = jars.split("kafka-clients-").nth(1).unwrap_or_default();
        let kafka = kafka.split(".jar").next().unwrap_or_default();
        let (_, librdkafka) = rdkafka::util::get_rdkafka_version();
        format!(
            "# Apache Kafka {kafka} num nó só, librdkafka {librdkafka}, {}\n\
             # registros de {BYTES} bytes, {PARTICOES} partições, linger.ms={ESPERA_MS}\n",
            python::versoes(&self.python)
        )
    }

    /// Um tópico só para esta medida.
    pub fn topico(&self) -> String {
        static QUANTOS: AtomicUsize = AtomicUsize::new(0);
        let n = QUANTOS.fetch_add(1, Ordering::Relaxed);
        let nome = format!("medida-{}-{n}", std::process::id());
        let forma = Forma {
            particoes: PARTICOES,
            compactado: false,
        };
        garantir(&self.ligacao, &nome, forma).expect("o corretor cria o tópico");
        nome
    }

    /// Envia e devolve os registros por segundo da parte medida.
    pub fn enviar(
        &self,
        quem: Quem,
        topico: &str,
        acks: Acks,
        lote: u32,
        carga: Carga,
    ) -> f64 {
        match quem {
            Quem::Produtor => self.produtor(topico, acks, lote, carga),
            Quem::Medidor => self.medidor(topico, acks, lote, carga),
            Quem::Python => self.python(topico, acks, lote, carga),
        }
    }

    fn produtor(&self, topico: &str, acks: Acks, lote: u32, carga: Carga) -> f64 {
        let envio = Envio {
            acks,
            lote,
            espera_ms: ESPERA_MS,
            ..Envio::default()
        };
        let falhas = Arc::new(AtomicUsize::new(0));
        let anotar = Arc::clone(&falhas);
        let produtor =
            Produtor::novo(&self.ligacao, topico, &envio, move |_, entrega| {
                if matches!(entrega, Entrega::Falhou(_)) {
                    anotar.fetch_add(1, Ordering::Relaxed);
                }
            });
        let produtor = produtor.expect("o corretor responde");
        let mut sorteio = fastrand::Rng::with_seed(1);
        let mut enviar = |quantos: usize| {
            let inicio = Instant::now();
            for n in 0..quantos {
                if let Some(ritmo) = carga.por_segundo {
                    let hora = Duration::from_secs_f64(n as f64 / ritmo as f64);
                    thread::sleep(hora.saturating_sub(inicio.elapsed()));
                }
                // O medidor do Kafka também sorteia o valor de cada registro.
                let valor: [u8; BYTES] = std::array::from_fn(|_| sorteio.u8(b'A'..=b'Z'));
                let registro = Registro {
                    valor: &valor,
                    ..Registro::default()
                };
                produtor.enviar(n, &registro).expect("cabe na fila");
            }
            produtor
                .esperar_entregas(Duration::from_secs(60))
                .expect("o corretor recebe");
            quantos as f64 / inicio.elapsed().as_secs_f64()
        };
        enviar(carga.aquecer);
        let vazao = enviar(carga.medir);
        assert_eq!(falhas.load(Ordering::Relaxed), 0, "nenhum envio falha");
        vazao
    }

    fn medidor(&self, topico: &str, acks: Acks, lote: u32, carga: Carga) -> f64 {
        let ritmo = carga.por_segundo.map_or("-1".to_owned(), |r| r.to_string());
        let saida = rodar(
            Command::new("java")
                .arg("-cp")
                .arg(&self.jars)
                .arg("-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .args([
                    "org.apache.kafka.tools.ProducerPerformance",
                    "--topic",
                    topico,
                ])
                .args(["--record-size", &BYTES.to_string(), "--throughput", &ritmo])
                .args(["--num-records", &(carga.aquecer + carga.medir).to_string()])
                .args(["--warmup-records", &carga.aquecer.to_string()])
                .args(["--bootstrap-server", &self.ligacao.endereco])
                .arg("--command-property")
                .arg(format!("acks={}", nome(acks)))
                .arg(format!("batch.size={lote}"))
                .arg(format!("linger.ms={ESPERA_MS}")),
        );
        // A última linha é a da parte depois do aquecimento:
        // «500000 steady state records sent, 412031.3 records/sec (39.30 MB/sec), …»
        let linha = saida.lines().rfind(|l| l.contains("steady state"));
        linha
            .and_then(|l| l.split(", ").nth(1)?.split(' ').next()?.parse().ok())
            .unwrap_or_else(|| panic!("não achei a vazão em: {saida}"))
    }

    fn python(&self, topico: &str, acks: Acks, lote: u32, carga: Carga) -> f64 {
        let programa =
            concat!(env!("CARGO_MANIFEST_DIR"), "/benches/medidas/produtor.py");
        let numeros = [
            lote as usize,
            ESPERA_MS as usize,
            carga.aquecer,
            carga.medir,
            carga.por_segundo.unwrap_or(0),
        ];
        let saida = rodar(
            Command::new(&self.python)
                .args([programa, &self.ligacao.endereco, topico, nome(acks)])
                .args(numeros.map(|n| n.to_string())),
        );
        let vazao = saida.trim().parse();
        vazao.unwrap_or_else(|_| panic!("não achei a vazão em: {saida}"))
    }
}

pub fn nome(acks: Acks) -> &'static str {
    match acks {
        Acks::Nenhum => "0",
        Acks::Lider => "1",
        Acks::Todos => "all",
    }
}

fn rodar(comando: &mut Command) -> String {
    let saida = comando
        .stderr(Stdio::inherit())
        .output()
        .expect("o programa existe");
    assert!(saida.status.success(), "{comando:?}: {}", saida.status);
    String::from_utf8_lossy(&saida.stdout).into_owned()
}
