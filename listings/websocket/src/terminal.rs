//! O cliente das salas no terminal: o teclado de um lado, a tela do outro.

use anyhow::{Result, anyhow};
use apoio::programa::{escrever_linha, registrar};
use apoio::texto::escapar;
use tokio::sync::mpsc;

use crate::aviso::Aviso;
use crate::cliente::{Opcoes, viver};
use crate::entrada::linhas;
use crate::limites::Limites;

/// O que o JSON acrescenta em volta do texto de uma fala, no pior caso.
const EMBRULHO: usize = 128;

/// Liga o teclado à sala e a sala à tela, até um dos dois acabar.
///
/// # Errors
/// Se o servidor recusar, se as tentativas acabarem ou se a entrada não for texto.
pub async fn conversar(opcoes: Opcoes) -> Result<()> {
    let (envio, falas) = mpsc::channel(1);
    let (tela, mut avisos) = mpsc::channel(64);
    let cliente = viver(opcoes, falas, tela);
    let teclado = async {
        let mut digitadas = linhas();
        while let Some(linha) = digitadas.recv().await {
            let linha = linha?;
            if linha.len() + EMBRULHO > Limites::default().mensagem {
                registrar("a fala é longa demais; ficou de fora");
            } else if !linha.trim().is_empty() && envio.send(linha).await.is_err() {
                break;
            }
        }
        drop(envio); // é assim que o cliente sabe que pode se despedir
        Ok::<_, anyhow::Error>(())
    };
    // Dona dos avisos: se ninguém mais lê a tela, é ao largá-los que o cliente o sabe.
    let mostrar = async move {
        while let Some(aviso) = avisos.recv().await {
            // Nomes, falas e motivos vêm de estranhos.
            if !escrever_linha(escapar(&texto(&aviso)))? {
                break;
            }
        }
        Ok::<_, anyhow::Error>(())
    };
    // O teclado é uma thread presa numa leitura: quem decide o fim é o cliente.
    let teclado = async {
        match teclado.await {
            Ok(()) => std::future::pending().await,
            Err(erro) => erro,
        }
    };
    tokio::select! {
        fim = async { tokio::join!(cliente, mostrar) } => match fim {
            (Err(desistencia), _) => Err(anyhow!(desistencia)),
            (Ok(()), tela) => tela,
        },
        erro = teclado => Err(erro),
    }
}

fn texto(aviso: &Aviso) -> String {
    match aviso {
        Aviso::Entrou(presentes) => format!("* na sala: {}", presentes.join(", ")),
        Aviso::Evento(e) => format!("{:>4} {}: {}", e.n, e.autor, e.texto),
        Aviso::Chegou(nome) => format!("* {nome} chegou"),
        Aviso::Saiu(nome) => format!("* {nome} saiu"),
        Aviso::Lacuna { de, ate } if de == ate => {
            format!("* o servidor já não guarda o evento {de}")
        }
        Aviso::Lacuna { de, ate } => {
            format!("* o servidor já não guarda os eventos {de} a {ate}")
        }
        Aviso::Caiu(motivo) => format!("* caiu: {motivo}; tento de novo"),
    }
}
