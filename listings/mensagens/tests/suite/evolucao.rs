//! Duas versões da mesma mensagem no ar: campo a mais, campo a menos.

use mensagens::formato::comparacao::exemplo;
use mensagens::formato::{ErroDeFormato, Formato, MensagemProto};
use mensagens::mensagem::{Id, Mensagem, No, Tipo};
use prost::Message;
use serde::{Deserialize, Serialize};

// ANCHOR: nova
/// A versão seguinte: um campo a mais, com um valor para quando ele falta.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct MensagemNova {
    id: Id,
    origem: No,
    destino: No,
    tipo: Tipo,
    #[serde(with = "serde_bytes")]
    carga: Vec<u8>,
    #[serde(default)]
    prioridade: u8,
}
// ANCHOR_END: nova

/// A mesma, em Protobuf: o número 6 nunca foi de outro campo.
#[derive(Clone, PartialEq, Message)]
struct ProtoNova {
    #[prost(uint64, optional, tag = "1")]
    id: Option<u64>,
    #[prost(string, optional, tag = "2")]
    origem: Option<String>,
    #[prost(string, optional, tag = "3")]
    destino: Option<String>,
    #[prost(int32, optional, tag = "4")]
    tipo: Option<i32>,
    #[prost(bytes = "vec", optional, tag = "5")]
    carga: Option<Vec<u8>>,
    #[prost(uint32, optional, tag = "6")]
    prioridade: Option<u32>,
}

fn nova() -> MensagemNova {
    let Mensagem {
        id,
        origem,
        destino,
        tipo,
        carga,
    } = exemplo(b"oi".to_vec());
    MensagemNova {
        id,
        origem,
        destino,
        tipo,
        carga,
        prioridade: 9,
    }
}

fn proto_nova() -> ProtoNova {
    let bytes = Formato::Protobuf
        .codificar(&exemplo(b"oi".to_vec()))
        .unwrap();
    let mut nova = ProtoNova::decode(bytes.as_slice()).unwrap();
    nova.prioridade = Some(9);
    nova
}

#[test]
fn o_leitor_antigo_ignora_o_campo_que_nao_conhece() {
    for (formato, bytes) in [
        (Formato::Json, serde_json::to_vec(&nova()).unwrap()),
        (
            Formato::MessagePack,
            rmp_serde::to_vec_named(&nova()).unwrap(),
        ),
        (Formato::Protobuf, proto_nova().encode_to_vec()),
    ] {
        assert_eq!(
            formato.decodificar(&bytes),
            Ok(exemplo(b"oi".to_vec())),
            "{}",
            formato.nome()
        );
    }
}

#[test]
fn o_leitor_novo_poe_o_padrao_no_campo_que_falta() {
    let antiga = exemplo(b"oi".to_vec());
    let esperada = MensagemNova {
        prioridade: 0,
        ..nova()
    };
    let json = Formato::Json.codificar(&antiga).unwrap();
    assert_eq!(
        serde_json::from_slice::<MensagemNova>(&json).unwrap(),
        esperada
    );
    let messagepack = Formato::MessagePack.codificar(&antiga).unwrap();
    assert_eq!(
        rmp_serde::from_slice::<MensagemNova>(&messagepack).unwrap(),
        esperada
    );
    let protobuf = Formato::Protobuf.codificar(&antiga).unwrap();
    assert_eq!(
        ProtoNova::decode(protobuf.as_slice()).unwrap().prioridade,
        None
    );
}

#[test]
fn messagepack_sem_nomes_e_menor_e_nao_evolui() {
    let antiga = exemplo(b"oi".to_vec());
    let em_ordem = rmp_serde::to_vec(&antiga).unwrap();
    let com_nomes = Formato::MessagePack.codificar(&antiga).unwrap();
    assert_eq!((em_ordem.len(), com_nomes.len()), (23, 52));
    let da_nova = rmp_serde::to_vec(&nova()).unwrap();
    assert!(
        Formato::MessagePack.decodificar(&da_nova).is_err(),
        "o sexto valor não tem nome por que se saiba que pode ser pulado"
    );
}

/// Os números 2 e 3 trocaram de dono. O tipo no fio é o mesmo, e ninguém percebe.
#[derive(Clone, PartialEq, Message)]
struct ProtoRenumerada {
    #[prost(uint64, optional, tag = "1")]
    id: Option<u64>,
    #[prost(string, optional, tag = "3")]
    origem: Option<String>,
    #[prost(string, optional, tag = "2")]
    destino: Option<String>,
}

#[test]
fn reaproveitar_um_numero_troca_os_campos_sem_erro() {
    let bytes = ProtoRenumerada {
        id: Some(1),
        origem: Some("ana".to_owned()),
        destino: Some("bia".to_owned()),
    }
    .encode_to_vec();
    let lida = MensagemProto::decode(bytes.as_slice()).unwrap();
    assert_eq!(
        lida.origem.as_deref(),
        Some("bia"),
        "trocados, e em silêncio"
    );
    assert_eq!(lida.destino.as_deref(), Some("ana"));
}

#[test]
fn campo_obrigatorio_que_falta_e_erro_nos_tres() {
    #[derive(Serialize)]
    struct SoId {
        id: u64,
    }
    let proto = MensagemProto {
        id: Some(1),
        tipo: Some(1),
        ..MensagemProto::default()
    };
    for (formato, bytes) in [
        (Formato::Json, serde_json::to_vec(&SoId { id: 1 }).unwrap()),
        (
            Formato::MessagePack,
            rmp_serde::to_vec_named(&SoId { id: 1 }).unwrap(),
        ),
        (Formato::Protobuf, proto.encode_to_vec()),
    ] {
        let falta = ErroDeFormato::FaltaCampo("origem".to_owned());
        assert_eq!(
            formato.decodificar(&bytes),
            Err(falta),
            "{}",
            formato.nome()
        );
    }
}
