//! O que a biblioteca diz de uma chamada que falhou deste lado, como a
//! especificação do gRPC pede que se diga.

use std::error::Error as _;

use tonic::{Code, Status, TimeoutExpired};

use crate::recusa;

/// Os códigos que a especificação do gRPC pede, onde a biblioteca dá outros.
///
/// Um estado que veio do servidor não tem causa; se tem, nasceu aqui.
pub fn traduzir(erro: Status) -> Status {
    let mut causa = erro.source();
    let mut lixo = false; // o outro lado mandou o que não é HTTP/2
    while let Some(c) = causa {
        if c.is::<TimeoutExpired>() {
            return recusa::prazo_vencido();
        }
        let h2 = c.downcast_ref::<h2::Error>();
        lixo |= h2.is_some_and(h2::Error::is_library);
        causa = c.source();
    }
    let local = erro.source().is_some();
    if lixo || local && matches!(erro.code(), Code::Unknown | Code::Cancelled) {
        let frase = if lixo {
            "o outro lado não fala HTTP/2 às claras; será com TLS?"
        } else {
            "a conexão caiu durante a chamada"
        };
        let mut caiu = Status::unavailable(frase);
        caiu.set_source(std::sync::Arc::new(erro));
        return caiu;
    }
    erro
}
