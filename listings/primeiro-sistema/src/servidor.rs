//! Responder a outros processos: uma conexão, um pedido, uma resposta.

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use apoio::endereco::{self, ErroDeEndereco};
use apoio::erro::motivo;
use apoio::programa::{anunciar, ao_pedir_fim, registrar};

use crate::falha::{Falha, codificar};
use crate::mensagem::{enviar, receber};

/// Quantos pedidos são atendidos ao mesmo tempo; o nono espera na fila do
/// sistema operacional, sem gastar memória nossa.
pub const ATENDENTES: usize = 8;

/// Quanto um pedido já conectado pode demorar a chegar, e a resposta a sair.
/// Um cliente honesto gasta milissegundos.
const PRAZO: Duration = Duration::from_secs(1);

static FIM: AtomicBool = AtomicBool::new(false);

/// Escuta em `endereco`, anuncia-se e atende até receber SIGINT ou SIGTERM;
/// então termina os pedidos em curso e volta.
///
/// # Errors
/// Se não conseguir escutar.
pub fn rodar(
    endereco: &str,
    responder: impl Fn(&str) -> Result<String, Falha> + Sync,
) -> anyhow::Result<()> {
    let ouvinte = escutar(endereco)?;
    let local = ouvinte.local_addr()?;
    ao_pedir_fim(move || pedir_fim(local))?;
    anunciar(local);
    servir(&ouvinte, &responder);
    Ok(())
}

/// Cada atendente repete: espera uma conexão, lê um pedido, responde, fecha.
fn servir(
    ouvinte: &TcpListener,
    responder: &(impl Fn(&str) -> Result<String, Falha> + Sync),
) {
    thread::scope(|escopo| {
        for _ in 0..ATENDENTES {
            escopo.spawn(|| {
                while let Some(conexao) = aceitar(ouvinte) {
                    if let Err(erro) = atender(&conexao, responder) {
                        // Um cliente que se porta mal não derruba o servidor.
                        registrar(format!("pedido perdido: {}", motivo(&erro)));
                    }
                }
            });
        }
    });
}

fn atender(
    conexao: &TcpStream,
    responder: &impl Fn(&str) -> Result<String, Falha>,
) -> io::Result<()> {
    let pedido = receber(conexao, Instant::now() + PRAZO)?;
    let resposta = codificar(&responder(&pedido));
    enviar(conexao, &resposta, Instant::now() + PRAZO)
}

/// A próxima conexão, ou `None` quando pediram o fim.
fn aceitar(ouvinte: &TcpListener) -> Option<TcpStream> {
    while !FIM.load(Ordering::SeqCst) {
        match ouvinte.accept() {
            // Pode ser a batida na porta de `pedir_fim`.
            Ok(_) if FIM.load(Ordering::SeqCst) => {}
            Ok((conexao, _)) => return Some(conexao),
            Err(erro) => {
                registrar(format!("não consegui aceitar: {}", motivo(&erro)));
                // Em geral faltam descritores; tentar já daria no mesmo.
                thread::sleep(Duration::from_millis(100));
            }
        }
    }
    None
}

/// `accept` dorme até chegar alguém: uma batida na porta acorda cada atendente.
fn pedir_fim(porta: SocketAddr) {
    FIM.store(true, Ordering::SeqCst);
    for _ in 0..ATENDENTES {
        let _ = TcpStream::connect_timeout(&porta, Duration::from_secs(1));
    }
}

/// Um nome pode ter vários endereços: `localhost` costuma ter um IPv6 que a máquina
/// nem sempre aceita. Fica o primeiro que servir.
fn escutar(texto: &str) -> Result<TcpListener, ErroDeEndereco> {
    let mut possiveis = endereco::resolver(texto, 25010)?.into_iter();
    let mut tentar = || possiveis.next().map(endereco::escutar);
    let mut ultimo = tentar().expect("resolver devolve ao menos um");
    while ultimo.is_err()
        && let Some(outro) = tentar()
    {
        ultimo = outro;
    }
    ultimo
}
