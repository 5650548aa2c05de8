//! O cliente de bate-papo: uma thread lê o teclado, a outra lê a rede.

use std::io::{self, BufRead};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread;

use apoio::programa::registrar;

use crate::encerramento::Encerramento;
use crate::iterativo::PRAZO_DE_QUADRO;
use crate::quadro::ErroDeQuadro;
use crate::quadro::bloqueante::{Leitor, escrever};

/// Por que a conversa acabou mal.
#[derive(Debug, thiserror::Error)]
pub enum ErroDeConversa {
    #[error("o servidor desligou você: {0}")]
    Desligado(String),
    #[error("a conversa caiu: {0}")]
    Quadro(#[from] ErroDeQuadro),
    #[error("não consegui mostrar o que chegou: {}", apoio::erro::em_portugues(.0.kind()))]
    Tela(#[from] io::Error),
}

/// Apresenta-se como `nome`, envia cada linha de `entrada` e mostra o que
/// chega, até o servidor fechar. O fim da entrada fecha só a nossa metade da
/// conexão: o que ainda nos devem continua chegando.
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
    // Solta, sem join: parada no teclado, não há como acordá-la. Termina com o
    // programa, que só depende de quem lê a rede.
    thread::spawn(move || enviar(&envio, entrada));

    let fim = Encerramento::novo();
    let mut leitor = Leitor::novo(&fluxo, PRAZO_DE_QUADRO, &fim);
    while let Some(linha) = leitor.ler()? {
        if let Some(motivo) = linha.strip_prefix("! ") {
            return Err(ErroDeConversa::Desligado(motivo.to_owned()));
        }
        if !mostrar(&linha)? {
            break;
        }
    }
    Ok(())
}

fn enviar(fluxo: &TcpStream, entrada: impl BufRead) {
    for linha in entrada.lines() {
        // Sem prazo curto: um servidor que nos segura está só nos ritmando.
        let envio = match linha {
            Ok(linha) => escrever(fluxo, &linha, PACIENCIA),
            Err(erro) => Err(erro.into()),
        };
        match envio {
            Ok(()) => {}
            Err(erro @ ErroDeQuadro::ExcedeLimite { .. }) => {
                registrar(format_args!("erro: {erro}"))
            }
            // A outra thread descobre o motivo ao ler.
            Err(_) => break,
        }
    }
    let _ = fluxo.shutdown(Shutdown::Write);
}

/// Quanto esperar por um servidor que não lê: um minuto.
const PACIENCIA: std::time::Duration = std::time::Duration::from_secs(60);
