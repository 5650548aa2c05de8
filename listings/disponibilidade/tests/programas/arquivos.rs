//! Os arquivos que os programas gravam, e os que não estragam.

use std::path::{Path, PathBuf};
use std::{fs, process};

#[cfg(target_os = "linux")]
use apoio::teste::no_shell;
use apoio::teste::rodar;

#[cfg(target_os = "linux")]
const TABELA: &str = env!("CARGO_BIN_EXE_tabela-de-falhas");
const REDUNDANCIA: &str = env!("CARGO_BIN_EXE_grafico-de-redundancia");

/// Uma pasta só deste teste, apagada no fim.
struct Pasta(PathBuf);

impl Pasta {
    fn nova(nome: &str) -> Self {
        let pasta = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{nome}-{}", process::id()));
        fs::create_dir_all(&pasta).expect("a pasta de testes aceita uma pasta");
        Self(pasta)
    }
}

impl Drop for Pasta {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn o_grafico_e_gravado_inteiro_e_sem_sobras() {
    let pasta = Pasta::nova("gravar");
    let destino = pasta.0.join("g.svg");
    fs::write(&destino, "o de antes").unwrap();
    let argumentos = ["--rodadas", "20", "--saida", destino.to_str().unwrap()];
    let (status, saida, erro) = rodar(REDUNDANCIA, &argumentos);
    assert_eq!((status, saida.as_str()), (Some(0), ""), "{erro}");
    assert!(fs::read_to_string(&destino).unwrap().ends_with("</svg>\n"));
    assert_eq!(
        fs::read_dir(&pasta.0).unwrap().count(),
        1,
        "sobrou um arquivo provisório"
    );
}

#[test]
fn sem_onde_gravar_sai_com_1_e_diz_onde() {
    let pasta = Pasta::nova("sem-pasta");
    let destino = pasta.0.join("nao-existe").join("g.svg");
    let destino = destino.to_str().unwrap();
    let (status, _, erro) = rodar(REDUNDANCIA, &["--rodadas", "20", "--saida", destino]);
    assert_eq!(status, Some(1));
    assert!(
        erro.contains(&format!("não consegui gravar {destino}")),
        "{erro}"
    );
}

#[test]
fn destino_que_nao_e_arquivo_sai_com_1_e_nao_deixa_sobra() {
    let pasta = Pasta::nova("destino-pasta");
    let destino = pasta.0.join("g.svg");
    fs::create_dir(&destino).unwrap();
    let argumentos = ["--rodadas", "20", "--saida", destino.to_str().unwrap()];
    let (status, _, erro) = rodar(REDUNDANCIA, &argumentos);
    assert_eq!(status, Some(1), "{erro}");
    assert_eq!(
        fs::read_dir(&pasta.0).unwrap().count(),
        1,
        "sobrou um arquivo provisório"
    );
}

#[test]
fn argumento_ruim_nao_toca_no_arquivo_que_ja_existe() {
    let pasta = Pasta::nova("preserva");
    let destino = pasta.0.join("g.svg");
    fs::write(&destino, "o de antes").unwrap();
    let saida = destino.to_str().unwrap();
    for argumentos in [["--n", "0"], ["--n", "999999"], ["--rodadas", "4000000000"]] {
        let (status, _, _) = rodar(
            REDUNDANCIA,
            &[argumentos[0], argumentos[1], "--saida", saida],
        );
        assert_eq!(status, Some(2), "{argumentos:?}");
        assert_eq!(fs::read_to_string(&destino).unwrap(), "o de antes");
    }
}

#[cfg(unix)]
#[test]
fn atalho_continua_atalho_e_o_arquivo_apontado_muda() {
    let pasta = Pasta::nova("atalho");
    let (alvo, atalho) = (pasta.0.join("alvo.svg"), pasta.0.join("atalho.svg"));
    fs::write(&alvo, "o de antes").unwrap();
    std::os::unix::fs::symlink("alvo.svg", &atalho).unwrap();
    let argumentos = ["--rodadas", "20", "--saida", atalho.to_str().unwrap()];
    let (status, _, erro) = rodar(REDUNDANCIA, &argumentos);
    assert_eq!(status, Some(0), "{erro}");
    assert!(fs::symlink_metadata(&atalho).unwrap().is_symlink());
    assert!(fs::read_to_string(&alvo).unwrap().ends_with("</svg>\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn dispositivo_recebe_os_bytes_e_nao_e_trocado_por_um_arquivo() {
    let pasta = Pasta::nova("dispositivo");
    let tubo = pasta.0.join("tubo");
    let feito = process::Command::new("mkfifo").arg(&tubo).status().unwrap();
    assert!(feito.success());
    let roteiro =
        "\"$1\" --rodadas 20 --saida \"$2\" & tail -n 1 < \"$2\"; test -p \"$2\"";
    let fim = no_shell(roteiro, &[REDUNDANCIA, tubo.to_str().unwrap()]).esperar_fim();
    let (status, saida) = (fim.status.code(), fim.saida.as_str());
    assert_eq!((status, saida), (Some(0), "</svg>\n"), "{}", fim.erro);
}

#[cfg(target_os = "linux")]
#[test]
fn saida_cheia_e_dita_em_portugues() {
    for programa in [TABELA, REDUNDANCIA] {
        let roteiro = "\"$1\" --rodadas 20 > /dev/full";
        let fim = no_shell(roteiro, &[programa]).esperar_fim();
        assert_eq!(fim.status.code(), Some(1));
        assert_eq!(fim.erro, "erro: o disco está cheio\n");
    }
}
