//! Um número fixo de threads: a conexão N+1 espera.
//!
//! As N threads chamam `accept` no mesmo ouvinte. Quando todas conversam,
//! ninguém aceita, e quem chega espera na fila do kernel (o *backlog* do
//! `listen`), já conectado e sem gastar nada do servidor. Não há fila nossa
//! para encher nem para esquecer de limitar.

use std::net::TcpListener;
use std::thread;

use crate::conexao::aceitar;
use crate::encerramento::Encerramento;
use crate::iterativo::{PRAZO_DE_DRENAGEM, Servico, atender};

/// Por que o pool não começou.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("o sistema só criou {criadas} das {pedidas} threads: peça menos com --limite")]
pub struct SemThreads {
    criadas: usize,
    pedidas: usize,
}

/// Atende no máximo `limite` clientes ao mesmo tempo, até o fim ser pedido.
///
/// # Errors
/// [`SemThreads`]; as que existiam terminam.
// ANCHOR: servir
pub fn servir(
    ouvinte: &TcpListener,
    servico: &impl Servico,
    limite: usize,
    fim: &Encerramento,
    pronto: impl FnOnce(),
) -> Result<(), SemThreads> {
    let trabalho = || {
        while let Some(fluxo) = aceitar(ouvinte, fim) {
            let fluxo = fim.registrar(fluxo);
            atender(&fluxo, servico, fim);
        }
    };
    thread::scope(|escopo| {
        for criadas in 0..limite {
            let criar = |()| thread::Builder::new().spawn_scoped(escopo, trabalho);
            if fim.acordar(ouvinte, 1).and_then(criar).is_err() {
                // O escopo esperaria para sempre as que já dormem em accept.
                fim.pedir();
                let pedidas = limite;
                return Err(SemThreads { criadas, pedidas });
            }
        }
        pronto(); // só agora há quem atenda
        fim.aguardar();
        fim.drenar(PRAZO_DE_DRENAGEM);
        Ok(())
    })
}
// ANCHOR_END: servir
