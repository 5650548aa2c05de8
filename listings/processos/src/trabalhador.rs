//! O trabalhador: lê faixas, escreve faixas feitas, e termina quando a entrada acaba.

use std::io::{Read, Write};

use crate::protocolo::{Estranha, Faixa};
use crate::{primos, quadro};

#[derive(Debug, thiserror::Error)]
pub enum Erro {
    #[error(transparent)]
    Quadro(#[from] quadro::Erro),
    #[error(transparent)]
    Estranha(#[from] Estranha),
}

// ANCHOR: trabalhar
/// Atende faixas até a entrada acabar. O fim da entrada é a ordem de sair: vale
/// para quando o mestre fecha o pipe e também para quando ele morre.
///
/// # Errors
/// Entrada que não fala o protocolo, ou ninguém mais do outro lado da saída.
pub fn trabalhar(mut entrada: impl Read, mut saida: impl Write) -> Result<(), Erro> {
    while let Some(carga) = quadro::ler(&mut entrada)? {
        let feita = primos::contar(Faixa::de_bytes(&carga)?);
        quadro::escrever(&mut saida, &feita.em_bytes())?;
    }
    Ok(())
}
// ANCHOR_END: trabalhar
