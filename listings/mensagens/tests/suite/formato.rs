//! Três serializações: ida e volta, bytes de estranhos e limites.

use mensagens::formato::comparacao::exemplo;
use mensagens::formato::{ErroDeFormato, Formato, LIMITE};
use mensagens::mensagem::{Id, Mensagem, No, Tipo};
use proptest::prelude::*;

fn mensagem() -> impl Strategy<Value = Mensagem> {
    let tipo = prop::sample::select(vec![Tipo::Pedido, Tipo::Resposta, Tipo::Aviso]);
    let carga = prop::collection::vec(any::<u8>(), 0..200);
    (any::<u64>(), any::<String>(), any::<String>(), tipo, carga).prop_map(
        |(id, origem, destino, tipo, carga)| Mensagem {
            id: Id(id),
            origem: No(origem),
            destino: No(destino),
            tipo,
            carga,
        },
    )
}

proptest! {
    #[test]
    fn toda_mensagem_vai_e_volta_nos_tres(mensagem in mensagem()) {
        for formato in Formato::TODOS {
            let bytes = formato.codificar(&mensagem).unwrap();
            prop_assert_eq!(formato.decodificar(&bytes), Ok(mensagem.clone()));
        }
    }

    #[test]
    fn lixo_da_erro_ou_mensagem_mas_nunca_panico(
        lixo in prop::collection::vec(any::<u8>(), 0..300)
    ) {
        for formato in Formato::TODOS {
            let _ = formato.decodificar(&lixo);
        }
    }

    #[test]
    fn um_byte_trocado_nunca_derruba(posicao in any::<prop::sample::Index>(), byte: u8) {
        for formato in Formato::TODOS {
            let mut bytes = formato.codificar(&exemplo(vec![1; 40])).unwrap();
            let posicao = posicao.index(bytes.len());
            bytes[posicao] = byte;
            let _ = formato.decodificar(&bytes);
        }
    }
}

#[test]
fn truncada_em_qualquer_byte_e_erro_nos_tres() {
    for formato in Formato::TODOS {
        let bytes = formato.codificar(&exemplo(b"oi".to_vec())).unwrap();
        for corte in 0..bytes.len() {
            let lida = formato.decodificar(&bytes[..corte]);
            assert!(
                lida.is_err(),
                "{} cortada em {corte}: {lida:?}",
                formato.nome()
            );
        }
    }
}

#[test]
fn cada_defeito_tem_o_seu_erro() {
    let erro = |formato: Formato, bytes: &[u8]| {
        formato.decodificar(bytes).unwrap_err().to_string()
    };
    let json = |texto: &str| erro(Formato::Json, texto.as_bytes());
    assert_eq!(
        json(r#"{"id":1"#),
        "JSON termina antes da hora: faltam bytes"
    );
    assert_eq!(json(r#"{"id":1}"#), "falta o campo origem");
    assert!(json("{id:1}").contains("a sintaxe quebra, na linha 1, coluna 2"));
    assert!(json(r#"{"id":"um"}"#).contains("um campo tem o tipo errado"));
    assert_eq!(
        erro(Formato::MessagePack, &[0x85, 0xa2]),
        "MessagePack termina antes da hora: faltam bytes"
    );
    assert_eq!(erro(Formato::MessagePack, &[0x80]), "falta o campo id");
    let mut com_sobra = Formato::MessagePack.codificar(&exemplo(vec![])).unwrap();
    com_sobra.extend([0, 0]);
    assert!(erro(Formato::MessagePack, &com_sobra).contains("sobram 2 bytes"));
    assert_eq!(
        erro(Formato::Protobuf, &[0x08, 0x01, 0x20, 0x01]),
        "falta o campo origem"
    );
    assert!(erro(Formato::Protobuf, &[0x08, 0x01, 0x20, 0x07]).contains("esse tipo"));
    assert!(erro(Formato::Protobuf, &[0xff]).contains("não formam campos"));
}

#[test]
fn o_limite_vale_na_saida_e_na_entrada() {
    for formato in Formato::TODOS {
        let grande = formato.codificar(&exemplo(vec![200; LIMITE])).unwrap_err();
        assert!(matches!(grande, ErroDeFormato::GrandeDemais { .. }));
        let tamanho = LIMITE + 1;
        assert_eq!(
            formato.decodificar(&vec![b' '; tamanho]),
            Err(ErroDeFormato::GrandeDemais { tamanho })
        );
    }
}

#[test]
fn tamanho_anunciado_e_nao_enviado_nao_reserva_memoria() {
    // Um mapa, o nome "carga", e uma carga que diz ter 4 GiB e não tem nada.
    let messagepack = [b"\x81\xa5carga\xc6".as_slice(), &[0xff; 4]].concat();
    // O campo 5 com o mesmo tamanho, em sete bits por byte.
    let protobuf = [0x2a, 0xff, 0xff, 0xff, 0xff, 0x0f];
    for (formato, bytes) in [
        (Formato::MessagePack, messagepack.as_slice()),
        (Formato::Protobuf, &protobuf),
    ] {
        let uso = allocation_counter::measure(|| {
            assert!(formato.decodificar(bytes).is_err());
        });
        assert!(
            uso.bytes_max < LIMITE as u64,
            "{} reservou {} bytes por {} recebidos",
            formato.nome(),
            uso.bytes_max,
            bytes.len()
        );
    }
}

#[test]
fn os_bytes_do_protobuf_sao_os_que_o_capitulo_desenha() {
    assert_eq!(
        Formato::Protobuf
            .codificar(&exemplo(b"oi".to_vec()))
            .unwrap(),
        b"\x08\xac\x02\x12\x03ana\x1a\x03bia\x20\x01\x2a\x02oi"
    );
}
