//! O que serve de chave e de prefixo.

use tonic::Status;

use crate::recusa;

/// Uma chave maior que isto é quase sempre um valor no campo errado.
const MAIOR_CHAVE: usize = 256;

/// A chave, se serve de chave.
///
/// # Errors
/// `InvalidArgument`, com o campo e o problema nos detalhes.
pub(super) fn conferir_chave(chave: &str) -> Result<&str, Status> {
    if chave.is_empty() {
        return Err(recusa::campo("chave", "está vazia"));
    }
    if chave.len() > MAIOR_CHAVE {
        return Err(recusa::campo("chave", "passa de 256 bytes"));
    }
    if chave.chars().any(char::is_control) {
        return Err(recusa::campo("chave", "tem caractere de controle"));
    }
    Ok(chave)
}

/// Um prefixo, que pode ser vazio: é o de todas as chaves.
///
/// # Errors
/// `InvalidArgument`, se nenhuma chave poderia começar assim.
pub(super) fn conferir_prefixo(campo: &str, prefixo: &str) -> Result<(), Status> {
    if prefixo.len() > MAIOR_CHAVE {
        return Err(recusa::campo(campo, "passa de 256 bytes"));
    }
    Ok(())
}
