//! O cliente de bate-papo: uma thread lê o teclado, a outra lê a rede.

use std::io::{self, BufRead};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use apoio::entrada::{ErroDeEntrada, ler_linha};
use apoio::texto::escapar;

use super::MAIOR_FALA;
use crate::encerramento::Encerramento;
use crate::iterativo::PRAZO_DE_QUADRO;
use crate::quadro::ErroDeQuadro;
use crate::quadro::bloqueante::{Leitor, escrever};

/// Quanto esperar por um servidor que não lê: ele pode estar só nos ritmando.
const PACIENCIA: Duration = Duration::from_secs(60);

/// Por que a conversa acabou mal.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeConversa {
    #[error("o servidor desligou você: {0}")]
    Desligado(String),
    #[error("a conversa caiu: {0}")]
    Quadro(#[from] ErroDeQuadro),
    #[error(transparent)]
    Entrada(#[from] ErroDeEntrada),
    #[error("não consegui mostrar o que chegou: {}", apoio::erro::em_portugues(.0.kind()))]
    Tela(#[from] io::Error),
}

/// Apresenta-se como `nome`, envia cada linha de `entrada` e mostra o que
/// chega, até o servidor fechar. O fim da entrada, ou uma linha que não serve,
/// fecha só a nossa metade da conexão: o que ainda nos devem continua chegando.
///
/// `mostrar` devolve `false` quando ninguém mais quer ver.
///
/// # Errors
/// Veja [`ErroDeConversa`].
pub fn conversar(
    fluxo: TcpStream,
    nome: &str,
    entrada: impl BufRead + Send + 'static,
    mut mostrar: impl FnMut(&str) -> io::Result<bool>,
) -> Result<(), ErroDeConversa> {
    escrever(&fluxo, nome, PRAZO_DE_QUADRO)?;
    let fluxo = Arc::new(fluxo);
    let envio = Arc::clone(&fluxo);
    let (avisar, queixa) = channel();
    // Solta, sem join: parada no teclado, não há como acordá-la. Termina com o
    // programa, que só depende de quem lê a rede.
    thread::spawn(move || {
        if let Err(erro) = enviar(&envio, entrada) {
            let _ = avisar.send(erro);
        }
        let _ = envio.shutdown(Shutdown::Write);
    });

    let fim = Encerramento::novo();
    let mut leitor = Leitor::novo(&fluxo, PRAZO_DE_QUADRO, &fim);
    while let Some(linha) = leitor.ler()? {
        if let Some(motivo) = linha.strip_prefix("! ") {
            return Err(ErroDeConversa::Desligado(escapar(motivo).into_owned()));
        }
        if !mostrar(&linha)? {
            return Ok(());
        }
    }
    // A queixa foi dita antes do nosso adeus, e o adeus do servidor vem depois.
    queixa.try_recv().map_or(Ok(()), |erro| Err(erro.into()))
}

/// Envia até a entrada acabar ou a conexão cair; o motivo da queda, quem lê a
/// rede descobre.
fn enviar(fluxo: &TcpStream, mut entrada: impl BufRead) -> Result<(), ErroDeEntrada> {
    for numero in 1.. {
        let Some(linha) = ler_linha(&mut entrada, numero, MAIOR_FALA)? else {
            break;
        };
        if escrever(fluxo, &linha, PACIENCIA).is_err() {
            break;
        }
    }
    Ok(())
}
