//! Portas livres.

use anyhow::{Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;

/// Abaixo da faixa que o sistema empresta a quem se liga (de 32768 no Linux e de
/// 49152 no macOS). Um servidor religado volta à mesma porta: nessa faixa, enquanto
/// ele está caído, um cliente a poderia tomar, e até ligar-se a si mesmo.
const FAIXA: Range<u16> = 12_000..32_000;

/// `N` portas diferentes em que agora ninguém escuta em 127.0.0.1.
pub fn livres<const N: usize>() -> Result<[u16; N]> {
    // Todas ficam presas até a última: duas iguais não saem daqui.
    let mut presas = Vec::new();
    for _ in 0..1000 {
        let porta = fastrand::u16(FAIXA);
        if let Ok(presa) = TcpListener::bind((Ipv4Addr::LOCALHOST, porta)) {
            presas.push((porta, presa));
        }
        if presas.len() == N {
            return Ok(std::array::from_fn(|i| presas[i].0));
        }
    }
    let Range { start, end } = FAIXA;
    bail!("não há {N} portas livres entre {start} e {end}")
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn as_portas_sao_diferentes_e_estao_fora_da_faixa_de_quem_se_liga() {
        let mut portas: [u16; 8] = livres().expect("há portas");
        portas.sort_unstable();
        assert!(portas.windows(2).all(|p| p[0] < p[1]), "{portas:?}");
        assert!(portas.iter().all(|p| FAIXA.contains(p)), "{portas:?}");
    }
}
