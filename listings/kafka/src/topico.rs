//! Tópicos: conferir que existem, criar, e saber até onde vão.

use std::collections::BTreeMap;
use std::time::Duration;

use apoio::programa::quantidade_ate;
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::consumer::Consumer;
use rdkafka::error::RDKafkaErrorCode as Codigo;
use rdkafka::topic_partition_list::TopicPartitionListElem;
use rdkafka::{Offset, TopicPartitionList};

use crate::diario::Diario;
use crate::erro::{ErroDeKafka, codigo};
use crate::ligacao::{Isolamento, Leitor, Ligacao};

/// O maior prazo que o librdkafka aceita para criar um tópico.
const MAIOR_PRAZO: Duration = Duration::from_secs(3600);

/// Partições que um programa daqui pede: quem tem mais também tem quem as administre.
const MAIS_PARTICOES: usize = 10_000;

/// O que se quer de um tópico que ainda não existe.
#[derive(Clone, Copy, Debug)]
pub struct Forma {
    pub particoes: usize,
    /// Guardar, de cada chave, ao menos o último valor, em vez de apagar por idade.
    pub compactado: bool,
}

/// Cria o tópico se ele não existe; devolve quantas partições ele tem.
///
/// # Errors
/// [`ErroDeKafka::SemTopico`] se o broker recusa; e o que [`Ligacao::criar`] disser.
pub fn garantir(
    ligacao: &Ligacao,
    nome: &str,
    forma: Forma,
) -> Result<usize, ErroDeKafka> {
    let leitor = ligacao.leitor(Isolamento::Tudo)?;
    if let Some(particoes) = particoes(ligacao, &leitor, nome)? {
        return Ok(particoes);
    }
    criar(ligacao, nome, forma)?;
    Ok(forma.particoes)
}

/// Quantas partições o tópico tem, ou nada, se ele não existe.
///
/// # Errors
/// Se o broker não responde no prazo.
pub fn particoes(
    ligacao: &Ligacao,
    leitor: &Leitor,
    nome: &str,
) -> Result<Option<usize>, ErroDeKafka> {
    // A lista toda, e não só este: perguntar por um tópico pode criá-lo.
    let tudo = leitor
        .fetch_metadata(None, ligacao.prazo)
        .map_err(ErroDeKafka::ao("listar os tópicos"))?;
    let topico = tudo.topics().iter().find(|topico| topico.name() == nome);
    Ok(topico.map(|topico| topico.partitions().len()))
}

fn criar(ligacao: &Ligacao, nome: &str, forma: Forma) -> Result<(), ErroDeKafka> {
    let sem_topico = |codigo| ErroDeKafka::SemTopico {
        topico: nome.to_owned(),
        codigo,
    };
    let admin: AdminClient<Diario> =
        ligacao.criar(&ligacao.config(), Diario, AdminClient::inner)?;
    let particoes = i32::try_from(forma.particoes)
        .map_err(|_| sem_topico(Codigo::InvalidPartitions))?;
    // -1 pede o que o broker tem por costume: uma réplica num só, três em três.
    let mut pedido = NewTopic::new(nome, particoes, TopicReplication::Fixed(-1));
    if forma.compactado {
        pedido = pedido.set("cleanup.policy", "compact");
    }
    let prazo = ligacao.prazo.min(MAIOR_PRAZO);
    let opcoes = AdminOptions::new()
        .request_timeout(Some(prazo))
        .operation_timeout(Some(prazo));
    let executor = tokio::runtime::Builder::new_current_thread().build();
    let executor = executor.map_err(ErroDeKafka::Executor)?;
    let feito = executor
        .block_on(admin.create_topics([&pedido], &opcoes))
        .map_err(|erro| sem_topico(codigo(&erro).unwrap_or(Codigo::Unknown)))?;
    match feito.into_iter().next() {
        // Outro programa o criou ao mesmo tempo: serve.
        Some(Ok(_) | Err((_, Codigo::TopicAlreadyExists))) => Ok(()),
        Some(Err((_, codigo))) => Err(sem_topico(codigo)),
        None => Err(sem_topico(Codigo::Unknown)),
    }
}

/// O começo e o fim de uma partição: o primeiro offset que ainda se lê e o
/// do próximo registro. O fim que um leitor do confirmado vê é antes da primeira
/// transação aberta.
///
/// # Errors
/// Se o broker não responde no prazo.
pub fn limites(
    leitor: &Leitor,
    topico: &str,
    particao: i32,
    prazo: Duration,
) -> Result<(i64, i64), ErroDeKafka> {
    leitor
        .fetch_watermarks(topico, particao, prazo)
        .map_err(ErroDeKafka::ao("perguntar até onde vai a partição"))
}

/// Até onde o grupo do leitor confirmou cada uma destas partições.
///
/// # Errors
/// Se o broker não responde no prazo.
pub fn confirmados(
    leitor: &Leitor,
    topico: &str,
    particoes: usize,
    prazo: Duration,
) -> Result<BTreeMap<i32, i64>, ErroDeKafka> {
    let mut lista = TopicPartitionList::new();
    for particao in (0..particoes).filter_map(|p| i32::try_from(p).ok()) {
        lista.add_partition(topico, particao);
    }
    let lista = leitor
        .committed_offsets(lista, prazo)
        .map_err(ErroDeKafka::ao("perguntar o que está confirmado"))?;
    Ok(numerados(&lista))
}

/// As partições da lista que têm offset.
pub fn numerados(lista: &TopicPartitionList) -> BTreeMap<i32, i64> {
    let numero = |p: &TopicPartitionListElem<'_>| match p.offset() {
        Offset::Offset(n) => Some((p.partition(), n)),
        _ => None,
    };
    lista.elements().iter().filter_map(numero).collect()
}

/// O que se confirma depois de fazer até estes offsets: os seguintes.
///
/// # Errors
/// Se algum é negativo.
pub fn proximos(
    topico: &str,
    feitos: &BTreeMap<i32, i64>,
) -> Result<TopicPartitionList, ErroDeKafka> {
    let mut lista = TopicPartitionList::new();
    for (particao, offset) in feitos {
        let proximo = Offset::Offset(offset + 1);
        lista
            .add_partition_offset(topico, *particao, proximo)
            .map_err(ErroDeKafka::ao("montar os offsets"))?;
    }
    Ok(lista)
}

/// Entende um número de partições.
///
/// # Errors
/// Uma frase que diz o que se aceita.
pub fn quantas(texto: &str) -> Result<usize, String> {
    quantidade_ate::<MAIS_PARTICOES>(texto)
}

/// Entende um nome de tópico.
///
/// # Errors
/// Uma frase que diz o que o Kafka aceita.
pub fn nome(texto: &str) -> Result<String, String> {
    let permitido = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let bom = (1..=249).contains(&texto.len())
        && texto.chars().all(permitido)
        && !matches!(texto, "." | "..");
    if bom {
        return Ok(texto.to_owned());
    }
    Err("use de 1 a 249 letras sem acento, algarismos, ponto, traço e sublinhado".into())
}

#[cfg(test)]
mod testes {
    #[test]
    fn nome_de_topico_que_o_kafka_recusaria_nem_chega_a_ele() {
        for errado in ["", ".", "..", "ação", "a b", "a/b", &"a".repeat(250)] {
            assert!(super::nome(errado).is_err(), "{errado:?} não devia passar");
        }
        for certo in ["a", "a.b_c-1", &"a".repeat(249)] {
            assert!(super::nome(certo).is_ok(), "{certo:?} devia passar");
        }
    }
}
