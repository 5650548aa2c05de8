//! O Kafka inteiro em poucas telas, com o broker dentro do programa.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::consumidor::ciclo::{Ate, Cadencia, rodar as ciclo};
use crate::consumidor::{Consumidor, Leitura};
use crate::embutido::Embutido;
use crate::fim::{mostrar, perdoar_sem_leitor};
use crate::grupo::Quadro;
use crate::leitura::ler_tudo;
use crate::ligacao::{Isolamento, Ligacao};
use crate::produtor::{Entrega, Envio, Produtor};
use crate::registro::{Lido, Posicao, Registro, visivel};

const TOPICO: &str = "pedidos";
const PARTICOES: usize = 3;
const PRAZO: Duration = Duration::from_secs(30);

/// Quem pede e o quê, na ordem em que se pede.
const PEDIDOS: [(&str, &str); 9] = [
    ("ana", "café"),
    ("bia", "suco"),
    ("eva", "chá"),
    ("ana", "bolo"),
    ("davi", "pão"),
    ("bia", "bolo"),
    ("ana", "conta"),
    ("eva", "conta"),
    ("bia", "conta"),
];

/// Escreve, reparte, lê, confirma e retoma; para quando ninguém mais lê.
///
/// # Errors
/// Se o broker embutido não sobe ou não responde.
pub fn rodar() -> Result<()> {
    perdoar_sem_leitor(percorrer())
}

fn percorrer() -> Result<()> {
    let broker = Embutido::novo()?;
    broker.criar_topico(TOPICO, i32::try_from(PARTICOES)?)?;
    let ligacao = broker.ligacao()?;
    mostrar(format_args!(
        "o tópico {TOPICO}, com {PARTICOES} partições; recibos:"
    ))?;
    for ((chave, valor), onde) in PEDIDOS.iter().zip(escrever(&ligacao, &PEDIDOS)?) {
        mostrar(format_args!("  {chave:<4} {valor:<5} → {onde}"))?;
    }
    mostrar("o log, partição por partição:")?;
    mostrar_particoes(&ligacao)?;
    mostrar("dois membros no grupo cozinha; as partições se repartem:")?;
    repartir(&ligacao)?;
    mostrar("os dois saíram, e alguém pediu mais; o grupo volta e lê:")?;
    escrever(&ligacao, &[("davi", "conta")])?;
    ler_novos(&ligacao, Embutido::leitura("cozinha"))?;
    mostrar("o grupo caixa, que nunca leu, começa do começo:")?;
    ler_novos(&ligacao, Embutido::leitura("caixa"))
}

fn escrever(ligacao: &Ligacao, pedidos: &[(&str, &str)]) -> Result<Vec<Posicao>> {
    // Cabe um recibo por registro: são poucos.
    let (envio, recibos) = channel();
    let produtor =
        Produtor::novo(ligacao, TOPICO, &Envio::default(), move |n, entrega| {
            let _ = envio.send((n, entrega));
        })?;
    for (n, (chave, valor)) in pedidos.iter().enumerate() {
        let registro = Registro {
            chave: Some(chave.as_bytes()),
            valor: valor.as_bytes(),
            ..Registro::default()
        };
        produtor.enviar(n, &registro)?;
    }
    produtor.esperar_entregas(PRAZO)?;
    let posicao = |(n, entrega): (usize, Entrega)| match entrega {
        Entrega::Confirmada(onde) => Some((n, onde)),
        _ => None,
    };
    let lugares: BTreeMap<_, _> = recibos.try_iter().filter_map(posicao).collect();
    ensure!(
        lugares.len() == pedidos.len(),
        "o broker embutido não confirmou tudo"
    );
    Ok(lugares.into_values().collect())
}

fn mostrar_particoes(ligacao: &Ligacao) -> Result<()> {
    let mut particoes: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for lido in ler_tudo(ligacao, TOPICO, Isolamento::Confirmado)? {
        let (onde, pedido) = (lido.posicao, pedido(&lido));
        let linha = particoes.entry(onde.particao).or_default();
        linha.push(format!("{} {pedido}", onde.offset));
    }
    for (particao, registros) in particoes {
        mostrar(format_args!("  {particao} │ {} │", registros.join(" │ ")))?;
    }
    Ok(())
}

fn pedido(lido: &Lido) -> String {
    let campo = |bytes: &Option<Vec<u8>>| visivel(bytes.as_deref().unwrap_or_default());
    format!("{}: {}", campo(&lido.chave), campo(&lido.valor))
}

fn repartir(ligacao: &Ligacao) -> Result<()> {
    let leitura = Embutido::leitura("cozinha");
    let mut quadro = Quadro::novo(ligacao.clone(), TOPICO, leitura);
    for _ in 0..2 {
        // O primeiro lê e confirma tudo antes que chegue o segundo.
        quadro.entrar()?;
        mostrar("  (o grupo se reorganiza)")?;
        ensure!(
            quadro.esperar_equilibrio(PARTICOES, PRAZO),
            "o grupo não se equilibrou"
        );
        let mut posses: Vec<_> = quadro.posse().values().cloned().collect();
        // Quem fica com o quê depende de nomes sorteados; a repartição, não.
        posses.sort();
        let posses: Vec<_> = posses.iter().map(|p| format!("{p:?}")).collect();
        mostrar(format_args!("  um com {}", posses.join(", outro com ")))?;
        esperar_confirmacao(&quadro)?;
    }
    Ok(())
}

fn esperar_confirmacao(quadro: &Quadro) -> Result<()> {
    let vence = Instant::now() + PRAZO;
    while quadro.confirmados() < PEDIDOS.len() {
        ensure!(Instant::now() < vence, "os membros não confirmaram tudo");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    Ok(())
}

fn ler_novos(ligacao: &Ligacao, leitura: Leitura) -> Result<()> {
    mostrar("  (o grupo se reorganiza)")?;
    let consumidor = Consumidor::novo(ligacao, TOPICO, &leitura, ())?;
    let cadencia = Cadencia {
        registros: 1,
        tempo: Duration::from_secs(1),
    };
    let mut linhas = Vec::new();
    ciclo(
        &consumidor,
        cadencia,
        Ate::OFim,
        &AtomicBool::new(false),
        |mensagem| {
            linhas.push(format!("  {}", Lido::from(mensagem)));
            Ok(())
        },
    )?;
    // As partições chegam em qualquer ordem, e cada uma delas na sua.
    linhas.sort();
    for linha in linhas {
        mostrar(linha)?;
    }
    Ok(())
}
