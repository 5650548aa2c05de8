//! O IPv4 (RFC 791): de que máquina a que máquina, por quantos saltos.

use std::net::Ipv4Addr;

use crate::leitor::Leitor;
use crate::recusa::{Camada, Defeito, NaoMonta, Recusa};
use crate::soma::Soma;

/// O número que o Ethernet usa para dizer que leva IPv4.
pub const TIPO: u16 = 0x0800;
/// Bytes do cabeçalho sem opções.
pub const CABECALHO: usize = 20;
const NAO_FRAGMENTE: u16 = 0x4000;
const MAIS_FRAGMENTOS: u16 = 0x2000;

/// Um pacote inteiro (nunca um fragmento); as fatias são vistas dos bytes de
/// quem o leu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pacote<'a> {
    /// Prioridade (6 bits) e aviso de congestionamento (2 bits).
    pub servico: u8,
    pub identificacao: u16,
    pub nao_fragmente: bool,
    /// Quantos roteadores ainda o repassam (*time to live*, TTL).
    pub vida: u8,
    pub protocolo: u8,
    pub origem: Ipv4Addr,
    pub destino: Ipv4Addr,
    pub opcoes: &'a [u8],
    pub carga: &'a [u8],
}

impl<'a> Pacote<'a> {
    /// Cabeçalho e carga, prontos para o enlace.
    ///
    /// # Errors
    /// Se algo não cabe no seu campo.
    pub fn em_bytes(&self) -> Result<Vec<u8>, NaoMonta> {
        let cabecalho = self.tamanho_do_cabecalho()?;
        let total = cabecalho + self.carga.len();
        let total = u16::try_from(total).map_err(|_| NaoMonta::TotalIpv4 { total })?;
        let bandeiras = if self.nao_fragmente { NAO_FRAGMENTE } else { 0 };
        // Quatro bits de versão e quatro com o tamanho em palavras de 32 bits.
        let mut bytes = vec![0x40 | (cabecalho / 4) as u8, self.servico];
        bytes.extend(total.to_be_bytes());
        bytes.extend(self.identificacao.to_be_bytes());
        bytes.extend(bandeiras.to_be_bytes());
        bytes.extend([self.vida, self.protocolo, 0, 0]);
        bytes.extend(self.origem.octets());
        bytes.extend(self.destino.octets());
        bytes.extend_from_slice(self.opcoes);
        let soma = Soma::default().juntar(&bytes).verificacao();
        bytes[10..12].copy_from_slice(&soma.to_be_bytes());
        bytes.extend_from_slice(self.carga);
        Ok(bytes)
    }

    fn tamanho_do_cabecalho(&self) -> Result<usize, NaoMonta> {
        let opcoes = self.opcoes.len();
        if !opcoes.is_multiple_of(4) || opcoes > 40 {
            return Err(NaoMonta::Opcoes(opcoes));
        }
        match self.vida {
            0 => Err(NaoMonta::SemVida),
            _ => Ok(CABECALHO + opcoes),
        }
    }

    /// Abre os bytes que o Ethernet entregou, a `inicio` bytes do começo do
    /// quadro. O que sobra depois do tamanho total é enchimento, e se ignora.
    ///
    /// # Errors
    /// Se faltam bytes, a soma não confere, ou o pacote não é deste programa.
    pub fn ler(bytes: &'a [u8], inicio: usize) -> Result<Self, Recusa> {
        let leitor = Leitor::novo(Camada::Ipv4, bytes, inicio);
        let cabecalho = cabecalho(leitor.clone(), bytes)?;
        let mut leitor = leitor;
        leitor.tirar(1, "a versão")?;
        let [servico] = leitor.vetor("o serviço")?;
        let total = usize::from(leitor.numero("o tamanho total")?);
        let identificacao = leitor.numero("a identificação")?;
        let bandeiras = bandeiras(&mut leitor)?;
        let [vida, protocolo] = leitor.vetor("o TTL e o protocolo")?;
        leitor.tirar(2, "a soma")?;
        let origem = Ipv4Addr::from(leitor.vetor::<4>("a origem")?);
        let destino = Ipv4Addr::from(leitor.vetor::<4>("o destino")?);
        let opcoes = leitor.tirar(cabecalho - CABECALHO, "as opções")?;
        let Some(resto) = total.checked_sub(cabecalho) else {
            let defeito = Defeito::TotalCurto { total, cabecalho };
            return Err(leitor.recusar(inicio + 2, defeito));
        };
        let carga = leitor.tirar(resto, "a carga")?;
        let nao_fragmente = bandeiras & NAO_FRAGMENTE != 0;
        Ok(Self {
            servico,
            identificacao,
            nao_fragmente,
            vida,
            protocolo,
            origem,
            destino,
            opcoes,
            carga,
        })
    }
}

/// Quantos bytes tem o cabeçalho, depois de conferir a soma dele. Antes disso
/// nenhum outro campo merece crédito.
fn cabecalho(mut leitor: Leitor<'_>, bytes: &[u8]) -> Result<usize, Recusa> {
    let inicio = leitor.posicao();
    let [primeiro] = leitor.vetor("a versão")?;
    if primeiro >> 4 != 4 {
        return Err(leitor.recusar(inicio, Defeito::Versao(primeiro >> 4)));
    }
    let tamanho = 4 * usize::from(primeiro & 0x0F);
    if tamanho < CABECALHO {
        return Err(leitor.recusar(inicio, Defeito::CabecalhoCurto(tamanho)));
    }
    leitor.tirar(tamanho - 1, "o cabeçalho")?;
    let todo = &bytes[..tamanho];
    if !Soma::default().juntar(todo).confere() {
        let lida = u16::from_be_bytes([todo[10], todo[11]]);
        let sem_ela = Soma::default().juntar(&todo[..10]).juntar(&todo[12..]);
        let esperada = sem_ela.verificacao();
        return Err(leitor.recusar(inicio + 10, Defeito::SomaIpv4 { lida, esperada }));
    }
    Ok(tamanho)
}

/// As bandeiras, se não acusam um fragmento.
fn bandeiras(leitor: &mut Leitor<'_>) -> Result<u16, Recusa> {
    let posicao = leitor.posicao();
    let campo = leitor.numero("as bandeiras")?;
    let offset = 8 * (campo & 0x1FFF);
    let ha_mais = campo & MAIS_FRAGMENTOS != 0;
    if campo & 0x8000 != 0 {
        return Err(leitor.recusar(posicao, Defeito::Reservado));
    }
    if ha_mais || offset > 0 {
        let mais = if ha_mais { "sim" } else { "não" };
        let defeito = Defeito::Fragmento { offset, mais };
        return Err(leitor.recusar(posicao, defeito));
    }
    Ok(campo)
}
