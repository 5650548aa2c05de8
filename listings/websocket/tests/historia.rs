//! A história em disco: o que foi gravado volta, e o estrago não passa calado.

use std::fs;

use proptest::prelude::*;
use websocket::historia::{ErroDeHistoria, Historia, Registro};
use websocket::protocolo::Evento;

fn registros(quantos: u64) -> Vec<Registro> {
    (1..=quantos)
        .map(|n| Registro {
            sala: "geral".to_owned(),
            cliente: "cliente-de-teste".to_owned(),
            numero: n,
            evento: Evento {
                n,
                autor: "ana".to_owned(),
                texto: format!("fala {n}: \"ção\"\ne outra linha"),
            },
        })
        .collect()
}

#[test]
fn cortada_em_qualquer_byte_devolve_as_falas_inteiras_e_aceita_outras() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let todas = registros(4);
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    let mut finais = vec![fs::metadata(&caminho).unwrap().len()];
    for registro in &todas {
        historia.gravar(std::slice::from_ref(registro)).unwrap();
        finais.push(fs::metadata(&caminho).unwrap().len());
    }
    drop(historia);
    let inteira = fs::read(&caminho).unwrap();
    for corte in finais[0]..=inteira.len() as u64 {
        fs::write(&caminho, &inteira[..corte as usize]).unwrap();
        let (mut historia, lidas) = Historia::abrir(&caminho, false).unwrap();
        let inteiras = finais.iter().filter(|f| **f <= corte).count() - 1;
        assert_eq!(lidas, todas[..inteiras], "cortada em {corte}");
        // O resto cortado não pode grudar no que vem depois.
        historia.gravar(&todas[3..]).unwrap();
        drop(historia);
        let (_, lidas) = Historia::abrir(&caminho, false).unwrap();
        assert_eq!(lidas.len(), inteiras + 1, "cortada em {corte}");
    }
}

#[test]
fn cortada_antes_do_nome_e_uma_historia_nova() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let nome = |(historia, _): (Historia, _)| historia.nome().to_owned();
    let um = nome(Historia::abrir(&caminho, false).unwrap());
    assert_eq!(nome(Historia::abrir(&caminho, false).unwrap()), um);
    fs::write(&caminho, b"12ab").unwrap();
    let outro = nome(Historia::abrir(&caminho, false).unwrap());
    assert_ne!(
        outro, um,
        "outra história, outro nome: os números recomeçaram"
    );
}

proptest! {
    // Um achado se imprime inteiro; gravá-lo seria mexer no repositório de quem só testa.
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(64)
    })]
    #[test]
    fn um_byte_estragado_no_meio_nao_passa_por_fala(
        posicao in any::<prop::sample::Index>(), bit in 0_u8..8,
    ) {
        let pasta = tempfile::tempdir().unwrap();
        let caminho = pasta.path().join("historia");
        let todas = registros(3);
        let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
        historia.gravar(&todas).unwrap();
        drop(historia);
        let mut bytes = fs::read(&caminho).unwrap();
        let i = posicao.index(bytes.len() - 1); // o último \n é o corte, testado à parte
        bytes[i] ^= 1_u8 << bit;
        fs::write(&caminho, &bytes).unwrap();
        match Historia::abrir(&caminho, false) {
            Err(ErroDeHistoria::Estragada(..)) => {}
            Err(outro) => prop_assert!(false, "{outro}"),
            Ok((_, lidas)) => prop_assert!(false, "leu {lidas:?} com o byte {i} trocado"),
        }
    }
}

#[test]
fn compactar_guarda_o_nome_e_so_o_que_serve() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let todas = registros(100);
    let (mut historia, _) = Historia::abrir(&caminho, true).unwrap();
    historia.gravar(&todas).unwrap();
    let nome = historia.nome().to_owned();
    historia.compactar(todas[90..].iter()).unwrap();
    historia.gravar(&todas[..1]).unwrap();
    drop(historia);
    let (historia, lidas) = Historia::abrir(&caminho, false).unwrap();
    assert_eq!(historia.nome(), nome);
    assert_eq!(lidas.len(), 11);
    assert_eq!(lidas[..10], todas[90..]);
}

#[test]
fn compactar_um_arquivo_de_qualquer_nome_nao_o_apaga() {
    let pasta = tempfile::tempdir().unwrap();
    // O nome do arquivo ao lado já foi este mesmo, e a história se perdia.
    let caminho = pasta.path().join("salas.novo");
    let todas = registros(3);
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    historia.gravar(&todas).unwrap();
    historia.compactar(todas[1..].iter()).unwrap();
    drop(historia);
    let (_, lidas) = Historia::abrir(&caminho, false).unwrap();
    assert_eq!(lidas, todas[1..]);
    assert_eq!(fs::read_dir(pasta.path()).unwrap().count(), 1);
}

#[test]
fn um_arquivo_que_nao_e_historia_fica_como_esta() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("tese.txt");
    for alheio in ["Era uma vez", "Era uma vez\n", &"a".repeat(100)] {
        fs::write(&caminho, alheio).unwrap();
        let lida = Historia::abrir(&caminho, false);
        let recusada = matches!(lida, Err(ErroDeHistoria::Estragada(_, 1)));
        assert!(recusada, "{alheio:?} não é uma história");
        assert_eq!(fs::read_to_string(&caminho).unwrap(), alheio);
    }
}

#[test]
fn dois_servidores_nao_partilham_a_historia() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let _primeiro = Historia::abrir(&caminho, false).unwrap();
    let segundo = Historia::abrir(&caminho, false);
    assert!(matches!(segundo, Err(ErroDeHistoria::EmUso(_))));
}

#[test]
fn o_crc_em_maiusculas_nao_passa_por_fala() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    // Falas bastantes para que ao menos um CRC tenha uma letra, seja qual for o nome.
    historia.gravar(&registros(20)).unwrap();
    drop(historia);
    let texto = fs::read_to_string(&caminho).unwrap();
    let estragada: String = texto
        .lines()
        .map(|linha| {
            let (crc, json) = linha.split_once(' ').unwrap();
            format!("{} {json}\n", crc.to_uppercase())
        })
        .collect();
    assert_ne!(
        estragada, texto,
        "nenhum CRC com letra: o teste nada provaria"
    );
    fs::write(&caminho, estragada).unwrap();
    let lida = Historia::abrir(&caminho, false);
    assert!(
        matches!(lida, Err(ErroDeHistoria::Estragada(..))),
        "um bit separa `a` de `A`: o CRC se compara como texto"
    );
}
