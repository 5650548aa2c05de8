//! Quadros sobre um `TcpStream` comum, com prazos.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{Decodificador, ErroDeQuadro, SILENCIO, codificar};
use crate::encerramento::Encerramento;

/// De quanto em quanto tempo uma leitura parada confere se alguém pediu o fim.
///
/// A biblioteca padrão não espera duas coisas ao mesmo tempo (o socket e o
/// aviso), então a leitura acorda para olhar. Um quarto de segundo é o atraso
/// que o encerramento pode ter; mil clientes ociosos custam 4.000 olhadas por
/// segundo. O `select!` do tokio dispensa as duas contas.
const PULSO: Duration = Duration::from_millis(250);

/// Lê quadros de uma conexão.
pub struct Leitor<'a> {
    fluxo: &'a TcpStream,
    fim: &'a Encerramento,
    decodificador: Decodificador,
    prazo: Duration,
    silencio: Duration,
}

impl<'a> Leitor<'a> {
    /// `prazo` é quanto um quadro pode demorar do primeiro ao último byte.
    pub fn novo(fluxo: &'a TcpStream, prazo: Duration, fim: &'a Encerramento) -> Self {
        Self {
            fluxo,
            fim,
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

    /// O próximo quadro; `None` quando o outro lado fechou ou o fim foi pedido.
    /// Entre quadros espera muito mais do que dentro deles: silêncio não é ataque.
    ///
    /// # Errors
    /// Veja [`ErroDeQuadro`].
    pub fn ler(&mut self) -> Result<Option<String>, ErroDeQuadro> {
        self.ler_ate(None)
    }

    /// Como [`Leitor::ler`], mas o prazo conta desde já: para o primeiro
    /// quadro, que ninguém tem motivo para demorar a enviar.
    ///
    /// # Errors
    /// Veja [`ErroDeQuadro`].
    pub fn ler_ja(&mut self) -> Result<Option<String>, ErroDeQuadro> {
        self.ler_ate(Some(Instant::now() + self.prazo))
    }

    // ANCHOR: ler
    fn ler_ate(
        &mut self,
        mut vence: Option<Instant>,
    ) -> Result<Option<String>, ErroDeQuadro> {
        let mut pedaco = [0; 4096];
        let cansa = Instant::now() + self.silencio;
        loop {
            if let Some(texto) = self.decodificador.proximo()? {
                return Ok(Some(texto));
            }
            if self.fim.pedido() {
                return Ok(None);
            }
            if self.decodificador.no_meio() {
                // Um instante, não uma duração por leitura: quem envia um byte
                // por segundo renovaria a duração para sempre.
                vence.get_or_insert_with(|| Instant::now() + self.prazo);
            }
            self.fluxo.set_read_timeout(Some(espera(vence, cansa)?))?;
            match self.fluxo.read(&mut pedaco) {
                Ok(0) => return self.decodificador.terminar().map(|()| None),
                Ok(lidos) => self.decodificador.alimentar(&pedaco[..lidos]),
                Err(erro) if de_novo(erro.kind()) => {}
                Err(erro) => return Err(erro.into()),
            }
        }
    }
    // ANCHOR_END: ler
}

/// Quanto a próxima leitura pode esperar: um pulso, ou o que resta do prazo; entre
/// quadros, do silêncio.
fn espera(vence: Option<Instant>, cansa: Instant) -> Result<Duration, ErroDeQuadro> {
    let resta = vence
        .unwrap_or(cansa)
        .saturating_duration_since(Instant::now());
    match vence {
        _ if !resta.is_zero() => Ok(resta.min(PULSO)),
        Some(_) => Err(ErroDeQuadro::PrazoVencido),
        None => Err(ErroDeQuadro::Calado),
    }
}

/// O prazo vencido chama-se `WouldBlock` no Unix e `TimedOut` no Windows.
fn de_novo(tipo: ErrorKind) -> bool {
    matches!(
        tipo,
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

/// Escreve um quadro inteiro, ou desiste quando `prazo` vence.
///
/// # Errors
/// [`ErroDeQuadro::NaoFoiLido`] se o outro lado não abriu espaço a tempo. O
/// quadro pode ter ido pela metade: só resta fechar a conexão.
pub fn escrever(
    mut fluxo: &TcpStream,
    texto: &str,
    prazo: Duration,
) -> Result<(), ErroDeQuadro> {
    let quadro = codificar(texto)?;
    let vence = Instant::now() + prazo;
    let mut resto = &quadro[..];
    while !resto.is_empty() {
        let resta = vence.saturating_duration_since(Instant::now());
        if resta.is_zero() {
            return Err(ErroDeQuadro::NaoFoiLido);
        }
        fluxo.set_write_timeout(Some(resta))?;
        match fluxo.write(resto) {
            Ok(escritos) => resto = &resto[escritos..],
            Err(erro) if de_novo(erro.kind()) => {}
            Err(erro) => return Err(erro.into()),
        }
    }
    Ok(())
}
