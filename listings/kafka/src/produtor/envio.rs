//! Como enviar: confirmações, lotes, fila.

use clap::{Args, ValueEnum};
use rdkafka::config::ClientConfig;

use crate::ligacao::Ligacao;

/// Quem precisa ter gravado antes que o broker confirme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Acks {
    /// Ninguém: o produtor não espera resposta
    #[value(name = "0")]
    Nenhum,
    /// Só o líder da partição
    #[value(name = "1")]
    Lider,
    /// Todas as réplicas em dia
    #[value(name = "all")]
    Todos,
}

/// Como enviar; os padrões são os do librdkafka, menos a idempotência, que aqui
/// vem ligada quando `acks` é `all`.
#[derive(Clone, Debug, Args)]
pub struct Envio {
    /// Quem precisa ter gravado antes da confirmação
    #[arg(long, value_name = "QUEM", default_value = "all")]
    pub acks: Acks,
    /// Com acks=all, desliga a eliminação de duplicatas
    #[arg(long)]
    pub sem_idempotencia: bool,
    /// Milissegundos que um lote incompleto espera companhia (linger.ms)
    #[arg(long, value_name = "N", default_value = "5",
          value_parser = clap::value_parser!(u32).range(0..=900_000))]
    pub espera_ms: u32,
    /// Bytes do maior lote (batch.size)
    #[arg(long, value_name = "N", default_value = "1000000",
          value_parser = clap::value_parser!(u32).range(1..=2_147_483_647))]
    pub lote: u32,
    /// Registros que a fila guarda antes de segurar quem envia
    #[arg(long, value_name = "N", default_value = "100000",
          value_parser = clap::value_parser!(u32).range(1..=2_147_483_647))]
    pub fila: u32,
    /// Segundos até desistir de um registro; pedido o fim, é o --prazo
    #[arg(long, value_name = "N", default_value = "120",
          value_parser = clap::value_parser!(u32).range(1..=2_147_483))]
    pub desistir_em: u32,
}

impl Default for Envio {
    fn default() -> Self {
        Self {
            acks: Acks::Todos,
            sem_idempotencia: false,
            espera_ms: 5,
            lote: 1_000_000,
            fila: 100_000,
            desistir_em: 120,
        }
    }
}

impl Envio {
    // ANCHOR: config
    /// Estas opções, com os nomes do librdkafka.
    pub fn config(&self, ligacao: &Ligacao) -> ClientConfig {
        let idempotente = self.acks == Acks::Todos && !self.sem_idempotencia;
        let acks = match self.acks {
            Acks::Nenhum => "0",
            Acks::Lider => "1",
            Acks::Todos => "all",
        };
        let mut config = ligacao.config();
        config
            .set("acks", acks)
            .set("enable.idempotence", idempotente.to_string())
            .set("linger.ms", self.espera_ms.to_string())
            .set("batch.size", self.lote.to_string())
            .set("queue.buffering.max.messages", self.fila.to_string())
            .set("message.timeout.ms", (self.desistir_em * 1000).to_string())
            // A conta da chave à partição é a do cliente Java: sem isto, o mesmo
            // cliente escreveria em outra partição conforme a linguagem.
            .set("partitioner", "murmur2_random");
        config
    }
    // ANCHOR_END: config
}
