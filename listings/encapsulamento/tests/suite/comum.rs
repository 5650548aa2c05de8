//! Quadros de exemplo e de sorteio.

use std::net::{Ipv4Addr, SocketAddrV4};
use std::path::{Path, PathBuf};

use encapsulamento::ethernet::{Forma, Mac};
use encapsulamento::pilha::{Mensagem, encapsular};
use proptest::prelude::*;

/// A mensagem que o Linux enviou em `pacotes/capturado.hex`.
pub const CAPTURADA: Mensagem<'static> = Mensagem {
    mac_origem: Mac([2, 0, 0, 0, 0, 0x0a]),
    mac_destino: Mac([2, 0, 0, 0, 0, 0x0b]),
    origem: SocketAddrV4::new(Ipv4Addr::new(192, 0, 2, 1), 50_000),
    destino: SocketAddrV4::new(Ipv4Addr::new(192, 0, 2, 2), 25_013),
    identificacao: 0xf773,
    vida: 64,
    opcoes: &[],
    com_soma: true,
    carga: "olá".as_bytes(),
    mtu: 1500,
};

pub fn pacote(nome: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("pacotes")
        .join(nome)
}

pub fn ler_pacote(nome: &str) -> Vec<u8> {
    let texto = std::fs::read_to_string(pacote(nome)).expect("o pacote vem com o código");
    encapsulamento::hexadecimal::ler(&texto).expect("o pacote é hexadecimal")
}

pub fn montado(mensagem: &Mensagem<'_>, forma: Forma) -> Vec<u8> {
    encapsular(mensagem, forma).expect("a mensagem do teste cabe no enlace")
}

/// Quantos sorteios fazer. Sem arquivo de falhas: a mensagem já traz o caso menor.
pub fn casos(quantos: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(quantos)
    }
}

/// Uma mensagem sorteada, dona das suas fatias.
#[derive(Debug, Clone)]
pub struct Sorteada {
    macs: [[u8; 6]; 2],
    enderecos: [(u32, u16); 2],
    identificacao: u16,
    vida: u8,
    opcoes: Vec<u8>,
    com_soma: bool,
    carga: Vec<u8>,
}

impl Sorteada {
    pub fn mensagem(&self) -> Mensagem<'_> {
        let endereco =
            |(ip, porta): (u32, u16)| SocketAddrV4::new(Ipv4Addr::from(ip), porta);
        Mensagem {
            mac_origem: Mac(self.macs[0]),
            mac_destino: Mac(self.macs[1]),
            origem: endereco(self.enderecos[0]),
            destino: endereco(self.enderecos[1]),
            identificacao: self.identificacao,
            vida: self.vida,
            opcoes: &self.opcoes,
            com_soma: self.com_soma,
            carga: &self.carga,
            mtu: 1500,
        }
    }
}

prop_compose! {
    /// Qualquer mensagem com até `maior` bytes de carga.
    pub fn mensagens(maior: usize)(
        macs in any::<[[u8; 6]; 2]>(),
        enderecos in any::<[(u32, u16); 2]>(),
        identificacao in any::<u16>(),
        vida in 1_u8..,
        opcoes in prop::collection::vec(any::<[u8; 4]>(), 0..=10),
        com_soma in any::<bool>(),
        carga in prop::collection::vec(any::<u8>(), 0..=maior),
    ) -> Sorteada {
        let opcoes = opcoes.concat();
        Sorteada { macs, enderecos, identificacao, vida, opcoes, com_soma, carga }
    }
}
