//! De quem escreve a quem lê: o nosso consumidor compara a hora em que recebe com a
//! hora que o cliente carimbou no registro ao aceitá-lo.
//!
//! O carimbo é o do formato do Kafka, em milissegundos: serve igual para os três, e a
//! resolução é essa.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kafka::ligacao::{Isolamento, Ligacao};
use rdkafka::consumer::Consumer;
use rdkafka::error::KafkaError;
use rdkafka::message::Message;
use rdkafka::{Offset, TopicPartitionList};

use crate::envios::{ACKS, Carga, LOTES, Mesa, PARTICOES, TODOS, nome};

/// Bem abaixo do que o mais lento consegue: mede-se o caminho, não a fila.
const CARGA: Carga = Carga {
    aquecer: 2_000,
    medir: 4_000,
    por_segundo: Some(2_000),
};

/// Quanto o leitor espera por tudo antes de concluir que algo se perdeu.
const PRAZO: Duration = Duration::from_secs(60);

pub fn medir(mesa: &Mesa) -> String {
    let mut texto = format!(
        "# {} registros por segundo durante {} s, depois de aquecer; lidos pelo nosso consumidor\n\
         # em ms: a mediana de cada um, e o p99\n\
         lote (bytes);acks;{}\n",
        CARGA.por_segundo.unwrap_or_default(),
        CARGA.medir / CARGA.por_segundo.unwrap_or(1),
        TODOS.map(|quem| format!("{};p99", quem.nome())).join(";"),
    );
    for lote in LOTES {
        for acks in ACKS {
            let pares = TODOS.map(|quem| {
                let topico = mesa.topico();
                let atrasos = thread::scope(|escopo| {
                    let (pronto, esperar) = channel();
                    let leitor = escopo.spawn(|| ler(&mesa.ligacao, &topico, pronto));
                    esperar.recv().expect("o leitor começa");
                    mesa.enviar(quem, &topico, acks, lote, CARGA);
                    leitor.join().expect("o leitor lê tudo")
                });
                let [meio, p99] = [50, 99].map(|p| atrasos[atrasos.len() * p / 100]);
                format!("{meio};{p99}")
            });
            let linha = format!("{lote};{};{}\n", nome(acks), pares.join(";"));
            eprint!("{linha}");
            texto += &linha;
        }
    }
    texto
}

/// Os atrasos dos registros medidos, em milissegundos e em ordem crescente.
fn ler(ligacao: &Ligacao, topico: &str, pronto: Sender<()>) -> Vec<i64> {
    let leitor = ligacao
        .leitor(Isolamento::Confirmado)
        .expect("o broker responde");
    let mut lista = TopicPartitionList::new();
    for particao in 0..i32::try_from(PARTICOES).expect("são poucas") {
        lista
            .add_partition_offset(topico, particao, Offset::Beginning)
            .expect("o início existe");
    }
    leitor.assign(&lista).expect("as partições existem");
    let mut atrasos = Vec::new();
    let (inicio, mut vazias) = (Instant::now(), 0);
    while atrasos.len() < CARGA.aquecer + CARGA.medir {
        assert!(
            inicio.elapsed() < PRAZO,
            "só li {} registros",
            atrasos.len()
        );
        match leitor.poll(Duration::from_millis(100)) {
            Some(Ok(mensagem)) => {
                let agora = SystemTime::now().duration_since(UNIX_EPOCH);
                let agora = agora.expect("depois de 1970").as_millis();
                let carimbo = mensagem.timestamp().to_millis().expect("há carimbo");
                atrasos.push(i64::try_from(agora).expect("cabe") - carimbo);
            }
            // As três partições, vazias, foram alcançadas: agora se pode escrever.
            Some(Err(KafkaError::PartitionEOF(_))) => {
                vazias += 1;
                if vazias == PARTICOES {
                    pronto.send(()).expect("quem escreve espera");
                }
            }
            Some(Err(erro)) => panic!("a leitura falhou: {erro}"),
            None => {}
        }
    }
    let mut medidos = atrasos.split_off(CARGA.aquecer);
    medidos.sort_unstable();
    medidos
}
