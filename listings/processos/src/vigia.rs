//! A thread que ouve um filho e espera o fim dele.

use std::io::Read;
use std::sync::mpsc::SyncSender;

use shared_child::SharedChild;

use crate::evento::Evento;
use crate::fim::Fim;
use crate::quadro;

// ANCHOR: vigiar
/// Repassa o que o filho diz até ele se calar; depois espera o fim dele.
pub fn vigiar(
    posto: usize,
    filho: &SharedChild,
    mut saida: Option<Box<dyn Read + Send>>,
    envio: &SyncSender<Evento>,
) {
    let mut queixa = None;
    if let Some(saida) = saida.as_mut() {
        queixa = repassar(posto, saida, envio)
            .err()
            .map(|erro| erro.to_string());
        // Quem se calou não serve mais, mesmo que ainda viva.
        let _ = filho.kill();
    }
    let fim = filho.wait().map_or(Fim::Status(1), Fim::from);
    // Se ninguém mais ouve, a equipe acabou.
    let _ = envio.send(Evento::Terminou(posto, fim, queixa));
}
// ANCHOR_END: vigiar

fn repassar(
    posto: usize,
    saida: &mut impl Read,
    envio: &SyncSender<Evento>,
) -> Result<(), quadro::Erro> {
    while let Some(carga) = quadro::ler(saida)? {
        if envio.send(Evento::Disse(posto, carga)).is_err() {
            break;
        }
    }
    Ok(())
}
