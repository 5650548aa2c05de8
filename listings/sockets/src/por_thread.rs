//! Uma thread por conexão: ninguém espera por ninguém.
//!
//! O código de cada conversa continua simples, de cima para baixo. O preço é
//! uma pilha por cliente, e nenhum teto: quem abrir conexões sem parar cria
//! threads até faltar memória. O reparo é [`crate::pool`].

use std::io;
use std::net::TcpListener;
use std::thread;

use apoio::programa::registrar;

use crate::conexao::aceitar;
use crate::encerramento::Encerramento;
use crate::iterativo::{PRAZO_DE_DRENAGEM, Servico, atender};

// ANCHOR: servir
/// Atende até que o fim seja pedido; depois drena e espera todas as threads.
///
/// # Errors
/// Se o ouvinte não estiver ligado a uma porta.
pub fn servir(
    ouvinte: &TcpListener,
    servico: &impl Servico,
    fim: &Encerramento,
) -> io::Result<()> {
    fim.acordar(ouvinte, 1)?;
    // No fim do escopo todas as threads terminaram: nenhuma sobra do servidor.
    thread::scope(|escopo| {
        while let Some(fluxo) = aceitar(ouvinte, fim) {
            let fluxo = fim.registrar(fluxo);
            let conversa = move || atender(&fluxo, servico, fluxo.fim());
            // Falta de threads recusa este cliente, não derruba os outros.
            let thread = thread::Builder::new().spawn_scoped(escopo, conversa);
            if thread.is_err() {
                registrar("o sistema não criou mais uma thread: fechei uma conexão");
            }
        }
        fim.drenar(PRAZO_DE_DRENAGEM);
    });
    Ok(())
}
// ANCHOR_END: servir
