//! Publica eventos ao acaso e os recebe das cinco maneiras ao mesmo tempo.

use std::io;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::assinantes::{Maneira, Recebido, receber};
use crate::entregas::{Mural, rotas};
use crate::estatistica::percentil;

const MANEIRAS: [(&str, Maneira); 5] = [
    ("polling de 1 s", Maneira::Polling(Duration::from_secs(1))),
    (
        "polling de 100 ms",
        Maneira::Polling(Duration::from_millis(100)),
    ),
    ("long polling", Maneira::Espera),
    ("SSE", Maneira::Sse),
    ("WebSocket", Maneira::WebSocket),
];

/// Entrega `eventos` a quem assiste de cada maneira. Todos veem os mesmos, nos
/// mesmos instantes: o que atrapalhar um atrapalha os outros.
///
/// # Errors
/// Se alguma das maneiras perder um evento.
pub async fn comparar(
    eventos: usize,
    media: Duration,
    semente: u64,
) -> io::Result<Vec<(&'static str, Recebido)>> {
    let mural = Mural::novo();
    let ouvinte = TcpListener::bind("127.0.0.1:0").await?;
    let endereco = ouvinte.local_addr()?;
    let servidor = tokio::spawn(axum::serve(ouvinte, rotas(mural.clone())).into_future());
    let mut assinantes = JoinSet::new();
    for (i, (nome, maneira)) in MANEIRAS.into_iter().enumerate() {
        let mural = mural.clone();
        assinantes.spawn(async move {
            let recebido = receber(endereco, maneira, mural, eventos).await;
            recebido.map(|recebido| (i, nome, recebido))
        });
    }
    let mut sorteio = fastrand::Rng::with_seed(semente);
    for _ in 0..eventos {
        // Intervalos exponenciais: um evento não sabe do anterior, e nenhum
        // período de polling casa com eles.
        sleep(media.mul_f64(-(1.0 - sorteio.f64()).ln())).await;
        mural.publicar();
    }
    let mut medidas = Vec::new();
    while let Some(medida) = assinantes.join_next().await {
        medidas.push(medida.map_err(io::Error::other)??);
    }
    servidor.abort();
    medidas.sort_by_key(|(i, ..)| *i);
    Ok(medidas.into_iter().map(|(_, nome, r)| (nome, r)).collect())
}

/// Uma linha do arquivo de medidas.
pub fn linha(nome: &str, medida: &Recebido) -> String {
    let mut atrasos = medida.atrasos.clone();
    atrasos.sort();
    let quantos = atrasos.len().max(1);
    let media = atrasos.iter().sum::<Duration>() / quantos as u32;
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    format!(
        "{nome};{:.2};{:.2};{};{}",
        ms(media),
        ms(percentil(&atrasos, 0.99)),
        medida.bytes / quantos,
        medida.pedidos
    )
}
