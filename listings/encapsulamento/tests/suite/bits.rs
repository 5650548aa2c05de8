//! O que as somas notam e o que não notam, bit por bit.

use crate::comum::{CAPTURADA, casos, mensagens, montado};
use encapsulamento::ethernet::Forma::{NoFio, NoSistema};
use encapsulamento::pilha::{Mensagem, desencapsular};
use encapsulamento::recusa::{Camada, Defeito};
use proptest::prelude::*;

/// Os bytes dos dois endereços de placa: sem CRC, nenhuma soma os cobre.
const PLACAS: usize = 12;

fn trocar(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut outros = bytes.to_vec();
    outros[bit / 8] ^= 1 << (bit % 8);
    outros
}

// ANCHOR: todo-bit
#[test]
fn todo_bit_trocado_depois_das_placas_e_notado() {
    let bytes = montado(&CAPTURADA, NoSistema);
    for bit in 8 * PLACAS..8 * bytes.len() {
        let trocado = trocar(&bytes, bit);
        assert!(
            desencapsular(&trocado, NoSistema).is_err(),
            "o bit {} do byte {} mudou e ninguém notou",
            bit % 8,
            bit / 8
        );
    }
}
// ANCHOR_END: todo-bit

#[test]
fn nenhum_bit_das_placas_e_notado_sem_o_crc() {
    let bytes = montado(&CAPTURADA, NoSistema);
    for bit in 0..8 * PLACAS {
        let trocado = trocar(&bytes, bit);
        let aberto = desencapsular(&trocado, NoSistema);
        assert!(aberto.is_ok(), "o IPv4 e o UDP não olham as placas");
    }
}

#[test]
fn com_o_crc_todo_bit_do_quadro_e_notado() {
    let bytes = montado(&CAPTURADA, NoFio);
    for bit in 0..8 * bytes.len() {
        let trocado = trocar(&bytes, bit);
        let recusa = desencapsular(&trocado, NoFio);
        let recusa = recusa.expect_err("o CRC cobre placas, carga e enchimento");
        assert!(matches!(recusa.defeito, Defeito::Crc { .. }), "{recusa}");
    }
}

#[test]
fn sem_a_soma_do_udp_a_carga_muda_e_ninguem_nota() {
    let mensagem = Mensagem {
        com_soma: false,
        ..CAPTURADA
    };
    let bytes = montado(&mensagem, NoSistema);
    for bit in 8 * 42..8 * bytes.len() {
        let trocado = trocar(&bytes, bit);
        let aberto = desencapsular(&trocado, NoSistema).expect("nada cobre a carga");
        assert_ne!(aberto.datagrama.carga, CAPTURADA.carga);
    }
}

// ANCHOR: palavras-trocadas
#[test]
fn duas_palavras_trocadas_de_lugar_enganam_a_soma_e_nao_o_crc() {
    let mensagem = Mensagem {
        carga: b"100000000900",
        ..CAPTURADA
    };
    let mut bytes = montado(&mensagem, NoSistema);
    let mut no_fio = montado(&mensagem, NoFio);
    for quadro in [&mut bytes, &mut no_fio] {
        // A primeira palavra da carga (“10”) troca com a quinta (“09”).
        quadro.swap(42, 50);
        quadro.swap(43, 51);
    }
    let aberto = desencapsular(&bytes, NoSistema).expect("somar não vê a ordem");
    assert_eq!(aberto.datagrama.carga, b"090000001000");
    let recusa = desencapsular(&no_fio, NoFio).expect_err("o CRC vê a ordem");
    assert!(matches!(recusa.defeito, Defeito::Crc { .. }));
}
// ANCHOR_END: palavras-trocadas

#[test]
fn um_bit_que_zera_a_soma_do_udp_a_desliga() {
    // Uma carga para a qual a soma gravada tem um bit só: 0001, por exemplo.
    let palavra = (0..=u16::MAX).find(|palavra| {
        let carga = palavra.to_be_bytes();
        let mensagem = Mensagem {
            carga: &carga,
            ..CAPTURADA
        };
        montado(&mensagem, NoSistema)[40..42] == [0, 1]
    });
    let carga = palavra.expect("alguma palavra serve").to_be_bytes();
    let mensagem = Mensagem {
        carga: &carga,
        ..CAPTURADA
    };
    let trocado = trocar(&montado(&mensagem, NoSistema), 8 * 41);
    let aberto = desencapsular(&trocado, NoSistema).expect("zero dispensa a soma");
    assert!(
        !aberto.datagrama.com_soma,
        "o datagrama passa por não protegido"
    );
}

#[test]
fn entregue_ao_endereco_errado_o_datagrama_nao_confere() {
    let mut bytes = montado(&CAPTURADA, NoSistema);
    // Troca o destino e conserta a soma do IPv4, como faria um roteador com defeito.
    bytes[33] += 1;
    let soma = u16::from_be_bytes([bytes[24], bytes[25]]) - 1;
    bytes[24..26].copy_from_slice(&soma.to_be_bytes());
    let recusa = desencapsular(&bytes, NoSistema).expect_err("o pseudocabeçalho mudou");
    assert_eq!(recusa.camada, Camada::Udp, "{recusa}");
}

proptest! {
    #![proptest_config(casos(64))]

    /// A única saída: o bit que zera a soma do UDP, e assim a dispensa.
    #[test]
    fn todo_bit_de_um_quadro_sorteado_e_notado(
        sorteada in mensagens(60), sorte in any::<prop::sample::Index>()
    ) {
        let mensagem = Mensagem { com_soma: true, ..sorteada.mensagem() };
        let bytes = montado(&mensagem, NoSistema);
        let bit = 8 * PLACAS + sorte.index(8 * (bytes.len() - PLACAS));
        match desencapsular(&trocar(&bytes, bit), NoSistema) {
            Err(_) => {}
            Ok(aberto) => prop_assert!(!aberto.datagrama.com_soma, "bit {bit}"),
        }
    }
}
