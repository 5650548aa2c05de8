//! Quadros sobre as metades de uma conexão do tokio, com prazos.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, timeout, timeout_at};

use super::{Decodificador, ErroDeQuadro, SILENCIO, codificar};

/// Lê quadros de uma conexão.
///
/// Pode ser cancelado entre um byte e outro (`select!`) sem perder nada: o que
/// já chegou está no decodificador, não no `Future`.
pub struct Leitor<L> {
    fluxo: L,
    decodificador: Decodificador,
    prazo: Duration,
    silencio: Duration,
}

impl<L: AsyncRead + Unpin> Leitor<L> {
    /// `prazo` é quanto um quadro pode demorar do primeiro ao último byte.
    pub fn novo(fluxo: L, prazo: Duration) -> Self {
        Self {
            fluxo,
            decodificador: Decodificador::default(),
            prazo,
            silencio: SILENCIO,
        }
    }

    /// Troca quanto se espera entre um quadro e outro.
    pub fn com_silencio(mut self, silencio: Duration) -> Self {
        self.silencio = silencio;
        self
    }

    /// Troca o limite da carga, em bytes.
    pub fn com_limite(mut self, limite: usize) -> Self {
        self.decodificador = Decodificador::com_limite(limite);
        self
    }

    /// Devolve o fluxo, quando não há mais quadros para ler.
    pub fn devolver(self) -> L {
        self.fluxo
    }

    /// O próximo quadro; `None` quando o outro lado fechou.
    ///
    /// # Errors
    /// Veja [`ErroDeQuadro`].
    pub async fn ler(&mut self) -> Result<Option<String>, ErroDeQuadro> {
        let mut pedaco = [0; 4096];
        let mut vence = None;
        let cansa = Instant::now() + self.silencio;
        loop {
            if let Some(texto) = self.decodificador.proximo()? {
                return Ok(Some(texto));
            }
            let leitura = self.fluxo.read(&mut pedaco);
            let lidos = if self.decodificador.no_meio() {
                let vence = *vence.get_or_insert_with(|| Instant::now() + self.prazo);
                let lidos = timeout_at(vence, leitura).await;
                lidos.map_err(|_| ErroDeQuadro::PrazoVencido)??
            } else {
                let lidos = timeout_at(cansa, leitura).await;
                lidos.map_err(|_| ErroDeQuadro::Calado)??
            };
            if lidos == 0 {
                return self.decodificador.terminar().map(|()| None);
            }
            self.decodificador.alimentar(&pedaco[..lidos]);
        }
    }

    /// Como [`Leitor::ler`], mas o prazo conta desde já.
    ///
    /// # Errors
    /// Veja [`ErroDeQuadro`].
    pub async fn ler_ja(&mut self) -> Result<Option<String>, ErroDeQuadro> {
        let prazo = self.prazo;
        let lido = timeout(prazo, self.ler()).await;
        lido.map_err(|_| ErroDeQuadro::PrazoVencido)?
    }
}

/// Escreve um quadro inteiro, ou desiste quando `prazo` vence.
///
/// # Errors
/// [`ErroDeQuadro::NaoFoiLido`] se o outro lado não abriu espaço a tempo.
pub async fn escrever(
    fluxo: &mut (impl AsyncWrite + Unpin),
    texto: &str,
    prazo: Duration,
) -> Result<(), ErroDeQuadro> {
    let quadro = codificar(texto)?;
    let escrita = timeout(prazo, fluxo.write_all(&quadro)).await;
    Ok(escrita.map_err(|_| ErroDeQuadro::NaoFoiLido)??)
}
