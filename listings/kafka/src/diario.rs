//! O que o librdkafka tem a dizer, no nosso diário e em português.
//!
//! Ele escreve em inglês e repete a mesma queixa a cada tentativa. Aqui os erros
//! de conexão viram uma frase, dita de novo só depois de [`SILENCIO`]; o resto
//! dos avisos segue com a origem dita.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use apoio::programa::registrar;
use rdkafka::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};

use crate::erro::{codigo, motivo};

/// Quanto tempo a mesma frase não se repete.
const SILENCIO: Duration = Duration::from_secs(10);

/// O diário de um cliente: o que já disse, e quando.
#[derive(Default)]
pub struct Diario {
    ultima: Mutex<Option<(String, Instant)>>,
}

impl Diario {
    /// Diz a frase, se não a disse há pouco.
    pub fn dizer(&self, frase: String) {
        let mut ultima = self.ultima.lock().expect("ninguém entra em pânico aqui");
        let repetida = |(dita, quando): &(String, Instant)| {
            *dita == frase && quando.elapsed() < SILENCIO
        };
        if !ultima.as_ref().is_some_and(repetida) {
            registrar(&frase);
            *ultima = Some((frase, Instant::now()));
        }
    }
}

impl ClientContext for Diario {
    fn log(&self, nivel: RDKafkaLogLevel, assunto: &str, texto: &str) {
        // FAIL e ERROR são as conexões que caem: `error` as diz em português. GETPID
        // é a espera, normal, de que a transação de uma vida anterior termine.
        let conhecido = matches!(assunto, "FAIL" | "ERROR" | "GETPID");
        if !conhecido && (nivel as i32) <= RDKafkaLogLevel::Warning as i32 {
            self.dizer(format!(
                "kafka: aviso do librdkafka, em inglês: {assunto}: {texto}"
            ));
        }
    }

    fn error(&self, erro: KafkaError, _em_ingles: &str) {
        // O fim de uma partição não é queixa: quem lê o recebe à parte.
        if codigo(&erro) == Some(Codigo::PartitionEOF) {
            return;
        }
        self.dizer(format!("kafka: {}; o cliente insiste", motivo(&erro)));
    }
}
