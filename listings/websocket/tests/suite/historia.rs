//! A história em disco: o que foi gravado volta, e o estrago não passa calado.

use std::fs;

use websocket::historia::{ErroDeHistoria, Historia};
use websocket::registro::Registro;

use crate::comum::bytes::registro;

fn registros(quantos: u64) -> Vec<Registro> {
    (1..=quantos).map(|n| registro("geral", 0, n)).collect()
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
        // Com o CRC certo, a que só perdeu o fim de linha pode ter sido confirmada.
        let inteiras = finais.iter().filter(|f| **f <= corte + 1).count() - 1;
        assert_eq!(lidas, todas[..inteiras], "cortada em {corte}");
        // O resto cortado não pode grudar no que vem depois.
        let seguinte = registro("geral", 0, inteiras as u64 + 1);
        historia.gravar(&[seguinte]).unwrap();
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
fn dois_servidores_nao_compartilham_a_historia() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let _primeiro = Historia::abrir(&caminho, false).unwrap();
    let segundo = Historia::abrir(&caminho, false);
    assert!(matches!(segundo, Err(ErroDeHistoria::EmUso(_))));
}
