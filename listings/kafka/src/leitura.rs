//! Ler um tópico inteiro, do começo até o fim de agora, sem grupo.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rdkafka::TopicPartitionList;
use rdkafka::consumer::Consumer;
use rdkafka::error::KafkaError;

use crate::erro::ErroDeKafka;
use crate::ligacao::{Isolamento, Leitor, Ligacao};
use crate::registro::Lido;
use crate::topico::particoes;

/// Quanto se espera por mais um registro, ou pelo fim, antes de desistir.
const PRAZO: Duration = Duration::from_secs(30);

/// Todos os registros do tópico que este isolamento deixa ver; nenhum, se o
/// tópico não existe.
///
/// # Errors
/// Se o broker para de responder.
pub fn ler_tudo(
    ligacao: &Ligacao,
    topico: &str,
    isolamento: Isolamento,
) -> Result<Vec<Lido>, ErroDeKafka> {
    let leitor = ligacao.leitor(isolamento)?;
    let quantas = particoes(ligacao, &leitor, topico)?.unwrap_or(0);
    let todas: Vec<_> = (0..quantas).filter_map(|p| i32::try_from(p).ok()).collect();
    let mut lidos = Vec::new();
    ler_particoes(&leitor, topico, &todas, |lido| lidos.push(lido))?;
    Ok(lidos)
}

/// Passa a `cada` os registros destas partições, do começo ao fim de agora.
///
/// # Errors
/// Se o broker para de responder.
pub fn ler_particoes(
    leitor: &Leitor,
    topico: &str,
    particoes: &[i32],
    mut cada: impl FnMut(Lido),
) -> Result<(), ErroDeKafka> {
    let mut faltam: BTreeSet<_> = particoes.iter().copied().collect();
    if faltam.is_empty() {
        return Ok(());
    }
    let mut escolhidas = TopicPartitionList::new();
    for particao in particoes {
        let inicio = rdkafka::Offset::Beginning;
        escolhidas
            .add_partition_offset(topico, *particao, inicio)
            .map_err(ErroDeKafka::ao("escolher a partição"))?;
    }
    leitor
        .assign(&escolhidas)
        .map_err(ErroDeKafka::ao("escolher as partições"))?;
    let mut vence = Instant::now() + PRAZO;
    while !faltam.is_empty() {
        match leitor.poll(Duration::from_millis(200)) {
            Some(Ok(mensagem)) => {
                cada(Lido::from(&mensagem));
                vence = Instant::now() + PRAZO;
            }
            Some(Err(KafkaError::PartitionEOF(particao))) => {
                faltam.remove(&particao);
            }
            Some(Err(erro)) if Instant::now() >= vence => {
                return Err(ErroDeKafka::ao("ler o tópico até o fim")(erro));
            }
            None if Instant::now() >= vence => {
                let erro = KafkaError::NoMessageReceived;
                return Err(ErroDeKafka::ao("ler o tópico até o fim")(erro));
            }
            Some(Err(_)) | None => {}
        }
    }
    leitor
        .unassign()
        .map_err(ErroDeKafka::ao("largar as partições"))
}
