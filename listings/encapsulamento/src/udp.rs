//! O UDP (RFC 768): portas, tamanho e soma, oito bytes ao todo.

use std::net::Ipv4Addr;

use crate::leitor::Leitor;
use crate::recusa::{Camada, Defeito, NaoMonta, Recusa};
use crate::soma::Soma;

/// O número que o IPv4 usa para dizer que leva UDP.
pub const PROTOCOLO: u8 = 17;
/// Bytes do cabeçalho.
pub const CABECALHO: usize = 8;

/// Um datagrama; a carga é uma vista dos bytes de quem o leu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Datagrama<'a> {
    pub origem: u16,
    pub destino: u16,
    /// Falso quando o remetente dispensou a soma e gravou zero.
    pub com_soma: bool,
    pub carga: &'a [u8],
}

/// Os endereços do IPv4 que a soma do UDP também cobre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caminho {
    pub origem: Ipv4Addr,
    pub destino: Ipv4Addr,
}

impl Caminho {
    // ANCHOR: pseudo
    /// O pseudocabeçalho: não viaja, mas entra na soma. Um datagrama entregue
    /// ao endereço errado não confere.
    fn soma(self, tamanho: u16) -> Soma {
        Soma::default()
            .juntar(&self.origem.octets())
            .juntar(&self.destino.octets())
            .juntar(&[0, PROTOCOLO])
            .juntar(&tamanho.to_be_bytes())
    }
    // ANCHOR_END: pseudo
}

impl<'a> Datagrama<'a> {
    /// Cabeçalho e carga, prontos para o IPv4.
    ///
    /// # Errors
    /// Se o tamanho não cabe em 16 bits.
    pub fn em_bytes(&self, caminho: Caminho) -> Result<Vec<u8>, NaoMonta> {
        let carga = self.carga.len();
        let tamanho =
            u16::try_from(CABECALHO + carga).map_err(|_| NaoMonta::CargaUdp { carga })?;
        let campos = [self.origem, self.destino, tamanho, 0];
        let mut bytes: Vec<u8> = campos
            .iter()
            .flat_map(|campo| campo.to_be_bytes())
            .collect();
        bytes.extend_from_slice(self.carga);
        if self.com_soma {
            let soma = match caminho.soma(tamanho).juntar(&bytes).verificacao() {
                // Zero quer dizer “sem soma”; 0xFFFF vale o mesmo na conta.
                0 => 0xFFFF,
                outra => outra,
            };
            bytes[6..8].copy_from_slice(&soma.to_be_bytes());
        }
        Ok(bytes)
    }

    /// Abre os bytes que o IPv4 entregou, a `inicio` bytes do começo do quadro.
    ///
    /// # Errors
    /// Se faltam ou sobram bytes, ou a soma não confere.
    pub fn ler(bytes: &'a [u8], inicio: usize, caminho: Caminho) -> Result<Self, Recusa> {
        let mut leitor = Leitor::novo(Camada::Udp, bytes, inicio);
        let origem = leitor.numero("a porta de origem")?;
        let destino = leitor.numero("a porta de destino")?;
        let tamanho = leitor.numero("o tamanho")?;
        let lida = leitor.numero("a soma")?;
        let (anunciado, presentes) = (usize::from(tamanho), bytes.len());
        if anunciado != presentes {
            let defeito = Defeito::TamanhoUdp {
                anunciado,
                presentes,
            };
            return Err(leitor.recusar(inicio + 4, defeito));
        }
        let com_soma = lida != 0;
        if com_soma && !caminho.soma(tamanho).juntar(bytes).confere() {
            let esperada = esperada(bytes, caminho.soma(tamanho));
            return Err(leitor.recusar(inicio + 6, Defeito::SomaUdp { lida, esperada }));
        }
        let carga = &bytes[CABECALHO..];
        Ok(Self {
            origem,
            destino,
            com_soma,
            carga,
        })
    }
}

/// A soma que o datagrama devia trazer: a de tudo, menos o próprio campo.
fn esperada(bytes: &[u8], pseudo: Soma) -> u16 {
    match pseudo.juntar(&bytes[..6]).juntar(&bytes[8..]).verificacao() {
        0 => 0xFFFF,
        outra => outra,
    }
}
