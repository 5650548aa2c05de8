//! O mesmo canal ruim, as três semânticas: quantos pedidos tiveram efeito.

use std::io;
use std::time::Duration;

use super::Semantica;
use super::cliente::Cliente;
use super::servidor::{Estado, Servidor};
use crate::adversario::transito::Estrago;
use crate::adversario::{Adversario, Maldade};
use crate::canal::Canal;
use crate::canal::simulado::{Enlace, Simulado};

/// Cabem todos os pedidos que chegam no tempo de vida de uma cópia: um cliente
/// só, um pedido por vez, e cópias que vivem menos de um segundo.
const LEMBRADOS: usize = 1024;

/// O que se contou.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contagem {
    pub pedidos: u64,
    pub transmissoes: u64,
    /// Pedidos cuja resposta o cliente viu.
    pub confirmados: u64,
    /// Quanto o contador do servidor de fato subiu.
    pub efeitos: u64,
    pub estrago: Estrago,
}

/// Faz `pedidos` somas, uma por vez, num canal simulado.
///
/// # Errors
/// O canal simulado não falha.
pub fn contar(
    semantica: Semantica,
    pedidos: u64,
    maldade: Maldade,
    semente: u64,
) -> io::Result<Contagem> {
    let servidor = Servidor::com_estado(semantica, Estado::novo(LEMBRADOS));
    let enlace = Enlace {
        latencia: Duration::from_millis(5),
        vazao: None,
    };
    let canal = Simulado::novo(servidor, enlace, Adversario::novo(maldade, semente));
    let mut cliente = Cliente::novo(canal, "ana", semantica);
    let mut confirmados = 0;
    for _ in 0..pedidos {
        confirmados += u64::from(cliente.somar()?.is_some());
    }
    // O que ainda está a caminho também tem efeito.
    while cliente.canal.receber(Duration::from_secs(60))?.is_some() {}
    Ok(Contagem {
        pedidos,
        transmissoes: cliente.transmissoes,
        confirmados,
        efeitos: cliente.canal.outro.estado().valor,
        estrago: cliente.canal.estrago(),
    })
}
