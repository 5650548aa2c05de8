//! O serviço de recados: entende um pedido, aplica-o e diz o resultado.

use crate::falha::Falha;

/// Onde os recados ficam: neste processo ou em outro. O serviço não sabe.
pub trait Armazem {
    /// Grava e devolve o número do recado. Quando volta com `Ok`, o recado
    /// está a salvo.
    ///
    /// # Errors
    /// [`Falha`] diz se o recado certamente não ficou, ou se não se sabe.
    fn gravar(&self, recado: &str) -> Result<usize, Falha>;

    /// Os últimos recados, cada um com seu número na frente.
    ///
    /// # Errors
    /// Se não deu para perguntar.
    fn ultimos(&self) -> Result<String, Falha>;
}

// ANCHOR: atender
/// Atende um pedido: `guardar TEXTO` ou `listar`.
///
/// # Errors
/// Se o pedido não faz sentido ou o armazém falhou.
pub fn atender(armazem: &impl Armazem, pedido: &str) -> Result<String, Falha> {
    let pedido = pedido.trim();
    let (verbo, resto) = pedido.split_once(' ').unwrap_or((pedido, ""));
    match (verbo, resto.trim()) {
        ("guardar", recado) => {
            let numero = armazem.gravar(recado)?;
            Ok(format!("guardado: recado {numero}"))
        }
        ("listar", "") => {
            let recados = armazem.ultimos()?;
            Ok(if recados.is_empty() {
                "nenhum recado".to_owned()
            } else {
                recados
            })
        }
        _ => Err(Falha::Recusa(
            "não entendi: o pedido é “guardar TEXTO” ou “listar”".to_owned(),
        )),
    }
}
// ANCHOR_END: atender
