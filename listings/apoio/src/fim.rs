//! O pedido de fim, para quem espera num `select!`.

use anyhow::Result;
use tokio_util::sync::CancellationToken;

use crate::programa::{ao_pedir_fim, registrar};

/// Cancela o que devolve quando alguém pede o fim (Ctrl-C ou SIGTERM), e diz no
/// diário o que o programa fará antes de sair.
///
/// # Errors
/// Se já houver outro tratador de sinais neste programa.
pub fn pedido(despedida: &'static str) -> Result<CancellationToken> {
    let fim = CancellationToken::new();
    let aviso = fim.clone();
    ao_pedir_fim(move || {
        registrar(format_args!("encerrando: {despedida}"));
        aviso.cancel();
    })?;
    Ok(fim)
}
