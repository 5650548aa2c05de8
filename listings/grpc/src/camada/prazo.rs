//! O prazo que o cliente anuncia em `grpc-timeout`, e o que resta dele.

use std::time::Duration;

use tokio::time::Instant;
use tonic::Request;
use tonic::codegen::http::HeaderMap;
use tonic::metadata::MetadataMap;

const CABECALHO: &str = "grpc-timeout";

/// Até quando a resposta interessa. No fio vai uma duração, e não uma hora: os
/// relógios das duas máquinas podem discordar de minutos.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prazo(Option<Instant>);

/// Um `grpc-timeout` que não segue o formato.
#[derive(Debug, PartialEq, Eq)]
pub struct PrazoIlegivel;

impl Prazo {
    /// Lê o que o cliente anunciou: até oito algarismos e uma unidade.
    ///
    /// # Errors
    /// [`PrazoIlegivel`].
    pub fn anunciado(cabecalhos: &HeaderMap) -> Result<Self, PrazoIlegivel> {
        let Some(valor) = cabecalhos.get(CABECALHO) else {
            return Ok(Self(None));
        };
        let texto = valor.to_str().map_err(|_| PrazoIlegivel)?;
        let (numero, unidade) = texto
            .split_at_checked(texto.len().saturating_sub(1))
            .ok_or(PrazoIlegivel)?;
        if !(1..=8).contains(&numero.len()) || !numero.bytes().all(|b| b.is_ascii_digit())
        {
            return Err(PrazoIlegivel);
        }
        let numero: u64 = numero.parse().map_err(|_| PrazoIlegivel)?;
        let duracao = match unidade {
            "H" => Duration::from_secs(numero * 3600),
            "M" => Duration::from_secs(numero * 60),
            "S" => Duration::from_secs(numero),
            "m" => Duration::from_millis(numero),
            "u" => Duration::from_micros(numero),
            "n" => Duration::from_nanos(numero),
            _ => return Err(PrazoIlegivel),
        };
        Ok(Self(Instant::now().checked_add(duracao)))
    }

    /// O mesmo prazo, ou `limite` a partir de agora: vence o mais curto.
    #[must_use]
    pub fn no_maximo(self, limite: Duration) -> Self {
        let nosso = Instant::now().checked_add(limite);
        Self(match (self.0, nosso) {
            (Some(dele), Some(nosso)) => Some(dele.min(nosso)),
            (dele, nosso) => dele.or(nosso),
        })
    }

    /// O que a camada anotou neste pedido.
    pub fn de<T>(pedido: &Request<T>) -> Self {
        pedido.extensions().get().copied().unwrap_or_default()
    }

    /// Quanto falta; `None` é sem prazo, e zero é vencido.
    pub fn resta(self) -> Option<Duration> {
        let falta = |vence: Instant| vence.saturating_duration_since(Instant::now());
        self.0.map(falta)
    }

    pub(super) fn instante(self) -> Option<Instant> {
        self.0
    }

    /// Diz a quem chamou quanto prazo chegou até aqui, em milissegundos.
    pub fn anotar(self, metadados: &mut MetadataMap) {
        if let Some(resta) = self.resta() {
            let milis = u64::try_from(resta.as_millis()).unwrap_or(u64::MAX);
            metadados.insert("prazo-restante-ms", milis.into());
        }
    }
}
