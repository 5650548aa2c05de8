//! O programa `produtor`: de linhas, ou de números, a registros confirmados.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use apoio::texto::quantos;

use super::pedido::{Numerados, Pedido};
use super::placar::{Placar, anotador, mostrar, resumir};
use super::{Entrega, Produtor};
use crate::conferencia;
use crate::fim;
use crate::registro::Registro;
use crate::topico::{Forma, garantir};

/// De quanto em quanto se olha se pediram o fim.
const PASSO: Duration = Duration::from_millis(50);

/// Quanto, pedido o fim, se espera por mais uma confirmação.
const PACIENCIA: Duration = Duration::from_secs(1);

/// Envia tudo, espera os recibos e diz o que foi confirmado.
///
/// # Errors
/// Se algum registro não foi entregue, ou se o broker não responde.
pub fn rodar(pedido: &Pedido) -> Result<()> {
    let fim = fim::pedido()?;
    let forma = Forma {
        particoes: pedido.particoes,
        compactado: false,
    };
    garantir(&pedido.ligacao, &pedido.topico, forma)?;
    let placar = Arc::new(Placar::default());
    let (recibos, lidos) = sync_channel(1024);
    let tela = thread::spawn(move || mostrar(&lidos));
    let produtor = Produtor::novo(
        &pedido.ligacao,
        &pedido.topico,
        &pedido.envio,
        anotador(Arc::clone(&placar), (!pedido.quieto).then_some(recibos)),
    )?;
    let (enviados, entregues) = thread::scope(|escopo| {
        let (acabou, aviso) = channel();
        let (vigiado, placar) = (&produtor, &*placar);
        escopo.spawn(move || desistir_se_pedirem(vigiado, fim, &aviso, placar));
        let enviados = match pedido.numerados() {
            Some(numerados) => enviar_numerados(&produtor, pedido, &numerados, fim),
            None => enviar_linhas(&produtor, pedido, fim),
        };
        // Mesmo que o envio tenha falhado, o que já saiu tem destino a anunciar.
        let prazo = Duration::from_secs(u64::from(pedido.envio.desistir_em) + 5);
        let entregues = produtor.esperar_entregas(prazo);
        drop(acabou);
        (enviados, entregues)
    });
    drop(produtor);
    let mostrados = tela.join().expect("a tela não entra em pânico");
    // Antes do erro da tela: o que foi entregue, foi, mesmo que ela não o diga.
    resumir(&placar);
    mostrados?;
    let enviados = enviados?;
    entregues?;
    let falharam = placar.falharam.load(Ordering::Relaxed);
    let registros = quantos(enviados, "registro", "registros");
    ensure!(falharam == 0, "{falharam} de {registros} sem entrega");
    Ok(())
}

/// Pedido o fim, o que já saiu espera a confirmação enquanto chegam outras; depois
/// de [`PACIENCIA`] sem nenhuma, desiste-se. Sem isto, com o broker caído, o programa
/// só sairia ao vencer o último registro da fila; e quem espera lugar nela nem veria
/// o pedido.
fn desistir_se_pedirem<F: Fn(usize, Entrega) + Send + Sync>(
    produtor: &Produtor<F>,
    fim: &AtomicBool,
    acabou: &Receiver<Infallible>,
    placar: &Placar,
) {
    let (mut ultimo, mut desde) = (0, Instant::now());
    while matches!(acabou.recv_timeout(PASSO), Err(RecvTimeoutError::Timeout)) {
        let confirmados = placar.confirmados.load(Ordering::Relaxed);
        if !fim.load(Ordering::Relaxed) || confirmados != ultimo {
            (ultimo, desde) = (confirmados, Instant::now());
        } else if desde.elapsed() >= PACIENCIA {
            // Mais de uma vez: quem esperava lugar ainda põe um registro.
            produtor.desistir();
        }
    }
}

fn enviar_linhas<F: Fn(usize, Entrega) + Send + Sync>(
    produtor: &Produtor<F>,
    pedido: &Pedido,
    fim: &AtomicBool,
) -> Result<usize> {
    let mut enviados = 0;
    for linha in fim::linhas(fim) {
        let linha = linha?;
        let (chave, valor) = partir(&linha, pedido.separador.as_deref());
        enviados += 1;
        produtor.enviar(enviados, &registro(pedido, chave, valor))?;
    }
    Ok(enviados)
}

fn enviar_numerados<F: Fn(usize, Entrega) + Send + Sync>(
    produtor: &Produtor<F>,
    pedido: &Pedido,
    numerados: &Numerados,
    fim: &AtomicBool,
) -> Result<usize> {
    for n in 0..numerados.quantos {
        if fim.load(Ordering::Relaxed) {
            return Ok(n);
        }
        let valor = conferencia::valor(n, numerados.bytes);
        let chave = format!("c{}", n % numerados.chaves);
        let chave = pedido.particao.is_none().then_some(chave.as_str());
        produtor.enviar(n, &registro(pedido, chave, &valor))?;
    }
    Ok(numerados.quantos)
}

fn registro<'a>(
    pedido: &'a Pedido,
    chave: Option<&'a str>,
    valor: &'a str,
) -> Registro<'a> {
    Registro {
        chave: chave.map(str::as_bytes),
        valor: valor.as_bytes(),
        cabecalhos: &pedido.cabecalhos,
        particao: pedido.particao,
    }
}

fn partir<'a>(linha: &'a str, separador: Option<&str>) -> (Option<&'a str>, &'a str) {
    match separador.and_then(|separador| linha.split_once(separador)) {
        Some((chave, valor)) => (Some(chave), valor),
        None => (None, linha),
    }
}
