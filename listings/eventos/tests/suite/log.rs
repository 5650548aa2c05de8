//! O que o leitor salva, o que recusa e o que nunca aceita.

use std::fs;

use eventos::evento::Evento;
use eventos::log::leitura::{Defeito, ErroDeLeitura, Leitor, Lido, Motivo};
use eventos::log::{CABECALHO, Cabecalho, MAIOR_CARGA, cabecalho, examinar};
use eventos::log::{montar, soma};

use crate::banco::fazer;
use crate::comum::Lugar;

const HISTORIA: [&str; 5] = [
    "abrir ana",
    "abrir bia",
    "depositar ana 100",
    "transferir ana bia 30 chave=pix-1",
    "sacar bia 5,50",
];

/// Um log de cinco eventos e o byte em que cada um acaba.
fn historia() -> (Lugar, Vec<u8>, Vec<usize>) {
    let lugar = Lugar::novo();
    let mut fins = vec![CABECALHO];
    let mut banco = lugar.abrir();
    for linha in HISTORIA {
        fazer(&mut banco, &[linha]);
        fins.push(fs::metadata(&lugar.log).unwrap().len() as usize);
    }
    drop(banco);
    let bytes = fs::read(&lugar.log).unwrap();
    (lugar, bytes, fins)
}

/// Os eventos que se leem e como a leitura acabou.
fn ler(bytes: &[u8]) -> (Vec<Evento>, Result<Lido, Defeito>) {
    let mut leitor = Leitor::novo(bytes, CABECALHO as u64, 0, 0);
    let mut eventos = Vec::new();
    loop {
        match leitor.proximo() {
            Ok(Lido::Evento(evento)) => eventos.push(evento),
            Ok(fim) => return (eventos, Ok(fim)),
            Err(ErroDeLeitura::Defeito(defeito)) => return (eventos, Err(defeito)),
            Err(erro) => panic!("{erro}"),
        }
    }
}

#[test]
fn cortado_em_qualquer_byte_recupera_o_maior_prefixo_valido() {
    let (lugar, bytes, fins) = historia();
    for corte in 0..=bytes.len() {
        fs::write(&lugar.log, &bytes[..corte]).unwrap();

        let mut banco = lugar.abrir();

        let inteiros = fins.iter().filter(|fim| **fim <= corte).count();
        let esperados = inteiros.saturating_sub(1) as u64;
        assert_eq!(banco.contas().ultimo(), esperados, "corte no byte {corte}");
        // Num corte que já caía em fronteira não há o que avisar.
        let avisa = corte > CABECALHO && !fins.contains(&corte);
        assert_eq!(
            banco.avisos().len(),
            usize::from(avisa),
            "corte no byte {corte}"
        );
        // O que vier depois do corte precisa ser legível na próxima vez.
        fazer(&mut banco, &["abrir nova"]);
        drop(banco);
        let reaberto = lugar.abrir();
        assert_eq!(
            reaberto.contas().ultimo(),
            esperados + 1,
            "corte no byte {corte}"
        );
        assert!(reaberto.avisos().is_empty());
    }
}

#[test]
fn um_bit_trocado_em_qualquer_lugar_e_acusado_e_nada_e_cortado() {
    let (lugar, bytes, fins) = historia();
    for bit in 0..bytes.len() * 8 {
        let mut trocado = bytes.clone();
        trocado[bit / 8] ^= 1 << (bit % 8);
        if bit / 8 < CABECALHO {
            let exame = examinar(&trocado[..CABECALHO]);
            assert!(
                !matches!(exame, Cabecalho::Bom { .. }),
                "bit {bit}: {exame:?}"
            );
        } else {
            let (lidos, fim) = ler(&trocado[CABECALHO..]);
            let bons = fins.iter().filter(|fim| **fim * 8 <= bit).count() - 1;
            assert_eq!(lidos.len(), bons, "os eventos antes do bit {bit} são bons");
            let defeito = fim.expect_err("o bit trocado devia aparecer");
            let (evento, byte) = (bons as u64 + 1, fins[bons] as u64);
            assert_eq!((defeito.evento, defeito.byte), (evento, byte), "bit {bit}");
        }
        // Um bit por byte basta para conferir que o banco recusa e não mexe.
        if bit % 8 == bit / 8 % 8 {
            fs::write(&lugar.log, &trocado).unwrap();
            lugar.recusa();
        }
    }
}

#[test]
fn corrupcao_no_meio_diz_onde_e_nao_perde_o_que_vem_depois() {
    let (lugar, mut bytes, fins) = historia();
    bytes[fins[2] + 10] ^= 0x20;
    fs::write(&lugar.log, &bytes).unwrap();

    let erro = lugar.recusa();

    let trecho = format!(
        "o evento 3, no byte {}, está corrompido: a soma da carga não confere",
        fins[2]
    );
    assert!(erro.contains(&trecho), "{erro}");
}

#[test]
fn um_tamanho_aumentado_no_meio_nao_passa_por_fim_cortado() {
    let (lugar, mut bytes, fins) = historia();
    // Sem soma própria, o tamanho diria “faltam bytes”, e o leitor cortaria
    // três eventos confirmados.
    bytes[fins[1] + 2] = 1;
    fs::write(&lugar.log, &bytes).unwrap();

    let erro = lugar.recusa();

    assert!(erro.contains("a soma do tamanho não confere"), "{erro}");
}

#[test]
fn uma_entrada_que_some_do_meio_e_notada_pelo_numero() {
    let (lugar, bytes, fins) = historia();
    let sem_o_terceiro = [&bytes[..fins[2]], &bytes[fins[3]..]].concat();
    fs::write(&lugar.log, sem_o_terceiro).unwrap();

    let erro = lugar.recusa();

    assert!(erro.contains("o número gravado é 4"), "{erro}");
}

#[test]
fn entrada_maior_que_o_limite_e_recusada_antes_de_alocar() {
    let tamanho = u32::MAX.to_be_bytes();
    let bytes = [tamanho, soma(&tamanho).to_be_bytes()].concat();

    let (_, fim) = ler(&bytes);

    let motivo = Motivo::GrandeDemais(u32::MAX as usize);
    assert_eq!(fim.unwrap_err().motivo, motivo);
    let maior = "9".repeat(MAIOR_CARGA + 1);
    let (_, fim) = ler(&montar(maior.as_bytes()));
    assert_eq!(
        fim.unwrap_err().motivo,
        Motivo::GrandeDemais(MAIOR_CARGA + 1)
    );
}

#[test]
fn somas_boas_com_carga_sem_sentido_sao_recusadas() {
    for carga in [&b"1 - aberta"[..], b"\xff\xfe", b""] {
        let (_, fim) = ler(&montar(carga));
        assert_eq!(fim.unwrap_err().motivo, Motivo::NaoEvento, "{carga:?}");
    }
}

#[test]
fn um_evento_impossivel_gravado_com_somas_boas_e_recusado() {
    let lugar = Lugar::novo();
    let saque = montar(b"1 - sacado ana 100");
    fs::write(&lugar.log, [&cabecalho(7)[..], &saque].concat()).unwrap();

    let erro = lugar.recusa();

    assert!(erro.contains("o evento 1 não segue"), "{erro}");
}
