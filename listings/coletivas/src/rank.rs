//! Um rank: encontra os outros, faz a sua parte e espera a ordem de sair.

use std::convert::Infallible;
use std::io;
use std::net::{TcpListener, TcpStream};
use std::process::{ExitCode, exit};
use std::thread;

use apoio::programa::registrar;

use crate::encontro::{Vaga, apresentar, encontrar, escutar};
use crate::erro::Erro;
use crate::grupo::Grupo;
use crate::numero::Elemento;
use crate::pedido::{Pedido, Tipo};
use crate::recado::{DoLancador, DoRank, enviar, receber};
use crate::tarefa::executar;

/// Faz o papel de um rank. Quem termina o processo é a ordem do lançador;
/// esta função só volta se não houver lançador a quem contar o erro.
pub fn participar(vaga: Vaga, pedido: &Pedido) -> ExitCode {
    let Err(erro) = match pedido.tipo {
        Tipo::Inteiro => ficar::<i64>(vaga, pedido),
        Tipo::Real => ficar::<f64>(vaga, pedido),
    };
    registrar(format!("erro: rank {}: {erro}", vaga.rank));
    ExitCode::FAILURE
}

fn ficar<T: Elemento + Default>(vaga: Vaga, pedido: &Pedido) -> Result<Infallible, Erro> {
    let (ouvinte, endereco) = escutar()?;
    let Vaga { rank, chave, .. } = vaga;
    let ola = DoRank::Ola {
        chave,
        rank,
        endereco,
    };
    let lancador = apresentar(vaga.encontro, &ola, pedido.prazo);
    let lancador = lancador.map_err(|erro| Erro::com_lancador(&erro))?;
    // O grupo fica aberto até o fim do processo: para os outros, fechar uma
    // conexão é o mesmo que morrer.
    let mut grupo = None;
    let recado = match trabalhar::<T>(&ouvinte, &lancador, vaga, pedido, &mut grupo) {
        Ok(()) => DoRank::Fim,
        Err(erro @ Erro::SemLancador(_)) => return Err(erro),
        Err(erro @ Erro::Perdi { .. }) => DoRank::Perdi(erro.to_string()),
        Err(erro) => DoRank::Errei(erro.to_string()),
    };
    contar(&lancador, &recado, pedido)?;
    loop {
        thread::park();
    }
}

fn trabalhar<T: Elemento + Default>(
    ouvinte: &TcpListener,
    lancador: &TcpStream,
    vaga: Vaga,
    pedido: &Pedido,
    grupo: &mut Option<Grupo>,
) -> Result<(), Erro> {
    let recado = receber(lancador, Some(pedido.prazo));
    let tabela = match recado.map_err(|erro| Erro::com_lancador(&erro))? {
        DoLancador::Tabela(tabela) => tabela,
        DoLancador::Pare | DoLancador::Adeus => exit(1),
    };
    obedecer(lancador, vaga.rank).map_err(|erro| Erro::com_lancador(&erro))?;
    let conexoes = encontrar(ouvinte, &tabela, vaga, pedido.prazo)?;
    contar(lancador, &DoRank::Pronto, pedido)?;
    let defeito = pedido.defeito.filter(|_| pedido.no_rank == vaga.rank);
    let novo = Grupo::novo(vaga.rank, conexoes, pedido.prazo, defeito);
    // O lançador leu os mesmos argumentos e já recusou os que não servem.
    let valores = pedido.valores::<T>().unwrap_or_default();
    executar(grupo.insert(novo), pedido, &valores, |relato| {
        contar(lancador, &DoRank::Fez(relato), pedido)
    })
}

fn contar(lancador: &TcpStream, recado: &DoRank, pedido: &Pedido) -> Result<(), Erro> {
    let enviado = enviar(lancador, recado, pedido.prazo);
    enviado.map_err(|erro| Erro::com_lancador(&erro))
}

// ANCHOR: obedecer
/// Escuta o lançador enquanto o trabalho corre em outra thread.
///
/// É o que impede um rank de esperar por quem já morreu: a ordem de parar
/// chega por uma conexão em que ninguém mais fala.
fn obedecer(lancador: &TcpStream, rank: usize) -> io::Result<()> {
    let lancador = lancador.try_clone()?;
    thread::spawn(move || {
        match receber(&lancador, None) {
            Ok(DoLancador::Adeus) => exit(0),
            Ok(_) => {}
            // Sem lançador, ninguém mais nos mandaria sair.
            Err(_) => registrar(format!("erro: rank {rank}: perdi o lançador")),
        }
        exit(1)
    });
    Ok(())
}
// ANCHOR_END: obedecer
