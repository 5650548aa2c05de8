//! A experiência do capítulo: as quatro falhas de uma chamada, e o que três
//! clientes fazem de cada uma.
//!
//! O depósito sobrevive às quedas, como um banco em disco sobreviveria; as
//! conexões, não.

pub mod falho;

use std::time::Duration;

use anyhow::Result;
use tokio::time::Instant;
use tonic::Status;

use crate::cliente::Cliente;
use crate::cliente::canal::{Stub, stub};
use crate::cliente::linha::erro::nome_do_codigo;
use crate::contrato::PedidoSomar;
use crate::insistencia::{Politica, insistir};
pub use falho::Falha;
use falho::ServidorFalho;

/// O que o cliente faz quando não sabe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jeito {
    /// Desiste.
    UmaVez,
    /// Repete, e cada tentativa é um pedido novo.
    Repetindo,
    /// Repete o mesmo pedido.
    ComIntencao,
}

/// O que se viu e o que aconteceu.
#[derive(Debug, PartialEq, Eq)]
pub struct Desfecho {
    pub visto: String,
    pub efeitos: i64,
}

const POLITICA: Politica = Politica {
    tentativas: 4,
    por_tentativa: Duration::from_millis(200),
    recuo: Duration::from_millis(10),
    maior_recuo: Duration::from_millis(40),
};
const PRAZO: Duration = Duration::from_secs(10);

// ANCHOR: provocar
/// Soma um, com uma falha no caminho da primeira tentativa.
///
/// # Errors
/// Se o servidor não puder escutar.
pub async fn provocar(falha: Falha, jeito: Jeito) -> Result<Desfecho> {
    let servidor = ServidorFalho::iniciar(falha)?;
    let stub = stub(&[servidor.endereco().to_string()], None, None)?;
    let vence = Instant::now() + PRAZO;
    let resposta = match jeito {
        Jeito::UmaVez => somar(&stub, "", POLITICA.por_tentativa).await,
        Jeito::ComIntencao => {
            insistir(POLITICA, vence, |prazo| somar(&stub, "a1", prazo)).await
        }
        // O engano comum: a chave nasce na tentativa, e não na intenção.
        Jeito::Repetindo => {
            insistir(POLITICA, vence, |prazo| somar(&stub, "", prazo)).await
        }
    };
    Ok(Desfecho {
        visto: resposta.map_or_else(|e| nome_do_codigo(e.code()), |()| "OK".to_owned()),
        efeitos: servidor.efeitos(),
    })
}
// ANCHOR_END: provocar

async fn somar(stub: &Stub, intencao: &str, prazo: Duration) -> Result<(), Status> {
    let uma_so = Politica {
        tentativas: 1,
        por_tentativa: prazo,
        ..POLITICA
    };
    let cliente = Cliente::novo(stub.clone(), Some(prazo), uma_so);
    let pedido = PedidoSomar {
        chave: falho::CHAVE.to_owned(),
        parcela: 1,
        intencao: intencao.to_owned(),
    };
    cliente.somar(pedido).await.map(|_| ())
}
