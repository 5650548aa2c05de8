//! Os programas pela porta da frente: o que mostram e o que recusam.

use std::fs;

use apoio::saida::{conferir, desta_crate};
use apoio::teste::rodar;
use paralelismo::medidas;
use roxmltree::Document;

const CONTAR: &str = env!("CARGO_BIN_EXE_contar-palavras");
const MANDELBROT: &str = env!("CARGO_BIN_EXE_mandelbrot");
const MEDIR: &str = env!("CARGO_BIN_EXE_medir-speedup");

#[test]
fn as_palavras_mais_frequentes_sao_as_mesmas_nos_tres_modos() {
    let pasta = tempfile::tempdir().expect("há onde criar uma pasta");
    let arquivo = pasta.path().join("texto.txt");
    fs::write(&arquivo, "um \x1b[2J um três\n\x1b[2J um\n").expect("o arquivo se grava");
    let arquivo = arquivo.to_str().expect("o caminho é UTF-8");
    for modo in ["sequencial", "threads", "rayon"] {
        let (status, saida, erro) = rodar(
            CONTAR,
            &["--arquivo", arquivo, "--modo", modo, "--maiores", "2"],
        );
        assert_eq!(status, Some(0), "{erro}");
        assert_eq!(saida, "      3 um\n      2 \\u{1b}[2J\n", "modo {modo}");
    }
}

#[test]
fn arquivo_que_nao_se_le_e_um_erro_que_diz_qual() {
    let (status, saida, erro) = rodar(CONTAR, &["--arquivo", "nao-existe.txt"]);
    assert_eq!((status, saida.as_str()), (Some(1), ""));
    assert!(
        erro.contains("não consegui ler nao-existe.txt: não encontrado"),
        "{erro}"
    );
}

#[test]
fn arquivo_que_nao_e_texto_e_um_erro() {
    let pasta = tempfile::tempdir().expect("há onde criar uma pasta");
    let arquivo = pasta.path().join("foto");
    fs::write(&arquivo, [0xff, 0xfe]).expect("o arquivo se grava");
    let arquivo = arquivo.to_str().expect("o caminho é UTF-8");
    let (status, _, erro) = rodar(CONTAR, &["--arquivo", arquivo]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(erro.contains("não consegui ler"), "{erro}");
}

#[cfg(unix)]
#[test]
fn arquivo_sem_fim_e_recusado_em_vez_de_encher_a_memoria() {
    let (status, _, erro) = rodar(CONTAR, &["--arquivo", "/dev/zero"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(
        erro.contains("não consegui ler /dev/zero: passa de 256 MiB"),
        "{erro}"
    );
}

#[test]
fn o_desenho_do_capitulo_e_o_que_o_programa_faz_em_qualquer_modo() {
    for modo in ["sequencial", "threads", "rayon"] {
        let (status, svg, erro) = rodar(MANDELBROT, &["--modo", modo]);
        assert_eq!(status, Some(0), "{erro}");
        Document::parse(&svg).expect("o SVG devia ser XML válido");
        conferir(
            &desta_crate("../../src/concorrencia/figuras/mandelbrot.svg"),
            &svg,
        );
    }
}

#[test]
fn o_grafico_do_capitulo_e_o_das_medidas_publicadas() {
    let medidas = medidas::ler(include_str!("../../medidas/speedup.csv"));
    let medidas = medidas.expect("o arquivo publicado se lê");
    for (trabalho, titulo) in [
        ("ordenar", "O speedup ao ordenar dez milhões de números"),
        ("contar", "O speedup ao contar palavras em 200 MB"),
    ] {
        let grafico = medidas::grafico(&medidas, trabalho, titulo, 2.0);
        let svg = grafico.expect("as medidas estão completas").em_svg();
        let figura = format!("../../src/concorrencia/figuras/speedup-de-{trabalho}.svg");
        conferir(&desta_crate(&figura), &svg);
    }
}

#[test]
fn argumento_errado_sai_com_2_e_diz_o_que_cabe() {
    for (programa, argumentos, esperado) in [
        (MANDELBROT, ["--largura", "3"], "de 4 a 2000"),
        (MANDELBROT, ["--voltas", "100001"], "de 16 a 100000"),
        (MEDIR, ["--texto", "0"], "maior que zero"),
        (CONTAR, ["--modo", "magico"], "sequencial, threads, rayon"),
    ] {
        let (status, saida, erro) = rodar(programa, &argumentos);
        assert_eq!(
            (status, saida.as_str()),
            (Some(2), ""),
            "{argumentos:?}: {erro}"
        );
        assert!(erro.contains(esperado), "{argumentos:?}: {erro}");
    }
}

#[test]
fn sem_onde_gravar_a_medida_sai_com_1_e_diz_onde() {
    let (status, _, erro) = rodar(MEDIR, &["--pasta", "/nao/existe"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(erro.contains("não existe a pasta /nao/existe"), "{erro}");
}
