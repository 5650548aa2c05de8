//! Contra o que outros calcularam: as RFCs, o padrão do CRC e o kernel do Linux.

use crate::comum::{CAPTURADA, ler_pacote, montado};
use encapsulamento::crc::crc32;
use encapsulamento::ethernet::Forma::NoSistema;
use encapsulamento::pilha::{Mensagem, desencapsular};
use encapsulamento::recusa::{Camada, Defeito, Recusa};
use encapsulamento::soma::Soma;

#[test]
fn a_soma_do_exemplo_da_rfc_1071() {
    let exemplo = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7];
    // A RFC dá a soma, ddf2; no cabeçalho vai o complemento dela.
    let soma = Soma::default().juntar(&exemplo).verificacao();
    assert_eq!(soma, !0xddf2);
}

#[test]
fn o_crc_do_texto_com_que_se_conferem_crcs() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

#[test]
fn o_quadro_montado_e_byte_a_byte_o_que_o_linux_enviou() {
    assert_eq!(montado(&CAPTURADA, NoSistema), ler_pacote("capturado.hex"));
}

#[test]
fn o_quadro_que_o_linux_enviou_se_abre_nos_campos_enviados() {
    let bytes = ler_pacote("capturado.hex");
    let aberto = desencapsular(&bytes, NoSistema).expect("o quadro é bom");
    assert_eq!(aberto.quadro.origem, CAPTURADA.mac_origem);
    assert_eq!(aberto.quadro.destino, CAPTURADA.mac_destino);
    assert_eq!(aberto.pacote.origem, *CAPTURADA.origem.ip());
    assert_eq!(aberto.pacote.destino, *CAPTURADA.destino.ip());
    assert_eq!(aberto.pacote.vida, 64);
    assert!(aberto.pacote.nao_fragmente);
    assert_eq!(aberto.datagrama.origem, 50_000);
    assert_eq!(aberto.datagrama.destino, 25_013);
    assert_eq!(aberto.datagrama.carga, "olá".as_bytes());
}

#[test]
fn a_carga_aberta_e_uma_vista_do_quadro_e_nao_uma_copia() {
    let bytes = ler_pacote("capturado.hex");
    let aberto = desencapsular(&bytes, NoSistema).expect("o quadro é bom");
    let inicio = aberto.datagrama.carga.as_ptr();
    assert_eq!(inicio, bytes[42..].as_ptr(), "a carga devia ser o byte 42");
}

#[test]
fn sem_soma_o_linux_e_nos_gravamos_zero() {
    let bytes = ler_pacote("sem-soma.hex");
    let mensagem = Mensagem {
        com_soma: false,
        identificacao: 0xf778,
        ..CAPTURADA
    };
    assert_eq!(montado(&mensagem, NoSistema), bytes);
    let aberto = desencapsular(&bytes, NoSistema).expect("a soma é facultativa");
    assert!(!aberto.datagrama.com_soma);
}

#[test]
fn a_soma_que_o_nucleo_deixou_para_a_placa_e_recusada() {
    let bytes = ler_pacote("soma-adiada.hex");
    let recusa = Recusa {
        camada: Camada::Udp,
        posicao: 40,
        defeito: Defeito::SomaUdp {
            lida: 0x8421,
            esperada: 0x23be,
        },
    };
    assert_eq!(desencapsular(&bytes, NoSistema), Err(recusa));
}

#[test]
fn a_soma_adiada_e_a_do_pseudocabecalho_sem_complemento() {
    let pseudo = [192, 0, 2, 1, 192, 0, 2, 2, 0, 17, 0, 12];
    assert_eq!(!Soma::default().juntar(&pseudo).verificacao(), 0x8421);
}

#[test]
fn uma_soma_que_daria_zero_viaja_como_ffff() {
    // Com a carga certa, a soma do resto dá ffff, e o complemento daria zero.
    let primeiro = (0..=u16::MAX).find(|&palavra| {
        let carga = palavra.to_be_bytes();
        let mensagem = Mensagem {
            carga: &carga,
            ..CAPTURADA
        };
        montado(&mensagem, NoSistema)[40..42] == [0xFF, 0xFF]
    });
    let carga = primeiro
        .expect("uma das palavras completa a soma")
        .to_be_bytes();
    let mensagem = Mensagem {
        carga: &carga,
        ..CAPTURADA
    };
    let bytes = montado(&mensagem, NoSistema);
    let aberto = desencapsular(&bytes, NoSistema).expect("ffff confere como zero");
    assert!(aberto.datagrama.com_soma, "zero diria que não há soma");
}
