//! A mensagem que `montar` recebe na linha de comando.

use std::net::SocketAddrV4;

use clap::Args;

use super::{Opcoes, endereco, inteiro, mac, opcoes};
use crate::ethernet::{MTU, Mac};
use crate::pilha::Mensagem;

/// O que vai no quadro; cada campo tem um valor de exemplo.
#[derive(Debug, Args)]
pub struct Pedido {
    /// Endereço e porta de quem envia
    #[arg(long, value_name = "IP:PORTA", default_value = "192.0.2.1:50000",
          value_parser = endereco)]
    de: SocketAddrV4,
    /// Endereço e porta de quem recebe
    #[arg(long, value_name = "IP:PORTA", default_value = "192.0.2.2:25013",
          value_parser = endereco)]
    para: SocketAddrV4,
    /// Placa de quem envia
    #[arg(long, value_name = "MAC", default_value = "02:00:00:00:00:0a",
          value_parser = mac)]
    placa_de: Mac,
    /// Placa de quem recebe, neste enlace
    #[arg(long, value_name = "MAC", default_value = "02:00:00:00:00:0b",
          value_parser = mac)]
    placa_para: Mac,
    /// O texto a levar
    #[arg(
        long,
        value_name = "TEXTO",
        default_value = "olá",
        allow_hyphen_values = true
    )]
    carga: String,
    /// Quantos roteadores podem repassar o pacote
    #[arg(long, value_name = "SALTOS", default_value = "64", value_parser = inteiro::<u8>,
          allow_negative_numbers = true)]
    vida: u8,
    /// Número do pacote, para quem fosse juntar fragmentos
    #[arg(long, value_name = "NÚMERO", default_value = "1", value_parser = inteiro::<u16>,
          allow_negative_numbers = true)]
    identificacao: u16,
    /// Opções do IPv4, em hexadecimal
    #[arg(long, value_name = "HEX", value_parser = opcoes)]
    opcoes: Option<Opcoes>,
    /// O maior pacote que o enlace leva, em bytes
    #[arg(long, value_name = "BYTES", default_value_t = MTU,
          value_parser = apoio::programa::quantidade, allow_negative_numbers = true)]
    mtu: usize,
    /// Dispensa a soma do UDP
    #[arg(long)]
    sem_soma: bool,
}

impl Pedido {
    /// O pedido, como a pilha o entende.
    pub fn mensagem(&self) -> Mensagem<'_> {
        Mensagem {
            mac_origem: self.placa_de,
            mac_destino: self.placa_para,
            origem: self.de,
            destino: self.para,
            identificacao: self.identificacao,
            vida: self.vida,
            opcoes: self.opcoes.as_ref().map_or(&[], |o| &o.0),
            com_soma: !self.sem_soma,
            carga: self.carga.as_bytes(),
            mtu: self.mtu,
        }
    }
}
