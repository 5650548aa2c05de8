//! Compactar: o arquivo encolhe, e continua a ser o mesmo para quem o guarda.

use std::fs;

use websocket::historia::Historia;
use websocket::registro::Registro;

use crate::comum::bytes::registro;

fn registros(quantos: u64) -> Vec<Registro> {
    (1..=quantos).map(|n| registro("geral", 0, n)).collect()
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
    historia.gravar(&registros(101)[100..]).unwrap();
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

#[cfg(unix)]
#[test]
fn compactar_por_um_atalho_mantem_o_atalho_a_tranca_e_as_permissoes() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use websocket::historia::ErroDeHistoria;
    let pasta = tempfile::tempdir().unwrap();
    let [guardada, atalho] = ["guardada", "atalho"].map(|nome| pasta.path().join(nome));
    drop(Historia::abrir(&guardada, false).unwrap());
    fs::set_permissions(&guardada, fs::Permissions::from_mode(0o600)).unwrap();
    symlink(&guardada, &atalho).unwrap();

    let todas = registros(3);
    let (mut historia, _) = Historia::abrir(&atalho, false).unwrap();
    historia.gravar(&todas).unwrap();
    historia.compactar(todas[1..].iter()).unwrap();
    let outra = Historia::abrir(&guardada, false);
    assert!(matches!(outra, Err(ErroDeHistoria::EmUso(_))));
    drop(historia);

    assert!(fs::symlink_metadata(&atalho).unwrap().is_symlink());
    let modo = fs::metadata(&guardada).unwrap().permissions().mode();
    assert_eq!(modo & 0o777, 0o600, "a história ficou à vista de outros");
    assert_eq!(Historia::abrir(&guardada, false).unwrap().1, todas[1..]);
}

#[cfg(unix)] // o Windows não tira do lugar um arquivo aberto
#[test]
fn a_troca_que_falha_nao_deixa_resto() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    fs::remove_file(&caminho).unwrap();
    fs::create_dir(&caminho).unwrap();
    assert!(historia.compactar([].iter()).is_err());
    let sobras = fs::read_dir(pasta.path()).unwrap().count();
    assert_eq!(sobras, 1, "ficou o arquivo que não tomou o lugar");
}

#[test]
fn o_resto_de_uma_compactacao_interrompida_nao_impede_a_seguinte() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("historia");
    let todas = registros(3);
    let (mut historia, _) = Historia::abrir(&caminho, false).unwrap();
    fs::write(caminho.with_added_extension("novo"), "pela metade").unwrap();
    historia.gravar(&todas).unwrap();
    historia.compactar(todas[1..].iter()).unwrap();
    drop(historia);
    assert_eq!(Historia::abrir(&caminho, false).unwrap().1, todas[1..]);
}
