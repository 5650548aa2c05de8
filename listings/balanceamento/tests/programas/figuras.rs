//! As figuras do capítulo são o que o programa desenha.

use std::fs;

use apoio::saida::{conferir, desta_crate};
use apoio::teste::Programa;
use roxmltree::Document;

pub const GRAFICO: &str = env!("CARGO_BIN_EXE_figuras-de-escala");

const FIGURAS: [(&str, &str); 4] = [
    ("amdahl", "amdahl.svg"),
    ("perguntas", "duas-perguntas.svg"),
    ("universal", "lei-universal.svg"),
    ("vazao", "vazao.svg"),
];

fn desenhar(figura: &str) -> String {
    let fim = Programa::iniciar(GRAFICO, &["--figura", figura]).esperar_fim();
    assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    fim.saida
}

#[test]
fn cada_figura_do_capitulo_e_o_que_o_programa_desenha() {
    for (figura, arquivo) in FIGURAS {
        let caminho = desta_crate("../../src/fundamentos/figuras").join(arquivo);
        conferir(&caminho, &desenhar(figura));
    }
}

#[test]
fn toda_figura_e_xml_valido_e_so_usa_as_cores_do_tema() {
    for (figura, _) in FIGURAS {
        let svg = desenhar(figura);
        let documento = Document::parse(&svg).expect("o SVG devia ser XML válido");
        let cores = documento
            .descendants()
            .flat_map(|no| ["fill", "stroke"].map(|a| no.attribute(a)))
            .flatten();
        for cor in cores {
            assert!(
                cor == "none" || cor == "currentColor" || cor.starts_with("var(--"),
                "{figura}: {cor} não muda com o tema"
            );
        }
    }
}

#[test]
fn a_figura_e_gravada_inteira_ou_nao_se_toca_no_que_havia() {
    let pasta = tempfile::tempdir().expect("uma pasta");
    let destino = pasta.path().join("g.svg");
    fs::write(&destino, "o de antes").expect("gravar");
    let onde = destino.to_str().expect("UTF-8");
    let rodar =
        |argumentos: &[&str]| Programa::iniciar(GRAFICO, argumentos).esperar_fim();

    let errado = rodar(&["--figura", "vazao", "--medidas", onde, "--saida", onde]);
    assert_eq!(errado.status.code(), Some(1), "{}", errado.erro);
    assert!(errado.erro.contains("linha 1"), "{}", errado.erro);
    assert_eq!(fs::read_to_string(&destino).expect("ler"), "o de antes");

    let certo = rodar(&["--figura", "amdahl", "--saida", onde]);
    assert_eq!(certo.status.code(), Some(0), "{}", certo.erro);
    assert!(
        fs::read_to_string(&destino)
            .expect("ler")
            .ends_with("</svg>\n")
    );
    assert_eq!(
        fs::read_dir(pasta.path()).expect("ler").count(),
        1,
        "sobrou algo"
    );
}

#[cfg(unix)]
#[test]
fn um_atalho_continua_atalho_e_o_arquivo_dele_e_que_muda() {
    let pasta = tempfile::tempdir().expect("uma pasta");
    let (atalho, alvo) = (pasta.path().join("atalho"), pasta.path().join("g.svg"));
    fs::write(&alvo, "o de antes").expect("gravar");
    std::os::unix::fs::symlink(&alvo, &atalho).expect("atalho");
    let onde = atalho.to_str().expect("UTF-8");
    let fim = Programa::iniciar(GRAFICO, &["--figura", "amdahl", "--saida", onde]);
    assert_eq!(fim.esperar_fim().status.code(), Some(0));
    assert!(atalho.is_symlink(), "o atalho virou arquivo");
    assert!(fs::read_to_string(&alvo).expect("ler").contains("<svg"));
}

#[cfg(unix)]
#[test]
fn medidas_que_nao_acabam_sao_recusadas_sem_gastar_a_memoria() {
    for arquivo in ["/dev/zero", "/dev/urandom"] {
        let argumentos = ["--figura", "vazao", "--medidas", arquivo];
        let fim = Programa::iniciar(GRAFICO, &argumentos).esperar_fim();
        assert_eq!(fim.status.code(), Some(1), "{arquivo}: {}", fim.erro);
        assert!(fim.erro.contains(arquivo), "{}", fim.erro);
    }
}
