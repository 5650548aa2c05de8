//! O quadro.

use crate::limite::LIMITE;

// ANCHOR: escrever
/// Escreve um quadro.
pub fn escrever(carga: &[u8]) -> Option<Vec<u8>> {
    let tamanho = u32::try_from(carga.len()).ok()?;
    let mut quadro = tamanho.to_be_bytes().to_vec();
    quadro.extend_from_slice(carga);
    (carga.len() <= LIMITE).then_some(quadro)
}
// ANCHOR_END: escrever
