//! Os programas pela porta da frente: o que mostram e o que recusam.

use std::path::Path;

use apoio::saida::conferir;
use apoio::teste::Programa;
use threads::medidas;

const SOMA: &str = env!("CARGO_BIN_EXE_soma-em-threads");
const ESPACOS: &str = env!("CARGO_BIN_EXE_espacos");
const PANICO: &str = env!("CARGO_BIN_EXE_panico");
const MEDIR: &str = env!("CARGO_BIN_EXE_medir");

fn rodar(executavel: &str, argumentos: &[&str]) -> (Option<i32>, String, String) {
    let fim = Programa::iniciar(executavel, argumentos).esperar_fim();
    (fim.status.code(), fim.saida, fim.erro)
}

fn desta_crate(caminho: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(caminho)
}

#[track_caller]
fn mostra(arquivo: &str, executavel: &str, programa: &str) {
    let (status, saida, erro) = rodar(executavel, &[]);
    assert_eq!(status, Some(0), "{erro}");
    let sessao = format!("$ cargo run -q -p threads --bin {programa}\n{saida}");
    conferir(&desta_crate("saidas").join(arquivo), &sessao);
}

#[test]
fn a_thread_divide_o_placar_e_o_processo_filho_nao() {
    mostra("espacos.txt", ESPACOS, "espacos");
}

#[test]
fn o_programa_sobrevive_ao_panico_de_uma_thread() {
    mostra("panico.txt", PANICO, "panico");
}

#[test]
fn as_tres_somas_dao_o_mesmo() {
    mostra("soma.txt", SOMA, "soma-em-threads");
}

#[test]
fn argumento_errado_sai_com_2_e_diz_qual() {
    for (argumentos, esperado) in [
        (["--threads", "0"], "maior que zero"),
        (["--threads", "muitas"], "maior que zero"),
        (["--ate", "100000001"], "até 100000000"),
        (["--ate", "zero"], "maior que zero"),
    ] {
        let (status, saida, erro) = rodar(SOMA, &argumentos);
        assert_eq!(
            (status, saida.as_str()),
            (Some(2), ""),
            "{argumentos:?}: {erro}"
        );
        assert!(
            erro.contains(esperado),
            "{argumentos:?} devia dizer {esperado:?}: {erro}"
        );
    }
}

#[test]
fn sem_onde_gravar_a_medida_sai_com_1_e_diz_onde() {
    let (status, _, erro) = rodar(MEDIR, &["--pasta", "/nao/existe"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(erro.contains("não existe a pasta /nao/existe"), "{erro}");
}

#[test]
fn o_grafico_do_capitulo_e_o_das_medidas_publicadas() {
    let texto = include_str!("../medidas/tarefas.csv");
    let medidas = medidas::ler(texto).expect("o arquivo publicado se lê");
    let threads: Vec<usize> = medidas.iter().map(|m| m.threads.get()).collect();
    assert_eq!(threads, medidas::THREADS);
    let grafico = medidas::grafico(&medidas).expect("há a medida de uma thread");
    let figura = desta_crate("../../src/concorrencia/figuras/calcular-e-esperar.svg");
    conferir(&figura, &grafico.em_svg());
}
