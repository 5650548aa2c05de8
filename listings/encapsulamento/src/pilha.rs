//! As três camadas juntas: descer, encapsulando; subir, desencapsulando.

use std::net::SocketAddrV4;

use crate::ethernet::{self, Forma, Mac, Quadro};
use crate::ipv4::{self, Pacote};
use crate::leitor::Leitor;
use crate::recusa::{Camada, Defeito, NaoMonta, Recusa};
use crate::udp::{self, Caminho, Datagrama};

/// O que se pede para enviar.
#[derive(Debug, Clone)]
pub struct Mensagem<'a> {
    pub mac_origem: Mac,
    pub mac_destino: Mac,
    pub origem: SocketAddrV4,
    pub destino: SocketAddrV4,
    pub identificacao: u16,
    pub vida: u8,
    pub opcoes: &'a [u8],
    pub com_soma: bool,
    pub carga: &'a [u8],
    /// O maior pacote que o enlace leva.
    pub mtu: usize,
}

/// Um quadro aberto, camada por camada; tudo são vistas dos mesmos bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aberto<'a> {
    pub quadro: Quadro<'a>,
    pub pacote: Pacote<'a>,
    pub datagrama: Datagrama<'a>,
}

// ANCHOR: encapsular
/// Desce a pilha: a saída de cada camada é a carga da seguinte.
///
/// # Errors
/// Se a mensagem não cabe nos campos ou no enlace.
pub fn encapsular(mensagem: &Mensagem<'_>, forma: Forma) -> Result<Vec<u8>, NaoMonta> {
    let datagrama = Datagrama {
        origem: mensagem.origem.port(),
        destino: mensagem.destino.port(),
        com_soma: mensagem.com_soma,
        carga: mensagem.carga,
    };
    let datagrama = datagrama.em_bytes(caminho(mensagem))?;
    let pacote = pacote(mensagem, &datagrama).em_bytes()?;
    caber(mensagem, &pacote)?;
    let quadro = Quadro {
        destino: mensagem.mac_destino,
        origem: mensagem.mac_origem,
        tipo: ipv4::TIPO,
        carga: &pacote,
    };
    Ok(quadro.em_bytes(forma))
}
// ANCHOR_END: encapsular

fn caminho(mensagem: &Mensagem<'_>) -> Caminho {
    Caminho {
        origem: *mensagem.origem.ip(),
        destino: *mensagem.destino.ip(),
    }
}

fn pacote<'a>(mensagem: &Mensagem<'a>, datagrama: &'a [u8]) -> Pacote<'a> {
    Pacote {
        servico: 0,
        identificacao: mensagem.identificacao,
        nao_fragmente: true,
        vida: mensagem.vida,
        protocolo: udp::PROTOCOLO,
        origem: *mensagem.origem.ip(),
        destino: *mensagem.destino.ip(),
        opcoes: mensagem.opcoes,
        carga: datagrama,
    }
}

fn caber(mensagem: &Mensagem<'_>, pacote: &[u8]) -> Result<(), NaoMonta> {
    let (pacote, mtu) = (pacote.len(), mensagem.mtu);
    let cabecalhos = pacote - mensagem.carga.len();
    match mtu.checked_sub(cabecalhos) {
        _ if pacote <= mtu => Ok(()),
        // Dividir não resolve: não sobra lugar para um byte sequer.
        None | Some(0) => Err(NaoMonta::MtuSemCarga { cabecalhos, mtu }),
        Some(sobra) => Err(NaoMonta::Mtu { pacote, mtu, sobra }),
    }
}

// ANCHOR: desencapsular
/// Sobe a pilha: cada camada confere o que é seu e entrega a carga.
///
/// # Errors
/// A recusa da primeira camada que não aceitou.
pub fn desencapsular(bytes: &[u8], forma: Forma) -> Result<Aberto<'_>, Recusa> {
    let quadro = Quadro::ler(bytes, forma)?;
    if quadro.tipo != ipv4::TIPO {
        let leitor = Leitor::novo(Camada::Ethernet, bytes, 0);
        return Err(leitor.recusar(12, Defeito::NaoEIpv4(quadro.tipo)));
    }
    let pacote = Pacote::ler(quadro.carga, ethernet::CABECALHO)?;
    if pacote.protocolo != udp::PROTOCOLO {
        let leitor = Leitor::novo(Camada::Ipv4, bytes, 0);
        let posicao = ethernet::CABECALHO + 9;
        return Err(leitor.recusar(posicao, Defeito::NaoEUdp(pacote.protocolo)));
    }
    let Pacote {
        origem, destino, ..
    } = pacote;
    let inicio = ethernet::CABECALHO + ipv4::CABECALHO + pacote.opcoes.len();
    let datagrama = Datagrama::ler(pacote.carga, inicio, Caminho { origem, destino })?;
    Ok(Aberto {
        quadro,
        pacote,
        datagrama,
    })
}
// ANCHOR_END: desencapsular
