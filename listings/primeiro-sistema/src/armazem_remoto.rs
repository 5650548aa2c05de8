//! O armazém que está em outro processo: os dois lados da conversa.
//!
//! ```text
//! servidor ──gravar TEXTO──► armazenamento        servidor ──ultimos──► armazenamento
//!          ◄──── 3 ─────────                                ◄─ 1. a⏎2. b ─
//! ```

use crate::destino::Destino;
use crate::falha::Falha;
use crate::recados::Armazem;

// ANCHOR: remoto
/// O lado de quem pede: parece um armazém, e só encaminha.
pub struct ArmazemRemoto(pub Destino);

impl Armazem for ArmazemRemoto {
    fn gravar(&self, recado: &str) -> Result<usize, Falha> {
        let numero = self.0.perguntar(&format!("gravar {recado}"))?;
        numero.parse().map_err(|_| {
            Falha::Incerta("o armazenamento respondeu o que não se esperava".to_owned())
        })
    }

    fn ultimos(&self) -> Result<String, Falha> {
        self.0.perguntar("ultimos")
    }
}

/// O lado de quem guarda: desfaz a mensagem e chama o armazém de verdade.
///
/// # Errors
/// Se a mensagem não é das duas acima, ou se o armazém falhou.
pub fn atender(armazem: &impl Armazem, mensagem: &str) -> Result<String, Falha> {
    match mensagem.split_once(' ') {
        Some(("gravar", recado)) => armazem.gravar(recado).map(|n| n.to_string()),
        None if mensagem == "ultimos" => armazem.ultimos(),
        _ => Err(Falha::Recusa("não entendi a mensagem".to_owned())),
    }
}
// ANCHOR_END: remoto
