//! Os programas pela porta da frente: o que mostram e o que recusam.

use apoio::saida::{comando, conferir, conferir_sessao, desta_crate, mostrar};
use apoio::teste::rodar;
use threads::medidas;

const SOMA: &str = env!("CARGO_BIN_EXE_soma-em-threads");
const ESPACOS: &str = env!("CARGO_BIN_EXE_espacos");
const PANICO: &str = env!("CARGO_BIN_EXE_panico");
const CONTAR: &str = env!("CARGO_BIN_EXE_contar");
const FILOSOFOS: &str = env!("CARGO_BIN_EXE_filosofos");
const MEDIR: &str = env!("CARGO_BIN_EXE_medir");

#[test]
fn a_thread_divide_o_placar_e_o_processo_filho_nao() {
    mostrar("espacos.txt", ESPACOS, &[&[]]);
}

#[test]
fn o_programa_sobrevive_ao_panico_de_uma_thread() {
    let (status, saida, erro) = rodar(PANICO, &[]);
    assert_eq!(status, Some(0), "{erro}");
    // O aviso do pânico diz o número da thread, que muda: o livro o joga fora.
    assert!(erro.contains("panicked at"), "{erro}");
    let sessao = comando("panico", &[]).replace('\n', " 2> /dev/null\n") + &saida;
    conferir_sessao("panico.txt", &sessao);
}

#[test]
fn as_tres_somas_dao_o_mesmo() {
    mostrar("soma.txt", SOMA, &[&[]]);
}

#[test]
fn os_contadores_certos_nao_perdem_somas() {
    let vezes: [&[&str]; 2] = [&["--modo", "atomico"], &["--modo", "trancado"]];
    mostrar("contar.txt", CONTAR, &vezes);
}

#[test]
fn pela_esquerda_o_impasse_e_percebido_e_dito() {
    mostrar("impasse.txt", FILOSOFOS, &[&[]]);
}

#[test]
fn quebrada_uma_condicao_todos_comem() {
    let vezes: [&[&str]; 4] = [
        &["--regra", "sobra"],
        &["--regra", "juntos"],
        &["--regra", "devolve"],
        &["--regra", "ordem"],
    ];
    mostrar("jantar.txt", FILOSOFOS, &vezes);
}

#[test]
fn mais_somas_do_que_cabem_sao_recusadas_antes_de_comecar() {
    let muitas = ["--vezes", "1000000000", "--threads", "5"];
    let (status, saida, erro) = rodar(CONTAR, &muitas);
    assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
    assert!(
        erro.contains("mais somas do que o contador conta"),
        "{erro}"
    );
}

/// Em 2 GB de endereços não cabem mil pilhas de 256 MiB. (Com pilhas pequenas poderia
/// faltar, junto com a última, também a memória de dizer o erro. As threads do `contar`
/// acabam e devolvem a sua antes que as outras nasçam: ali poderia caber.)
#[cfg(target_os = "linux")]
#[test]
fn sem_threads_que_bastem_o_programa_sai_com_1_e_nao_fica_esperando() {
    // O caminho vai como argumento: dentro do texto, um espaço o partiria em dois.
    let limitado = [
        "-c",
        "ulimit -v 2000000; RUST_MIN_STACK=268435456 exec \"$0\" \"$@\"",
    ];
    let jantar = [FILOSOFOS, "--filosofos", "1000"];
    let soma = [SOMA, "--ate", "1000", "--threads", "1000"];
    for comando in [&jantar[..], &soma] {
        let (status, _, erro) = rodar("sh", &[&limitado[..], comando].concat());
        assert_eq!(status, Some(1), "{comando:?}: {erro}");
        assert_eq!(erro, "erro: o sistema não criou 1000 threads: peça menos\n");
    }
}

#[test]
fn argumento_errado_sai_com_2_e_diz_qual() {
    for (programa, argumentos, esperado) in [
        (SOMA, ["--threads", "0"], "maior que zero"),
        (SOMA, ["--threads", "muitas"], "maior que zero"),
        (SOMA, ["--ate", "100000001"], "até 100000000"),
        (SOMA, ["--ate", "zero"], "maior que zero"),
        (CONTAR, ["--modo", "rapido"], "ingenuo, atomico, trancado"),
        (FILOSOFOS, ["--filosofos", "1"], "de 2 a 1000"),
        (FILOSOFOS, ["--vezes", "0"], "de 1 a 4294967295"),
        (FILOSOFOS, ["--vezes", "4294967296"], "de 1 a 4294967295"),
        (
            FILOSOFOS,
            ["--regra", "fome"],
            "esquerda, sobra, juntos, devolve, ordem",
        ),
    ] {
        let (status, saida, erro) = rodar(programa, &argumentos);
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
    let texto = include_str!("../../medidas/tarefas.csv");
    let medidas = medidas::ler(texto).expect("o arquivo publicado se lê");
    let threads: Vec<usize> = medidas.iter().map(|m| m.threads.get()).collect();
    assert_eq!(threads, medidas::THREADS);
    let grafico = medidas::grafico(&medidas).expect("há a medida de uma thread");
    let figura = desta_crate("../../src/concorrencia/figuras/calcular-e-esperar.svg");
    conferir(&figura, &grafico.em_svg());
}
