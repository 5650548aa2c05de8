//! O placar do programa `produtor`: o que se conta e se mostra de cada recibo.

use std::io::{self, ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use apoio::programa::registrar;
use apoio::texto::quantos;

use super::Entrega;
use crate::erro::em_portugues;

/// Quantos registros tiveram cada destino.
#[derive(Default)]
pub struct Placar {
    pub confirmados: AtomicUsize,
    pub falharam: AtomicUsize,
}

/// Diz o placar no diário.
pub fn resumir(placar: &Placar) {
    let confirmados = placar.confirmados.load(Ordering::Relaxed);
    let falharam = placar.falharam.load(Ordering::Relaxed);
    let entregues = quantos(confirmados, "entregue", "entregues");
    registrar(format_args!("{entregues}, {falharam} com falha"));
}

/// O que se faz com cada recibo: contar, e passar à tela.
pub fn anotador(
    placar: Arc<Placar>,
    tela: Option<SyncSender<String>>,
) -> impl Fn(usize, Entrega) + Send + Sync {
    move |marca, entrega| {
        let linha = match entrega {
            Entrega::Confirmada(onde) => format!("#{marca} confirmado: {onde}"),
            Entrega::SemConfirmacao => format!("#{marca} enviado, sem confirmação"),
            Entrega::Falhou(codigo) => {
                placar.falharam.fetch_add(1, Ordering::Relaxed);
                registrar(format_args!(
                    "#{marca} não entregue: {}",
                    em_portugues(codigo)
                ));
                return;
            }
        };
        placar.confirmados.fetch_add(1, Ordering::Relaxed);
        if let Some(tela) = &tela {
            // Limitado: quem lê devagar a saída segura os recibos, os recibos
            // seguram a fila, e a fila segura quem envia.
            let _ = tela.send(linha);
        }
    }
}

/// Escreve os recibos na saída padrão, até não haver quem os mande ou quem os leia.
///
/// # Errors
/// O que o sistema disser ao escrever.
pub fn mostrar(recibos: &Receiver<String>) -> io::Result<()> {
    let mut saida = io::BufWriter::new(io::stdout().lock());
    while let Ok(primeira) = recibos.recv() {
        let mut escrever = || {
            writeln!(saida, "{primeira}")?;
            while let Ok(linha) = recibos.try_recv() {
                writeln!(saida, "{linha}")?;
            }
            saida.flush()
        };
        match escrever() {
            Ok(()) => {}
            // Ninguém lê mais: o que se pediu foi enviar, e isso segue.
            Err(erro) if erro.kind() == ErrorKind::BrokenPipe => return Ok(()),
            Err(erro) => return Err(erro),
        }
    }
    Ok(())
}
