//! Um número fixo de threads: a conexão N+1 espera.
//!
//! As N threads chamam `accept` no mesmo ouvinte. Quando todas conversam,
//! ninguém aceita, e quem chega espera na fila do núcleo (o *backlog* do
//! `listen`), já conectado e sem gastar nada do servidor. Não há fila nossa
//! para encher nem para esquecer de limitar.

use std::io;
use std::net::TcpListener;
use std::thread;

use crate::conexao::aceitar;
use crate::encerramento::Encerramento;
use crate::iterativo::{PRAZO_DE_DRENAGEM, Servico, atender};

// ANCHOR: servir
/// Atende no máximo `limite` clientes ao mesmo tempo, até o fim ser pedido.
///
/// # Errors
/// Se o ouvinte não estiver ligado a uma porta, ou faltarem threads.
pub fn servir(
    ouvinte: &TcpListener,
    servico: &impl Servico,
    limite: usize,
    fim: &Encerramento,
) -> io::Result<()> {
    fim.acordar(ouvinte, limite)?;
    thread::scope(|escopo| {
        for _ in 0..limite {
            let trabalho = || {
                while let Some(fluxo) = aceitar(ouvinte, fim) {
                    let fluxo = fim.registrar(fluxo);
                    atender(&fluxo, servico, fim);
                }
            };
            if let Err(erro) = thread::Builder::new().spawn_scoped(escopo, trabalho) {
                // O escopo esperaria para sempre as que já dormem em accept.
                fim.pedir();
                return Err(erro);
            }
        }
        fim.aguardar();
        fim.drenar(PRAZO_DE_DRENAGEM);
        Ok(())
    })
}
// ANCHOR_END: servir
