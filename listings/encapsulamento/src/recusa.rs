//! Por que um quadro não pôde ser aberto, ou montado: a camada, o lugar, o
//! motivo e o que fazer.

use std::fmt;

use apoio::texto::quantos;
use thiserror::Error;

/// Quem fala.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Camada {
    Ethernet,
    Ipv4,
    Udp,
}

impl fmt::Display for Camada {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ethernet => "Ethernet",
            Self::Ipv4 => "IPv4",
            Self::Udp => "UDP",
        })
    }
}

/// Um quadro que não se abre: em que camada, em que byte do quadro, por quê.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{camada}, byte {posicao}: {defeito}")]
pub struct Recusa {
    pub camada: Camada,
    pub posicao: usize,
    pub defeito: Defeito,
}

/// O que há de errado, e o que fazer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Defeito {
    #[error("{} para {campo}; capture o quadro inteiro", falta(*faltam))]
    Truncado { campo: &'static str, faltam: usize },
    #[error("{0} bytes é menos que o menor quadro do fio, de 64; ele foi cortado")]
    QuadroCurto(usize),
    #[error("o CRC é {lido:08x} e devia ser {esperado:08x}; descarte o quadro")]
    Crc { lido: u32, esperado: u32 },
    #[error("o tipo {0:04x} não é IPv4 (0800); filtre a captura por ip")]
    NaoEIpv4(u16),
    #[error("a versão é {0}, e este programa só abre a 4")]
    Versao(u8),
    #[error("um cabeçalho de {0} bytes é menor que o mínimo, 20; descarte o pacote")]
    CabecalhoCurto(usize),
    #[error(
        "a soma do cabeçalho é {lida:04x} e devia ser {esperada:04x}; descarte o pacote"
    )]
    SomaIpv4 { lida: u16, esperada: u16 },
    #[error(
        "o tamanho total, {total}, é menor que o cabeçalho, {cabecalho}; descarte o pacote"
    )]
    TotalCurto { total: usize, cabecalho: usize },
    #[error("o bit reservado vale 1, e devia ser 0; descarte o pacote")]
    Reservado,
    #[error(
        "é um fragmento (offset {offset}, mais fragmentos: {mais}); \
         sozinho não tem a mensagem, e juntar não é deste programa"
    )]
    Fragmento { offset: u16, mais: &'static str },
    #[error("o protocolo {0} não é UDP (17); filtre a captura por udp")]
    NaoEUdp(u8),
    #[error(
        "o tamanho anunciado é {anunciado}, e o IPv4 trouxe {}; descarte o datagrama",
        quantos(*presentes, "byte", "bytes")
    )]
    TamanhoUdp { anunciado: usize, presentes: usize },
    #[error(
        "a soma é {lida:04x} e devia ser {esperada:04x}; descarte o datagrama (se o \
         capturou na máquina que o enviou, a placa ainda ia calculá-la)"
    )]
    SomaUdp { lida: u16, esperada: u16 },
}

/// Uma mensagem que não cabe nos campos, ou no fio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NaoMonta {
    #[error("UDP: {carga} bytes de carga passam do máximo, 65527; divida a mensagem")]
    CargaUdp { carga: usize },
    #[error("IPv4: {total} bytes de pacote passam do máximo, 65535; divida a mensagem")]
    TotalIpv4 { total: usize },
    #[error(
        "IPv4: o pacote tem {pacote} bytes e o enlace leva até {mtu}; \
         este programa não fragmenta: divida a mensagem em partes de até {}",
        quantos(*sobra, "byte", "bytes")
    )]
    Mtu {
        pacote: usize,
        mtu: usize,
        sobra: usize,
    },
    #[error(
        "IPv4: só os cabeçalhos ocupam {cabecalhos} bytes e o enlace leva até {mtu}; \
         use uma MTU maior"
    )]
    MtuSemCarga { cabecalhos: usize, mtu: usize },
    #[error("IPv4: nenhum pacote sai com TTL 0; use de 1 a 255")]
    SemVida,
    #[error("IPv4: as opções têm {0} bytes; use um múltiplo de 4, até 40")]
    Opcoes(usize),
}

fn falta(bytes: usize) -> String {
    let falta = if bytes == 1 { "falta" } else { "faltam" };
    format!("{falta} {}", quantos(bytes, "byte", "bytes"))
}
