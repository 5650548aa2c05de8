//! O instantâneo encurta a leitura e nunca muda a resposta.

use std::fs;

use eventos::log::soma;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::banco::{comandos, copiar, executar, fazer, sorteios};
use crate::comum::Lugar;

const HISTORIA: [&str; 4] = [
    "abrir ana",
    "abrir bia",
    "depositar ana 100 chave=k",
    "transferir ana bia 30",
];

fn com_instantaneo_no_fim() -> Lugar {
    let lugar = Lugar::novo();
    let mut banco = lugar.abrir();
    fazer(&mut banco, &HISTORIA);
    assert_eq!(banco.tirar_instantaneo().unwrap(), 4);
    lugar
}

proptest! {
    #![proptest_config(sorteios(60))]

    #[test]
    fn um_instantaneo_em_qualquer_ponto_nao_muda_nenhum_prefixo(
        comandos in comandos(40),
        onde: Index,
    ) {
        let lugar = Lugar::novo();
        let mut banco = lugar.abrir();
        let onde = onde.index(comandos.len() + 1);
        let mut eventos = executar(&mut banco, &comandos[..onde]);
        let cobertos = banco.tirar_instantaneo().unwrap();
        eventos.extend(executar(&mut banco, &comandos[onde..]));
        let prefixos = |banco: &mut eventos::banco::Banco| {
            let ate = eventos.len() as u64;
            (0..=ate).map(|n| banco.em(n).unwrap()).collect::<Vec<_>>()
        };
        let antes = prefixos(&mut banco);
        drop(banco);

        let mut com = lugar.abrir();
        prop_assert_eq!(com.poupados(), cobertos, "o instantâneo devia ser usado");
        prop_assert!(com.avisos().is_empty(), "{:?}", com.avisos());
        prop_assert_eq!(com.contas(), antes.last().unwrap());
        prop_assert_eq!(&prefixos(&mut com), &antes);
        prop_assert!(!com.reconstruir().unwrap().divergia);
        drop(com);

        fs::remove_file(lugar.instantaneo()).unwrap();
        let sem = lugar.abrir();
        prop_assert_eq!(sem.poupados(), 0);
        prop_assert_eq!(sem.contas(), antes.last().unwrap());
    }
}

#[test]
fn estragado_em_qualquer_byte_e_ignorado_com_aviso() {
    let lugar = com_instantaneo_no_fim();
    let certo = lugar.abrir().contas().clone();
    let bom = fs::read(lugar.instantaneo()).unwrap();
    let trocados = (0..bom.len()).map(|byte| {
        let mut trocado = bom.clone();
        trocado[byte] ^= 0x01;
        trocado
    });
    let cortados = (0..bom.len()).map(|corte| bom[..corte].to_vec());
    for (caso, estragado) in trocados.chain(cortados).enumerate() {
        fs::write(lugar.instantaneo(), estragado).unwrap();

        let banco = lugar.abrir();

        assert_eq!(banco.contas(), &certo, "caso {caso}");
        assert_eq!(banco.poupados(), 0, "caso {caso}");
        assert!(
            banco.avisos()[0].contains("instantâneo está estragado"),
            "caso {caso}"
        );
    }
}

#[test]
fn de_outro_log_e_ignorado_com_aviso() {
    let (lugar, outro) = (com_instantaneo_no_fim(), com_instantaneo_no_fim());
    copiar(&outro.instantaneo(), &lugar.instantaneo());

    let banco = lugar.abrir();

    assert_eq!(banco.poupados(), 0);
    assert!(
        banco.avisos()[0].contains("não é deste log"),
        "{:?}",
        banco.avisos()
    );
    assert_eq!(banco.contas().ultimo(), 4);
}

#[test]
fn adiante_de_um_log_restaurado_de_uma_copia_antiga_e_ignorado() {
    let lugar = Lugar::novo();
    let mut banco = lugar.abrir();
    fazer(&mut banco, &HISTORIA[..3]);
    drop(banco);
    let copia = fs::read(&lugar.log).unwrap();
    let mut banco = lugar.abrir();
    fazer(&mut banco, &HISTORIA[3..]);
    banco.tirar_instantaneo().unwrap();
    drop(banco);
    fs::write(&lugar.log, copia).unwrap();

    let mut banco = lugar.abrir();
    assert_eq!((banco.contas().ultimo(), banco.poupados()), (3, 0));

    // E se a história restaurada tomar outro rumo, do mesmo comprimento?
    fazer(&mut banco, &["transferir ana bia 99"]);
    drop(banco);
    let banco = lugar.abrir();
    assert_eq!(banco.poupados(), 0, "{:?}", banco.avisos());
}

#[test]
fn uma_queda_antes_da_troca_de_nome_deixa_o_anterior() {
    let lugar = com_instantaneo_no_fim();
    let mut novo = lugar.instantaneo().into_os_string();
    novo.push(".novo");
    fs::write(&novo, "instantaneo 1 meio escri").unwrap();

    let mut banco = lugar.abrir();

    assert_eq!((banco.poupados(), banco.avisos().len()), (4, 0));
    banco.tirar_instantaneo().unwrap();
    assert!(!fs::exists(&novo).unwrap(), "o seguinte reaproveita o nome");
}

#[test]
fn um_instantaneo_que_mente_com_a_soma_certa_e_pego_ao_reconstruir() {
    let lugar = com_instantaneo_no_fim();
    let bom = fs::read_to_string(lugar.instantaneo()).unwrap();
    let corpo = bom[..bom.len() - 14].replace("conta ana 7000", "conta ana 9999");
    let falso = format!("{corpo}soma {:08x}\n", soma(corpo.as_bytes()));
    fs::write(lugar.instantaneo(), falso).unwrap();
    let mut banco = lugar.abrir();
    assert_eq!(banco.contas().total(), 12_999, "nada no arquivo o desmente");

    let reconstrucao = banco.reconstruir().unwrap();

    assert!(reconstrucao.divergia);
    assert_eq!(banco.contas().total(), 10_000);
    drop(banco);
    assert_eq!(
        lugar.abrir().contas().total(),
        10_000,
        "o novo substituiu o falso"
    );
}

#[test]
fn a_chave_repetida_e_reconhecida_depois_de_um_instantaneo() {
    let lugar = com_instantaneo_no_fim();
    let mut banco = lugar.abrir();
    assert_eq!(banco.poupados(), 4);

    fazer(&mut banco, &["depositar ana 100 chave=k"]);

    assert_eq!(banco.contas().ultimo(), 4, "a chave estava no instantâneo");
}

#[test]
fn um_numero_que_o_log_nao_comporta_e_ignorado() {
    let lugar = com_instantaneo_no_fim();
    let bom = fs::read_to_string(lugar.instantaneo()).unwrap();
    let inicio: Vec<_> = bom.splitn(4, ' ').collect();
    let (magia, resto) = (inicio[..3].join(" "), inicio[3]);
    let (_, resto) = resto.split_once(' ').unwrap();
    let corpo = format!("{magia} {} {}", u64::MAX, &resto[..resto.len() - 14]);
    let falso = format!("{corpo}soma {:08x}\n", soma(corpo.as_bytes()));
    fs::write(lugar.instantaneo(), falso).unwrap();

    let mut banco = lugar.abrir();

    assert_eq!((banco.contas().ultimo(), banco.poupados()), (4, 0));
    fazer(&mut banco, &["depositar ana 1"]);
}
