//! O que o librdkafka tem a dizer, no nosso diário e em português.
//!
//! Ele escreve em inglês e repete a mesma queixa a cada tentativa, e de cada
//! cliente do programa. Aqui cada queixa vira uma frase, que o processo só repete
//! depois de [`SILENCIO`].

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use apoio::programa::registrar;
use rdkafka::ClientContext;
use rdkafka::config::RDKafkaLogLevel;
use rdkafka::error::{KafkaError, RDKafkaErrorCode as Codigo};

use crate::erro::{codigo, motivo};

/// Quanto tempo a mesma frase não se repete.
const SILENCIO: Duration = Duration::from_secs(10);

/// O que já se disse, e quando. As frases possíveis são poucas: isto não cresce.
static DITAS: Mutex<BTreeMap<String, Instant>> = Mutex::new(BTreeMap::new());

/// O diário de um cliente.
#[derive(Default)]
pub struct Diario;

impl Diario {
    /// Diz a frase, se ninguém a disse há pouco.
    pub fn dizer(&self, frase: String) {
        let mut ditas = DITAS.lock().expect("ninguém entra em pânico aqui");
        if ditas
            .get(&frase)
            .is_none_or(|dita| dita.elapsed() >= SILENCIO)
        {
            registrar(&frase);
            ditas.insert(frase, Instant::now());
        }
    }
}

impl ClientContext for Diario {
    fn log(&self, nivel: RDKafkaLogLevel, assunto: &str, _em_ingles: &str) {
        // FAIL e ERROR são as conexões que caem: `error` as diz em português. GETPID
        // é a espera, normal, de que a transação de uma vida anterior termine.
        let conhecido = matches!(assunto, "FAIL" | "ERROR" | "GETPID");
        if !conhecido && (nivel as i32) <= RDKafkaLogLevel::Warning as i32 {
            self.dizer(format!("kafka: {}", aviso(assunto)));
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

/// Os avisos que se encontram têm texto; dos outros fica o assunto, que se procura
/// no código do librdkafka.
fn aviso(assunto: &str) -> String {
    let texto = match assunto {
        "REQTMOUT" => "um pedido ficou sem resposta no prazo",
        "SESSTMOUT" => {
            "o coordenador não respondeu por uma sessão: volto a entrar no grupo"
        }
        "MAXPOLL" => "este membro demorou demais a pedir registros e saiu do grupo",
        "TXNERR" => "a transação não seguiu",
        "CONFWARN" => "uma das opções não tem efeito",
        outro => return format!("aviso {outro} do librdkafka"),
    };
    texto.to_owned()
}
