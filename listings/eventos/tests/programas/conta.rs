//! Rodar o programa `conta`.

use apoio::teste::{Fim, Programa};

use crate::comum::Lugar;

impl Lugar {
    pub fn texto(&self) -> &str {
        self.log.to_str().unwrap()
    }
}

pub const CONTA: &str = env!("CARGO_BIN_EXE_conta");

/// Um pedido por processo.
#[track_caller]
pub fn pedir(lugar: &Lugar, pedido: &str) -> Fim {
    let mut args = vec!["--log", lugar.texto()];
    args.extend(pedido.split(' '));
    Programa::iniciar(CONTA, &args).esperar_fim()
}

/// Um processo que fica aberto, à espera de linhas.
pub fn sessao(lugar: &Lugar) -> Programa {
    Programa::iniciar(CONTA, &["--log", lugar.texto()])
}
