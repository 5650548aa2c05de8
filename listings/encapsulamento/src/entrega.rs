//! Quanto tempo leva entregar n bytes: $T = L + n/B$.
//!
//! É o modelo mais simples que acerta a ordem de grandeza: não conta filas,
//! perdas nem os cabeçalhos.

pub mod tabela;

use std::str::FromStr;

use thiserror::Error;

/// Um caminho de uma ponta a outra.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Caminho {
    /// Segundos entre o primeiro bit sair e chegar.
    pub latencia: f64,
    /// Bits por segundo.
    pub vazao: f64,
}

/// Qual das duas parcelas do tempo pesa.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manda {
    Latencia,
    AsDuas,
    Vazao,
}

// ANCHOR: tempo
impl Caminho {
    /// Segundos para pôr `bytes` no fio, um bit atrás do outro.
    pub fn envio(self, bytes: f64) -> f64 {
        8.0 * bytes / self.vazao
    }

    /// Segundos até o último bit chegar.
    pub fn tempo(self, bytes: f64) -> f64 {
        self.latencia + self.envio(bytes)
    }

    /// Quantos bytes cabem em viagem ao mesmo tempo.
    pub fn produto(self) -> f64 {
        self.latencia * self.vazao / 8.0
    }

    /// A parte do tempo em que o emissor está de fato enviando.
    pub fn aproveita(self, bytes: f64) -> f64 {
        self.envio(bytes) / self.tempo(bytes)
    }
}
// ANCHOR_END: tempo

impl Caminho {
    /// Quem manda: uma parcela só, se é dez vezes a outra.
    pub fn manda(self, bytes: f64) -> Manda {
        let envio = self.envio(bytes);
        match () {
            () if envio * 10.0 <= self.latencia => Manda::Latencia,
            () if envio >= self.latencia * 10.0 => Manda::Vazao,
            () => Manda::AsDuas,
        }
    }
}

/// Uma grandeza que não se entendeu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("escreva um número maior que zero e a unidade, como {0}")]
pub struct NaoEntendi(&'static str);

/// Segundos: `200us`, `10ms`, `1,5s`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segundos(pub f64);

/// Bits por segundo: `56kbit`, `100Mbit`, `1Gbit`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vazao(pub f64);

/// Bytes: `1500B`, `64kB`, `1MB`, `1GB`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bytes(pub f64);

impl FromStr for Segundos {
    type Err = NaoEntendi;
    fn from_str(texto: &str) -> Result<Self, NaoEntendi> {
        let unidades = [("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0)];
        medida(texto, &unidades)
            .map(Self)
            .ok_or(NaoEntendi("10ms ou 1,5s"))
    }
}

impl FromStr for Vazao {
    type Err = NaoEntendi;
    fn from_str(texto: &str) -> Result<Self, NaoEntendi> {
        let unidades = [("kbit", 1e3), ("Mbit", 1e6), ("Gbit", 1e9), ("bit", 1.0)];
        medida(texto, &unidades)
            .map(Self)
            .ok_or(NaoEntendi("100Mbit ou 1Gbit"))
    }
}

impl FromStr for Bytes {
    type Err = NaoEntendi;
    fn from_str(texto: &str) -> Result<Self, NaoEntendi> {
        let unidades = [
            ("kB", 1e3),
            ("MB", 1e6),
            ("GB", 1e9),
            ("TB", 1e12),
            ("B", 1.0),
        ];
        medida(texto, &unidades).map(Self).ok_or(NaoEntendi(
            "1500B ou 1.5MB (a vírgula separa um tamanho do outro)",
        ))
    }
}

/// Um número positivo e uma das unidades, sem nada mais. Vale a primeira que
/// termina o texto, e por isso `kB` vem antes de `B`.
fn medida(texto: &str, unidades: &[(&str, f64)]) -> Option<f64> {
    let texto = texto.trim();
    let (numero, fator) = unidades
        .iter()
        .find_map(|&(unidade, fator)| Some((texto.strip_suffix(unidade)?, fator)))?;
    let so_algarismos = numero
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    let valor = numero.replace(',', ".").parse::<f64>().ok()?;
    // Além disso a conta deixa de querer dizer algo, e o texto deixa de caber.
    let cabe = (1e-9..=1e15).contains(&(valor * fator));
    (so_algarismos && cabe).then_some(valor * fator)
}
