//! Os primeiros bytes do arquivo: de quem ele é, e em que versão.

use std::fs;

use eventos::log::{cabecalho, soma};

use crate::comum::Lugar;

#[test]
fn arquivo_alheio_e_versao_desconhecida_sao_recusados_intactos() {
    let lugar = Lugar::novo();
    let mut futuro = cabecalho(7);
    futuro[8..12].copy_from_slice(&2_u32.to_be_bytes());
    let soma = soma(&futuro[..20]).to_be_bytes();
    futuro[20..].copy_from_slice(&soma);
    let mut torto = cabecalho(7);
    torto[15] ^= 1;
    for (conteudo, trecho) in [
        (
            &b"lista de compras: \npao, leite, cafe\n"[..],
            "não é um log",
        ),
        (b"curto", "não é um log"),
        (
            &futuro,
            "está na versão 2 do formato e este programa lê a 1",
        ),
        (&torto, "o cabeçalho de"),
    ] {
        fs::write(&lugar.log, conteudo).unwrap();
        let erro = lugar.recusa();
        assert!(erro.contains(trecho), "{erro}");
    }
}
