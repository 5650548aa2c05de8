//! O que os testes compartilham: um broker embutido e uma maneira curta de
//! escrever e de ler.

#![allow(dead_code, reason = "cada executável de teste usa só uma parte")]

use std::ops::Deref;
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use kafka::consumidor::ciclo::{Ate, Cadencia};
use kafka::consumidor::{Chegada, Consumidor, Dono};
use kafka::embutido::Embutido;
use kafka::ligacao::Ligacao;
use kafka::produtor::{Entrega, Envio, Produtor};
use kafka::registro::{Lido, Registro};
use kafka::topico::{Forma, garantir};

/// Só se gasta inteiro quando o teste vai falhar.
pub const PRAZO: Duration = Duration::from_secs(30);

/// Nunca pedem o fim.
pub static SEGUE: AtomicBool = AtomicBool::new(false);

/// Confirma só no fim: o que os testes de queda precisam.
pub const SO_NO_FIM: Cadencia = Cadencia {
    registros: usize::MAX,
    tempo: Duration::MAX,
};

/// Um broker com um tópico vazio.
pub fn broker(topico: &str, particoes: i32) -> Embutido {
    let broker = Embutido::novo().expect("o broker embutido sobe");
    broker
        .criar_topico(topico, particoes)
        .expect("o tópico é novo");
    broker
}

/// Como chegar a ele.
pub fn ligar(broker: &Embutido) -> Ligacao {
    broker.ligacao().expect("está no ar")
}

/// Escreve os pares de chave e valor, em ordem, e espera os recibos.
pub fn escrever(ligacao: &Ligacao, topico: &str, pares: &[(&str, &str)]) -> Vec<Entrega> {
    let recibos: &'static Mutex<Vec<(usize, Entrega)>> = Box::leak(Box::default());
    let anotar = |marca, entrega| recibos.lock().unwrap().push((marca, entrega));
    let produtor = Produtor::novo(ligacao, topico, &Envio::default(), anotar)
        .expect("o broker responde");
    for (i, (chave, valor)) in pares.iter().enumerate() {
        let registro = Registro {
            chave: Some(chave.as_bytes()),
            valor: valor.as_bytes(),
            ..Registro::default()
        };
        produtor.enviar(i, &registro).expect("cabe na fila");
    }
    produtor.esperar_entregas(PRAZO).expect("tudo é entregue");
    let mut recibos = recibos.lock().unwrap().clone();
    recibos.sort_unstable_by_key(|(marca, _)| *marca);
    recibos.into_iter().map(|(_, entrega)| entrega).collect()
}

/// Escreve os valores nesta partição.
pub fn escrever_na(ligacao: &Ligacao, topico: &str, particao: i32, valores: &[String]) {
    let produtor = Produtor::novo(ligacao, topico, &Envio::default(), |_, entrega| {
        assert!(matches!(entrega, Entrega::Confirmada(_)), "{entrega:?}");
    });
    let produtor = produtor.expect("o broker responde");
    for (i, valor) in valores.iter().enumerate() {
        let registro = Registro {
            valor: valor.as_bytes(),
            particao: Some(particao),
            ..Registro::default()
        };
        produtor.enviar(i, &registro).expect("cabe na fila");
    }
    produtor.esperar_entregas(PRAZO).expect("tudo é entregue");
}

/// Os números de `quais` como valores.
pub fn numeros(quais: std::ops::Range<usize>) -> Vec<String> {
    quais.map(|n| n.to_string()).collect()
}

pub fn texto(bytes: Option<&Vec<u8>>) -> String {
    String::from_utf8(bytes.cloned().unwrap_or_default()).expect("escrevemos texto")
}

pub fn valores(lidos: &[Lido]) -> Vec<String> {
    lidos
        .iter()
        .map(|lido| texto(lido.valor.as_ref()))
        .collect()
}

/// Parar depois de tantos.
pub fn ate(registros: usize) -> Ate {
    Ate::Registros(registros)
}

/// Lê e marca, sem confirmar.
pub fn ler_e_marcar<D: Dono>(consumidor: &Consumidor<D>, quantos: usize) -> Vec<Lido> {
    let vence = Instant::now() + PRAZO;
    let mut lidos = Vec::new();
    while lidos.len() < quantos && Instant::now() < vence {
        let chegada = consumidor.proxima(Duration::from_millis(50));
        if let Chegada::Mensagem(mensagem) = chegada.expect("segue no grupo") {
            consumidor.marcar(&mensagem).expect("a partição é dele");
            lidos.push(Lido::from(&mensagem));
        }
    }
    lidos
}

/// Um teste mata o broker que todos usam, e as sessões do livro não mostram o que a
/// carga dos outros faria: esses o têm só para si.
static BROKER: RwLock<()> = RwLock::new(());

/// O Kafka de verdade, enquanto este valor vive.
pub struct DeVerdade<Vez> {
    ligacao: Ligacao,
    _vez: Vez,
}

impl<Vez> Deref for DeVerdade<Vez> {
    type Target = Ligacao;

    fn deref(&self) -> &Ligacao {
        &self.ligacao
    }
}

/// O Kafka que `cargo xtask servicos kafka` inicia e anuncia. Um por teste: pedir
/// outro com este na mão esperaria para sempre por quem espera este.
pub fn de_verdade() -> DeVerdade<RwLockReadGuard<'static, ()>> {
    DeVerdade {
        ligacao: anunciado(),
        _vez: BROKER.read().unwrap_or_else(PoisonError::into_inner),
    }
}

/// O mesmo, sem mais ninguém nele.
pub fn de_verdade_so_meu() -> DeVerdade<RwLockWriteGuard<'static, ()>> {
    DeVerdade {
        ligacao: anunciado(),
        _vez: BROKER.write().unwrap_or_else(PoisonError::into_inner),
    }
}

fn anunciado() -> Ligacao {
    let endereco = std::env::var("KAFKA_BOOTSTRAP").expect(
        "falta KAFKA_BOOTSTRAP: cargo xtask servicos kafka -- cargo test -p kafka -- --ignored",
    );
    Ligacao {
        // Logo depois de iniciar, o broker ainda prepara os tópicos internos.
        prazo: PRAZO,
        ..Ligacao::a(endereco)
    }
}

/// Um nome que nenhum outro teste usa.
pub fn nome_novo(comeco: &str) -> String {
    format!("{comeco}-{:08x}", fastrand::u32(..))
}

/// Um tópico novo no Kafka de verdade.
pub fn topico_novo(ligacao: &Ligacao, comeco: &str, particoes: usize) -> String {
    let nome = nome_novo(comeco);
    let forma = Forma {
        particoes,
        compactado: false,
    };
    garantir(ligacao, &nome, forma).expect("o broker cria o tópico");
    nome
}
