//! Um arquivo se grava inteiro, ou não se toca no que havia.

use std::fs;
use std::path::Path;

use apoio::arquivo::{gravar, ler};

fn quantos_em(pasta: &Path) -> usize {
    fs::read_dir(pasta).expect("a pasta se lê").count()
}

#[test]
fn o_arquivo_novo_toma_o_lugar_do_antigo_e_nada_sobra() {
    let pasta = tempfile::tempdir().unwrap();
    let destino = pasta.path().join("g.svg");
    for texto in ["um texto mais longo", "outro"] {
        gravar(&destino, texto).expect("há onde gravar");
        assert_eq!(fs::read_to_string(&destino).unwrap(), texto);
    }
    assert_eq!(quantos_em(pasta.path()), 1, "sobrou um provisório");
}

#[test]
fn a_pasta_que_esta_no_lugar_fica_e_o_provisorio_se_apaga() {
    let pasta = tempfile::tempdir().unwrap();
    let destino = pasta.path().join("g.svg");
    fs::create_dir(&destino).unwrap();
    gravar(&destino, "texto").expect_err("há uma pasta no lugar");
    assert!(destino.is_dir());
    assert_eq!(quantos_em(pasta.path()), 1, "sobrou um provisório");
}

#[cfg(unix)]
#[test]
fn quem_le_o_antigo_o_le_ate_o_fim() {
    use std::io::Read;
    let pasta = tempfile::tempdir().unwrap();
    let destino = pasta.path().join("g.svg");
    gravar(&destino, "o de antes").unwrap();
    let mut antigo = fs::File::open(&destino).unwrap();
    gravar(&destino, "o de agora").unwrap();
    let mut lido = String::new();
    antigo.read_to_string(&mut lido).unwrap();
    assert_eq!(lido, "o de antes", "trocou o conteúdo, e não o arquivo");
}

#[cfg(unix)]
#[test]
fn o_atalho_continua_atalho_e_o_apontado_muda() {
    let pasta = tempfile::tempdir().unwrap();
    let (alvo, atalho) = (pasta.path().join("alvo"), pasta.path().join("atalho"));
    fs::write(&alvo, "o de antes").unwrap();
    std::os::unix::fs::symlink("alvo", &atalho).unwrap();
    gravar(&atalho, "o de agora").expect("há onde gravar");
    assert!(atalho.is_symlink(), "o atalho virou arquivo");
    assert_eq!(fs::read_to_string(&alvo).unwrap(), "o de agora");
}

#[cfg(target_os = "linux")]
#[test]
fn o_dispositivo_recebe_o_texto_e_continua_dispositivo() {
    use std::os::unix::fs::FileTypeExt;
    let pasta = tempfile::tempdir().unwrap();
    let tubo = pasta.path().join("tubo");
    let feito = std::process::Command::new("mkfifo").arg(&tubo).status();
    assert!(feito.unwrap().success());
    let leitor = {
        let tubo = tubo.clone();
        std::thread::spawn(move || fs::read_to_string(tubo))
    };
    gravar(&tubo, "texto").expect("há quem leia");
    let tipo = fs::symlink_metadata(&tubo).unwrap().file_type();
    assert!(tipo.is_fifo(), "o tubo virou arquivo");
    assert_eq!(leitor.join().unwrap().unwrap(), "texto");
}

#[test]
fn o_arquivo_de_ate_1_mib_se_le_e_o_maior_se_recusa() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("cert.pem");
    fs::write(&caminho, vec![b'a'; 1 << 20]).unwrap();
    assert_eq!(ler(&caminho).expect("cabe").len(), 1 << 20);
    fs::write(&caminho, vec![b'a'; (1 << 20) + 1]).unwrap();
    let erro = ler(&caminho).expect_err("não cabe");
    assert_eq!(erro.kind(), std::io::ErrorKind::FileTooLarge);
}
