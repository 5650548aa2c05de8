//! Ler quadros de quatro bytes enquanto um pulso interrompe a leitura: de um
//! jeito que perde bytes, e de um que não perde.

use std::io::{self, ErrorKind};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
use tokio::time::{interval_at, sleep};

pub type Quadro = [u8; 4];

// ANCHOR: ingenua
/// Os bytes já lidos ficam numa variável do futuro: quem o destrói os perde.
pub async fn ler_ingenua(fonte: &mut (impl AsyncRead + Unpin)) -> io::Result<Quadro> {
    let mut quadro = Quadro::default();
    fonte.read_exact(&mut quadro).await?;
    Ok(quadro)
}
// ANCHOR_END: ingenua

// ANCHOR: leitor
/// Os bytes já lidos ficam no leitor, que sobrevive ao futuro.
pub struct Leitor<R> {
    fonte: R,
    quadro: Quadro,
    lidos: usize,
}

impl<R: AsyncRead + Unpin> Leitor<R> {
    pub fn novo(fonte: R) -> Self {
        let (quadro, lidos) = (Quadro::default(), 0);
        Self {
            fonte,
            quadro,
            lidos,
        }
    }

    /// Pode ser cancelada e chamada de novo: continua de onde parou.
    pub async fn ler(&mut self) -> io::Result<Quadro> {
        while self.lidos < self.quadro.len() {
            // `read` promete: se foi cancelada, não leu nada.
            match self.fonte.read(&mut self.quadro[self.lidos..]).await? {
                0 => return Err(ErrorKind::UnexpectedEof.into()),
                n => self.lidos += n,
            }
        }
        self.lidos = 0;
        Ok(self.quadro)
    }
}
// ANCHOR_END: leitor

const PULSO: Duration = Duration::from_millis(20);

/// Escreve `AB`, demora mais que um pulso, e escreve o resto.
async fn escrever_devagar(mut destino: DuplexStream) -> io::Result<()> {
    destino.write_all(b"AB").await?;
    sleep(PULSO + PULSO / 2).await;
    destino.write_all(b"CDEFGH").await
}

// ANCHOR: laco
/// Lê até o fim da fonte, com um pulso que interrompe cada leitura demorada.
pub async fn com_leitura_ingenua() -> io::Result<Vec<Quadro>> {
    let (escrita, mut fonte) = duplex(64);
    let escritor = tokio::spawn(escrever_devagar(escrita));
    let mut pulso = interval_at(tokio::time::Instant::now() + PULSO, PULSO);
    let mut quadros = Vec::new();
    loop {
        tokio::select! {
            lido = ler_ingenua(&mut fonte) => match lido {
                Ok(quadro) => quadros.push(quadro),
                Err(_fim) => break,
            },
            _ = pulso.tick() => {} // a leitura em curso foi destruída
        }
    }
    escritor.await??;
    Ok(quadros)
}
// ANCHOR_END: laco

/// O mesmo laço, com o leitor que guarda o que leu.
///
/// # Errors
/// Se a escrita falhar.
pub async fn com_leitor() -> io::Result<Vec<Quadro>> {
    let (escrita, fonte) = duplex(64);
    let escritor = tokio::spawn(escrever_devagar(escrita));
    let mut pulso = interval_at(tokio::time::Instant::now() + PULSO, PULSO);
    let mut leitor = Leitor::novo(fonte);
    let mut quadros = Vec::new();
    loop {
        tokio::select! {
            lido = leitor.ler() => match lido {
                Ok(quadro) => quadros.push(quadro),
                Err(_fim) => break,
            },
            _ = pulso.tick() => {}
        }
    }
    escritor.await??;
    Ok(quadros)
}
