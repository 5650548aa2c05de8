//! Quem escreve, com que opções, e o nosso produtor.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, thread};

use anyhow::{Context, Result};
use kafka::ligacao::Ligacao;
use kafka::produtor::{Acks, Entrega, Envio, Produtor};
use kafka::registro::Registro;
use kafka::topico::{Forma, garantir};

use crate::{alheios, python};

pub const BYTES: usize = 100;
pub const PARTICOES: usize = 3;
/// Os dois clientes de verdade esperam 5 ms de fábrica; o Python, nada.
pub const ESPERA_MS: u32 = 5;
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

/// O broker, e o que é preciso para chamar os outros dois.
pub struct Mesa {
    pub ligacao: Ligacao,
    pub jars: OsString,
    pub python: PathBuf,
}

impl Mesa {
    pub fn posta(comando: &str) -> Result<Self> {
        let variavel = |nome| {
            env::var_os(nome).with_context(|| format!("falta {nome}; rode {comando}"))
        };
        let endereco = variavel("KAFKA_BOOTSTRAP")?;
        Ok(Self {
            ligacao: Ligacao::a(endereco.to_string_lossy()),
            jars: variavel("KAFKA_CLASSPATH")?,
            python: python::preparar()?,
        })
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
        garantir(&self.ligacao, &nome, forma).expect("o broker cria o tópico");
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
            Quem::Medidor => alheios::medidor(self, topico, acks, lote, carga),
            Quem::Python => alheios::python(self, topico, acks, lote, carga),
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
        let produtor = produtor.expect("o broker responde");
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
                .expect("o broker recebe");
            quantos as f64 / inicio.elapsed().as_secs_f64()
        };
        enviar(carga.aquecer);
        let vazao = enviar(carga.medir);
        assert_eq!(falhas.load(Ordering::Relaxed), 0, "nenhum envio falha");
        vazao
    }
}

pub fn nome(acks: Acks) -> &'static str {
    match acks {
        Acks::Nenhum => "0",
        Acks::Lider => "1",
        Acks::Todos => "all",
    }
}
