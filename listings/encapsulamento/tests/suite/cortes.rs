//! Quadros cortados em qualquer ponto, e bytes quaisquer.

use crate::comum::{CAPTURADA, casos, mensagens, montado};
use encapsulamento::crc::fcs;
use encapsulamento::ethernet::Forma::{NoFio, NoSistema};
use encapsulamento::ethernet::MENOR;
use encapsulamento::ipv4::Pacote;
use encapsulamento::pilha::desencapsular;
use encapsulamento::recusa::Defeito;
use proptest::prelude::*;

#[test]
fn cortado_em_qualquer_ponto_e_recusado() {
    for forma in [NoSistema, NoFio] {
        let bytes = montado(&CAPTURADA, forma);
        for corte in 0..bytes.len() {
            let recusa = desencapsular(&bytes[..corte], forma);
            let recusa = recusa.expect_err("falta um pedaço do quadro");
            assert!(recusa.posicao <= corte, "{recusa} num corte em {corte}");
        }
    }
}

#[test]
fn a_recusa_diz_a_camada_o_byte_e_quanto_falta() {
    let bytes = montado(&CAPTURADA, NoSistema);
    let casos = [
        (
            5,
            "Ethernet, byte 0: falta 1 byte para o destino; capture o quadro inteiro",
        ),
        (
            20,
            "IPv4, byte 15: faltam 14 bytes para o cabeçalho; capture o quadro inteiro",
        ),
        (
            45,
            "IPv4, byte 34: falta 1 byte para a carga; capture o quadro inteiro",
        ),
    ];
    for (corte, esperado) in casos {
        let recusa = desencapsular(&bytes[..corte], NoSistema).unwrap_err();
        assert_eq!(recusa.to_string(), esperado);
    }
}

#[test]
fn cortado_dentro_do_enchimento_so_o_crc_nota() {
    let bytes = montado(&CAPTURADA, NoFio);
    // Capturado sem o CRC e sem a ponta do enchimento: o tamanho total basta.
    assert!(desencapsular(&bytes[..50], NoSistema).is_ok());
    // Com folga: tirado um pedaço, ele ainda tem o tamanho mínimo do fio.
    let mut folgado = montado(&CAPTURADA, NoSistema);
    folgado.resize(MENOR, 0);
    folgado.extend(fcs(&folgado));
    assert!(desencapsular(&folgado, NoFio).is_ok());
    folgado.drain(50..52);
    let recusa = desencapsular(&folgado, NoFio).expect_err("falta enchimento");
    assert!(matches!(recusa.defeito, Defeito::Crc { .. }), "{recusa}");
}

proptest! {
    #![proptest_config(casos(64))]

    #[test]
    fn um_quadro_sorteado_cortado_em_qualquer_ponto_e_recusado(
        sorteada in mensagens(60)
    ) {
        let bytes = montado(&sorteada.mensagem(), NoSistema);
        for corte in 0..bytes.len() {
            prop_assert!(desencapsular(&bytes[..corte], NoSistema).is_err());
        }
    }

    #[test]
    fn bytes_quaisquer_dao_resposta_e_nunca_panico(
        bytes in prop::collection::vec(any::<u8>(), 0..120)
    ) {
        let _ = desencapsular(&bytes, NoSistema);
        let _ = desencapsular(&bytes, NoFio);
        let _ = Pacote::ler(&bytes, 0);
        let mut parece = bytes;
        if parece.len() > 20 {
            parece[12..15].copy_from_slice(&[0x08, 0x00, 0x45]);
        }
        let _ = desencapsular(&parece, NoSistema);
    }
}
