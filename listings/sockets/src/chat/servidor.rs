//! O servidor de bate-papo com threads.

use std::io;
use std::net::{TcpListener, TcpStream};
use std::thread;

use apoio::programa::registrar;
use socket2::SockRef;

use super::evento::Motivo;
use super::participante::{PILHA, atender, recusar};
use super::sala::Sala;
use super::{BUFFER_DE_ENVIO, Limites, VAGAS_DE_RECUSA};
use crate::conexao::aceitar;
use crate::encerramento::Encerramento;

/// Atende até que o fim seja pedido; depois entrega o que aceitou e fecha.
///
/// Os dois escopos são a ordem do encerramento: quando o de dentro termina,
/// ninguém mais lê, e tudo o que foi aceito já está nas caixas.
///
/// # Errors
/// Se o ouvinte não estiver ligado a uma porta.
pub fn servir(
    ouvinte: &TcpListener,
    limites: Limites,
    fim: &Encerramento,
) -> io::Result<()> {
    fim.acordar(ouvinte, 1)?;
    let sala = &Sala::default();
    thread::scope(|escritoras| {
        thread::scope(|leitoras| {
            while let Some(fluxo) = aceitar(ouvinte, fim) {
                let vivas = fim.vivas();
                if vivas >= limites.clientes + VAGAS_DE_RECUSA {
                    continue; // fecha sem explicar: explicar também custa
                }
                preparar(&fluxo);
                let fluxo = fim.registrar(fluxo);
                let conversa = move || match vivas < limites.clientes {
                    true => atender(fluxo, sala, limites, escritoras),
                    false => recusar(&fluxo, &Motivo::Lotada(limites.clientes), limites),
                };
                let thread = thread::Builder::new().stack_size(PILHA);
                if thread.spawn_scoped(leitoras, conversa).is_err() {
                    registrar("o sistema não criou mais uma thread: fechei uma conexão");
                }
            }
        });
        sala.encerrar();
        fim.drenar(limites.prazo_de_drenagem);
    });
    Ok(())
}

/// Ajusta o socket de um cliente. Se o sistema recusar, fica como veio.
fn preparar(fluxo: &TcpStream) {
    // Falas são curtas e esperadas: o algoritmo de Nagle só as atrasaria.
    let _ = fluxo.set_nodelay(true);
    let _ = SockRef::from(fluxo).set_send_buffer_size(BUFFER_DE_ENVIO);
}
