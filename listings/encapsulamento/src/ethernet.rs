//! O Ethernet (IEEE 802.3, com o campo de tipo da RFC 894): de uma placa a
//! outra, no mesmo enlace.

use std::fmt;

use crate::crc::fcs;
use crate::leitor::Leitor;
use crate::recusa::{Camada, Defeito, Recusa};

/// Bytes do cabeçalho: dois endereços e o tipo.
pub const CABECALHO: usize = 14;
/// Bytes do CRC, no fim do quadro (*frame check sequence*).
pub const FCS: usize = 4;
/// O menor quadro que anda no fio, com o CRC.
pub const MENOR: usize = 64;
/// A maior carga de um enlace Ethernet comum (*maximum transmission unit*).
pub const MTU: usize = 1500;

/// O endereço de uma placa: seis bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mac(pub [u8; 6]);

impl fmt::Display for Mac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

/// Onde o quadro é visto.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forma {
    /// Como o sistema o entrega à placa, e como se captura: sem enchimento nem CRC.
    NoSistema,
    /// Como a placa o põe no fio: com enchimento até 64 bytes, e CRC.
    NoFio,
}

impl Forma {
    /// No fio, ou no sistema.
    pub fn vista(no_fio: bool) -> Self {
        if no_fio { Self::NoFio } else { Self::NoSistema }
    }
}

/// Um quadro; a carga é uma vista dos bytes de quem o leu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quadro<'a> {
    pub destino: Mac,
    pub origem: Mac,
    /// O que vai na carga: 0x0800 é IPv4.
    pub tipo: u16,
    /// Ao ler, pode terminar em enchimento.
    pub carga: &'a [u8],
}

impl<'a> Quadro<'a> {
    /// O quadro inteiro. O Ethernet não recusa: quem respeita a MTU é o IPv4.
    pub fn em_bytes(&self, forma: Forma) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(CABECALHO + self.carga.len() + FCS);
        bytes.extend(self.destino.0);
        bytes.extend(self.origem.0);
        bytes.extend(self.tipo.to_be_bytes());
        bytes.extend_from_slice(self.carga);
        if forma == Forma::NoFio {
            bytes.resize(bytes.len().max(MENOR - FCS), 0);
            bytes.extend(fcs(&bytes));
        }
        bytes
    }

    /// Abre um quadro.
    ///
    /// # Errors
    /// Se está cortado, ou o CRC não confere.
    pub fn ler(bytes: &'a [u8], forma: Forma) -> Result<Self, Recusa> {
        let bytes = match forma {
            Forma::NoSistema => bytes,
            Forma::NoFio => sem_fcs(bytes)?,
        };
        let mut leitor = Leitor::novo(Camada::Ethernet, bytes, 0);
        let destino = Mac(leitor.vetor("o destino")?);
        let origem = Mac(leitor.vetor("a origem")?);
        let tipo = leitor.numero("o tipo")?;
        let carga = &bytes[CABECALHO..];
        Ok(Self {
            destino,
            origem,
            tipo,
            carga,
        })
    }
}

/// O quadro sem o CRC, se o CRC confere.
fn sem_fcs(bytes: &[u8]) -> Result<&[u8], Recusa> {
    let leitor = Leitor::novo(Camada::Ethernet, bytes, 0);
    let Some((quadro, lido)) = bytes
        .split_last_chunk::<FCS>()
        .filter(|_| bytes.len() >= MENOR)
    else {
        let defeito = Defeito::QuadroCurto(bytes.len());
        return Err(leitor.recusar(bytes.len(), defeito));
    };
    let esperado = fcs(quadro);
    if *lido != esperado {
        let (lido, esperado) = (u32::from_be_bytes(*lido), u32::from_be_bytes(esperado));
        let defeito = Defeito::Crc { lido, esperado };
        return Err(leitor.recusar(quadro.len(), defeito));
    }
    Ok(quadro)
}
