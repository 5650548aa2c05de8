//! Os quadros: cada quebra da norma fecha com o seu código, nos dois servidores.

use std::process;

use crate::comum::memoria::residente;
use crate::comum::{Cru, Quadro, Servidor, cabeca, quadro};
use websocket::limites::Limites;
use websocket::ola::Modo;

const LIMITE: usize = 4096;

/// O que se manda, e com que código se espera o fim.
#[track_caller]
fn fecha(bytes: &[u8], codigo: u16) {
    let limites = Limites::default();
    for servidor in [
        Servidor::ola(Modo::Saudacao, limites),
        Servidor::salas(limites),
    ] {
        let mut cru = Cru::abrir(servidor.endereco);
        cru.mandar(bytes);
        let (veio, frase) = cru.fecho();
        assert_eq!(veio, codigo, "{frase}");
        assert!(!frase.is_empty(), "o Close {codigo} devia dizer o motivo");
    }
}

#[test]
fn quadro_sem_mascara_fecha_com_1002() {
    fecha(&[0x81, 2, b'o', b'i'], 1002);
}

#[test]
fn controle_fragmentado_fecha_com_1002() {
    fecha(&quadro(0x09, b"ping em pedacos"), 1002);
}

#[test]
fn controle_grande_fecha_com_1002() {
    fecha(&quadro(0x89, &[0; 126]), 1002);
}

#[test]
fn bit_reservado_fecha_com_1002() {
    fecha(&quadro(0xc1, b"comprimido?"), 1002);
}

#[test]
fn codigo_de_operacao_desconhecido_fecha_com_1002() {
    fecha(&quadro(0x83, b""), 1002);
    fecha(&quadro(0x8b, b""), 1002);
}

#[test]
fn continuacao_sem_comeco_fecha_com_1002() {
    fecha(&quadro(0x80, b"de que?"), 1002);
}

#[test]
fn mensagem_no_meio_de_outra_fecha_com_1002() {
    fecha(
        &[quadro(0x01, b"comeco"), quadro(0x81, b"outra")].concat(),
        1002,
    );
}

#[test]
fn close_de_um_byte_fecha_com_1002() {
    fecha(&quadro(0x88, &[3]), 1002);
}

#[test]
fn texto_que_nao_e_utf8_fecha_com_1007() {
    fecha(&quadro(0x81, &[b'a', 0xff, b'b']), 1007);
    // Partido no meio de uma letra e nunca completado.
    fecha(&[quadro(0x01, &[0xc3]), quadro(0x80, b"x")].concat(), 1007);
}

#[test]
fn binario_fecha_com_1003() {
    fecha(&quadro(0x82, &[1, 2, 3]), 1003);
}

#[test]
fn mensagem_acima_do_limite_fecha_com_1009() {
    fecha(&quadro(0x81, &[b'a'; LIMITE + 1]), 1009);
    // Cada pedaço cabe; a soma não.
    let pedaco = [b'a'; LIMITE / 2 + 1];
    fecha(
        &[quadro(0x01, &pedaco), quadro(0x80, &pedaco)].concat(),
        1009,
    );
}

#[test]
fn tamanho_gigante_anunciado_fecha_com_1009_sem_reservar_memoria() {
    let antes = residente(process::id());
    for tamanho in [1 << 20, 1 << 40, u64::MAX >> 1, u64::MAX] {
        fecha(&[cabeca(0x81, 0x80, tamanho), vec![0; 4]].concat(), 1009);
    }
    let cresceu = residente(process::id()).saturating_sub(antes);
    assert!(cresceu < 64 << 10, "a memória cresceu {cresceu} KiB");
}

#[test]
fn mensagem_em_pedacos_com_ping_no_meio_e_uma_so() {
    let servidor = Servidor::ola(Modo::Saudacao, Limites::default());
    let mut cru = Cru::abrir(servidor.endereco);
    // «ção», com o ç cortado ao meio, e um Ping entre os pedaços.
    cru.mandar(&quadro(0x01, &[0xc3]));
    cru.mandar(&quadro(0x89, b"vivo?"));
    cru.mandar(&quadro(0x80, &[0xa7, 0xc3, 0xa3, b'o']));
    let pong = Quadro {
        codigo: 10,
        carga: b"vivo?".to_vec(),
    };
    assert_eq!(cru.ler(), Some(pong), "o Pong devolve a carga do Ping");
    assert_eq!(cru.ler().unwrap().texto(), "Olá, ção!");
}

#[test]
fn um_byte_por_vez_da_a_mesma_conversa() {
    let servidor = Servidor::ola(Modo::Saudacao, Limites::default());
    let mut cru = Cru::abrir(servidor.endereco);
    for byte in quadro(0x81, "Zé".as_bytes()) {
        cru.mandar(&[byte]);
    }
    assert_eq!(cru.ler().unwrap().texto(), "Olá, Zé!");
}

#[test]
fn muitas_mensagens_numa_escrita_tem_cada_uma_a_sua_resposta_em_ordem() {
    let servidor = Servidor::ola(Modo::Saudacao, Limites::default());
    let mut cru = Cru::abrir(servidor.endereco);
    // Mais que o lote que o servidor responde de uma vez, e um Close no fim.
    let nomes: Vec<_> = (0..200).map(|i| format!("n{i}")).collect();
    let mut bytes: Vec<u8> = nomes
        .iter()
        .flat_map(|nome| quadro(0x81, nome.as_bytes()))
        .collect();
    bytes.extend(quadro(0x88, &1000_u16.to_be_bytes()));
    cru.mandar(&bytes);
    for nome in nomes {
        assert_eq!(cru.ler().unwrap().texto(), format!("Olá, {nome}!"));
    }
    assert_eq!(cru.fecho().0, 1000);
}

#[test]
fn o_eco_devolve_texto_e_binario_de_qualquer_tamanho_ate_o_limite() {
    let servidor = Servidor::ola(Modo::Eco, Limites::default());
    let mut cru = Cru::abrir(servidor.endereco);
    for tamanho in [0, 1, 125, 126, 127, LIMITE] {
        for codigo in [1, 2] {
            let carga = vec![b'x'; tamanho];
            cru.mandar(&quadro(0x80 | codigo, &carga));
            assert_eq!(cru.ler(), Some(Quadro { codigo, carga }));
        }
    }
}

#[test]
fn o_close_volta_com_o_codigo_de_quem_fechou() {
    let limites = Limites::default();
    for servidor in [Servidor::ola(Modo::Eco, limites), Servidor::salas(limites)] {
        for codigo in [1000_u16, 1001, 4321] {
            let mut cru = Cru::abrir(servidor.endereco);
            cru.mandar(&quadro(0x88, &codigo.to_be_bytes()));
            assert_eq!(cru.fecho().0, codigo);
        }
    }
}
