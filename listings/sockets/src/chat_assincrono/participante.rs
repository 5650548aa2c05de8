//! A conversa com um cliente: uma tarefa lê, outra escreve.

use std::net::SocketAddr;
use std::sync::Arc;

use apoio::programa::registrar;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::time::{Instant, sleep, timeout};

use super::estado::Servidor;
use super::ponta::Ponta;
use crate::chat::MAIOR_FALA;
use crate::chat::evento::{Evento, Motivo, Nome};
use crate::chat::fila::{FOLEGO, OLHADA};
use crate::chat::sala::Ficha;
use crate::iterativo::PRAZO_DE_DESPEDIDA;
use crate::quadro::ErroDeQuadro;
use crate::quadro::assincrono::{Leitor, escrever};

/// Recebe o nome, entra na sala, cria a escritora e lê até o fim.
pub async fn atender(
    fluxo: TcpStream,
    quem: SocketAddr,
    servidor: Arc<Servidor>,
    vaga: Vaga,
) {
    // Filho do corte geral: o prazo da drenagem corta todos de uma vez.
    let ponta = Ponta::nova(quem, servidor.corte.child_token());
    let (leitura, mut escrita) = fluxo.into_split();
    let mut leitor = Leitor::novo(leitura, servidor.limites.prazo_de_quadro);
    leitor = leitor.com_limite(MAIOR_FALA);
    let ficha = match entrar(&mut leitor, &ponta, &servidor).await {
        Ok(ficha) => ficha,
        Err(motivo) => {
            dizer_motivo(&mut escrita, quem, &motivo, &servidor).await;
            return despedir(leitor.devolver(), escrita).await;
        }
    };
    let (sua_ponta, sua_ficha) = (ponta.clone(), ficha.clone());
    let do_escritor = Arc::clone(&servidor);
    let (entrega, volta) = tokio::sync::oneshot::channel();
    servidor.escritoras.spawn(async move {
        let _vaga = vaga; // o lugar na sala é de quem ainda recebe
        if escrever_tudo(&mut escrita, &sua_ponta, &sua_ficha, &do_escritor).await
            && let Ok(leitura) = volta.await
        {
            despedir(leitura, escrita).await;
        }
    });
    let fim = ouvir(&mut leitor, &ponta, &ficha, &servidor).await;
    let motivo = fim.err().unwrap_or(Motivo::Fechou);
    // No encerramento ninguém sai: a sala se despede de todos, de uma vez.
    let encerrando = motivo == Motivo::Fechou && servidor.fim.is_cancelled();
    if !encerrando && servidor.sala.sair(&ficha, motivo.clone()) {
        registrar(format_args!("{quem}: {motivo}"));
    }
    let _ = entrega.send(leitor.devolver());
}

/// O lugar de um cliente; volta quando ele se vai.
pub type Vaga = tokio::sync::OwnedSemaphorePermit;

async fn entrar(
    leitor: &mut Leitor<OwnedReadHalf>,
    ponta: &Ponta,
    servidor: &Servidor,
) -> Result<Ficha, Motivo> {
    let lido = servidor.fim.run_until_cancelled(leitor.ler_ja()).await;
    let pedido = match lido.unwrap_or(Ok(None)) {
        Ok(pedido) => pedido.ok_or(Motivo::Fechou)?,
        Err(ErroDeQuadro::PrazoVencido) => return Err(Motivo::SemNome),
        Err(erro) => return Err(erro.into()),
    };
    servidor.sala.entrar(Nome::novo(&pedido)?, ponta.clone())
}

// ANCHOR: ouvir
async fn ouvir(
    leitor: &mut Leitor<OwnedReadHalf>,
    ponta: &Ponta,
    ficha: &Ficha,
    servidor: &Servidor,
) -> Result<(), Motivo> {
    loop {
        // O que a versão com threads faz com um pulso: esperar três coisas.
        let lido = tokio::select! {
            lido = leitor.ler() => lido?,
            () = servidor.fim.cancelled() => None,
            () = ponta.corte.cancelled() => None,
        };
        let Some(texto) = lido else { return Ok(()) };
        servidor.sala.falar(ficha, &texto);
        ponta.caixa.esperar_folga().await;
        let vence = Instant::now() + FOLEGO;
        while !servidor.sala.em_dia() && Instant::now() < vence {
            sleep(OLHADA).await;
        }
    }
}
// ANCHOR_END: ouvir

/// Escreve até a caixa fechar; devolve se ainda há a quem dizer adeus.
async fn escrever_tudo(
    escrita: &mut OwnedWriteHalf,
    ponta: &Ponta,
    ficha: &Ficha,
    servidor: &Servidor,
) -> bool {
    while let Some(evento) = ponta.caixa.retirar().await {
        let texto = evento.to_string();
        let envio = escrever(escrita, &texto, servidor.limites.prazo_de_escrita);
        match ponta.corte.run_until_cancelled(envio).await {
            Some(Ok(())) => continue,
            Some(Err(ErroDeQuadro::NaoFoiLido)) => {
                servidor.sala.sair(ficha, Motivo::NaoLe)
            }
            Some(Err(_)) | None => false,
        };
        ponta.caixa.abandonar();
        ponta.corte.cancel();
        return false;
    }
    !ponta.corte.is_cancelled()
}

async fn dizer_motivo(
    escrita: &mut OwnedWriteHalf,
    quem: SocketAddr,
    motivo: &Motivo,
    servidor: &Servidor,
) {
    if *motivo != Motivo::Fechou {
        registrar(format_args!("{quem}: {motivo}"));
        let adeus = Evento::Desligado(motivo.clone()).to_string();
        let _ = escrever(escrita, &adeus, servidor.limites.prazo_de_escrita).await;
    }
}

/// Diz a quem não coube por que não coube, e fecha.
pub async fn recusar(
    fluxo: TcpStream,
    quem: SocketAddr,
    servidor: Arc<Servidor>,
    _vaga: Vaga,
) {
    let (leitura, mut escrita) = fluxo.into_split();
    let motivo = Motivo::Lotada(servidor.limites.clientes);
    dizer_motivo(&mut escrita, quem, &motivo, &servidor).await;
    despedir(leitura, escrita).await;
}

/// O cuidado de [`crate::conexao::despedir`], com as metades da conexão.
async fn despedir(mut leitura: OwnedReadHalf, mut escrita: OwnedWriteHalf) {
    let _ = escrita.shutdown().await;
    let mut lixo = tokio::io::sink();
    let jogar_fora = tokio::io::copy(&mut leitura, &mut lixo);
    let _ = timeout(PRAZO_DE_DESPEDIDA, jogar_fora).await;
}
