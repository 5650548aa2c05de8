//! O Protobuf lido à mão concorda com o prost.

use std::env;
use std::time::{Duration, Instant};

use grpc::contrato::PedidoSomar;
use grpc::fio::{Campo, ErroDeFio, Valor, campo, pedido_somar, varint, zigue_zague};
use proptest::prelude::*;
use prost::Message;
use prost::encoding::{decode_varint, encode_varint};

#[test]
fn a_mensagem_do_capitulo_byte_a_byte() {
    let mut bytes: &[u8] = b"\x0a\x07visitas\x10\x05\x1a\x02a1";
    let esperados = [
        (1, Valor::Bytes(b"visitas")),
        (2, Valor::Varint(5)),
        (3, Valor::Bytes(b"a1")),
    ];
    for (numero, valor) in esperados {
        assert_eq!(campo(&mut bytes), Ok(Campo { numero, valor }));
    }
    assert!(bytes.is_empty());
}

#[test]
fn o_zigue_zague_poe_os_negativos_pequenos_entre_os_positivos() {
    let voltas: Vec<_> = (0..5).map(zigue_zague).collect();
    assert_eq!(voltas, [0, -1, 1, -2, 2]);
    assert_eq!(zigue_zague(u64::MAX), i64::MIN);
}

#[test]
fn os_quatro_tipos_e_os_que_nao_se_usam() {
    let le = |mut bytes: &[u8]| campo(&mut bytes).map(|c| format!("{:?}", c.valor));
    assert_eq!(le(b"\x08\x96\x01").unwrap(), "Varint(150)");
    assert_eq!(le(b"\x0d\x01\0\0\0").unwrap(), "Fixo32([1, 0, 0, 0])");
    assert!(le(b"\x09\x01\0\0\0\0\0\0\0").unwrap().starts_with("Fixo64"));
    assert_eq!(le(b"\x0b"), Err(ErroDeFio::Tipo(3)));
    assert_eq!(le(b"\x00\x00"), Err(ErroDeFio::NumeroDeCampo(0)));
}

#[test]
fn campo_desconhecido_e_pulado_e_o_ultimo_repetido_vale() {
    let lido = pedido_somar(b"\x50\x07\x0a\x01a\x0a\x01b\x22\x01x").expect("é boa");
    assert_eq!(lido.chave, "b");
}

#[test]
fn cortada_em_qualquer_byte_ou_da_erro_ou_e_um_prefixo_de_campos() {
    let inteira = b"\x0a\x07visitas\x10\x05\x1a\x02a1";
    let fronteiras = [0, 9, 11, 15];
    for corte in 0..=inteira.len() {
        let lida = pedido_somar(&inteira[..corte]);
        assert_eq!(
            lida.is_ok(),
            fronteiras.contains(&corte),
            "corte em {corte}"
        );
    }
}

#[test]
fn tamanho_que_mente_nao_reserva_memoria() {
    let anuncia = b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01";
    assert_eq!(pedido_somar(anuncia), Err(ErroDeFio::Cortada));
    assert_eq!(varint(&mut &[0xff; 11][..]), Err(ErroDeFio::VarintLongo));
}

/// Os dois leitores concordam, salvo nos grupos, que o prost ainda pula.
fn concordam(bytes: &[u8]) {
    match (pedido_somar(bytes), PedidoSomar::decode(bytes)) {
        (Ok(nosso), Ok(dele)) => assert_eq!(nosso, dele, "{bytes:02x?}"),
        (Err(ErroDeFio::Tipo(3)), _) | (Err(_), Err(_)) => {}
        (nosso, dele) => panic!("{bytes:02x?}: {nosso:?}, mas o prost {dele:?}"),
    }
}

proptest! {
    #[test]
    fn o_que_o_prost_escreve_se_le_a_mao(
        chave in ".*", parcela: i64, intencao in ".*"
    ) {
        let pedido = PedidoSomar { chave, parcela, intencao };
        prop_assert_eq!(pedido_somar(&pedido.encode_to_vec()), Ok(pedido));
    }

    #[test]
    fn o_varint_e_o_mesmo(n: u64) {
        let mut bytes = Vec::new();
        encode_varint(n, &mut bytes);
        prop_assert_eq!(varint(&mut &bytes[..]), Ok(n));
        prop_assert_eq!(decode_varint(&mut &bytes[..]), Ok(n));
    }
}

/// Bytes ao acaso, e mensagens boas com bytes trocados, por um segundo ou por
/// `FUZZ_SEGUNDOS`.
#[test]
fn bytes_quaisquer_nao_derrubam_o_leitor_nem_o_separam_do_prost() {
    let segundos = env::var("FUZZ_SEGUNDOS").ok().and_then(|s| s.parse().ok());
    let ate = Instant::now() + Duration::from_secs(segundos.unwrap_or(1));
    let semente = env::var("FUZZ_SEMENTE").ok().and_then(|s| s.parse().ok());
    let semente = semente.unwrap_or_else(|| fastrand::u64(..));
    println!("para repetir: FUZZ_SEMENTE={semente}");
    let mut sorte = fastrand::Rng::with_seed(semente);
    let boa = b"\x0a\x07visitas\x10\x05\x1a\x02a1";
    while Instant::now() < ate {
        for _ in 0..1000 {
            let mut bytes = boa.to_vec();
            if sorte.bool() {
                bytes = (0..sorte.usize(..40)).map(|_| sorte.u8(..)).collect();
            }
            for _ in 0..sorte.usize(..4) {
                if !bytes.is_empty() {
                    let onde = sorte.usize(..bytes.len());
                    bytes[onde] = sorte.u8(..);
                }
            }
            concordam(&bytes);
        }
    }
}
