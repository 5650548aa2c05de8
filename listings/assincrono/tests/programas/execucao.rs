//! Os programas pela porta da frente: o que mostram e o que recusam.

use apoio::saida::{conferir, desta_crate, mostrar};
use apoio::teste::rodar;
use assincrono::medidas;

const MAQUINA: &str = env!("CARGO_BIN_EXE_maquina");
const EXECUTOR: &str = env!("CARGO_BIN_EXE_executor");
const TRAVADO: &str = env!("CARGO_BIN_EXE_travado");
const LEITURA: &str = env!("CARGO_BIN_EXE_leitura-cancelada");
const DEZ_MIL: &str = env!("CARGO_BIN_EXE_dez-mil");
const MEDIR: &str = env!("CARGO_BIN_EXE_medir-esperas");

#[test]
fn as_duas_maquinas_mostram_os_mesmos_passos() {
    mostrar("maquina.txt", MAQUINA, &[&[]]);
}

#[test]
fn as_tarefas_acordam_por_hora_e_nao_por_numero() {
    mostrar("executor.txt", EXECUTOR, &[&[]]);
}

#[test]
fn a_conta_que_bloqueia_junta_dez_batidas() {
    let vezes: [&[&str]; 3] = [
        &["--modo", "bloqueia"],
        &["--modo", "cede"],
        &["--modo", "separa"],
    ];
    mostrar("travado.txt", TRAVADO, &vezes);
}

#[test]
fn a_leitura_ingenua_perde_quatro_bytes_e_o_leitor_nenhum() {
    mostrar("leitura.txt", LEITURA, &[&[], &["--modo", "leitor"]]);
}

#[cfg(target_os = "linux")]
#[test]
fn dez_mil_esperas_cabem_numa_thread() {
    use apoio::saida::{comando, conferir_sessao};
    let (status, saida, erro) = rodar(DEZ_MIL, &[]);
    assert_eq!(status, Some(0), "{erro}");
    // A memória é medida, e muda a cada vez: confere-se só a forma da linha.
    let numero = erro
        .strip_prefix("memória a mais: ")
        .and_then(|resto| resto.strip_suffix(" KiB\n"));
    assert!(
        numero.is_some_and(|n| n.parse::<u32>().is_ok()),
        "a saída de erro devia dizer a memória: {erro}"
    );
    let publicada = std::fs::read_to_string(desta_crate("saidas/dez-mil.txt"));
    let publicada = publicada.unwrap_or_default();
    let linha = publicada.lines().find(|l| l.starts_with("memória a mais"));
    let sessao = comando("dez-mil", &[]) + &saida + linha.unwrap_or(&erro);
    conferir_sessao("dez-mil.txt", &sessao);
}

#[cfg(target_os = "linux")]
#[test]
fn em_threads_ha_uma_por_espera_e_a_principal() {
    let (status, saida, erro) = rodar(DEZ_MIL, &["--modo", "threads", "--quantas", "50"]);
    assert_eq!(status, Some(0), "{erro}");
    let esperado = "threads no processo: 51\nesperas que terminaram: 50\n";
    assert_eq!(saida, esperado);
}

/// Quem mede é filho do próprio programa: não depende de outro já compilado.
#[cfg(target_os = "linux")]
#[test]
fn cada_filho_mede_a_memoria_so_das_suas_esperas() {
    for modo in ["tarefas", "threads"] {
        let (status, saida, erro) = rodar(MEDIR, &["--so", modo, "--quantas", "500"]);
        assert_eq!(status, Some(0), "{erro}");
        let kib: u32 = saida.trim().parse().expect("é um número");
        assert!(kib > 0, "500 {modo} ocupam alguma memória");
    }
}

#[test]
fn argumento_errado_sai_com_2_e_diz_qual() {
    for (programa, argumentos, esperado) in [
        (MAQUINA, ["--cartas", "Ana,"], "a carta está vazia"),
        (EXECUTOR, ["--esperas", "300ms,ontem"], "como 300ms ou 5s"),
        (EXECUTOR, ["--relogio", "sol"], "parede, mentira"),
        (TRAVADO, ["--modo", "rapido"], "bloqueia, cede, separa"),
        (LEITURA, ["--modo", "sorte"], "ingenua, leitor"),
        (DEZ_MIL, ["--quantas", "0"], "de 1 a 1000000"),
        (DEZ_MIL, ["--quantas", "1000001"], "de 1 a 1000000"),
    ] {
        let (status, saida, erro) = rodar(programa, &argumentos);
        assert_eq!(
            (status, saida.as_str()),
            (Some(2), ""),
            "{argumentos:?}: {erro}"
        );
        assert!(erro.contains(esperado), "devia dizer {esperado:?}: {erro}");
    }
}

#[test]
fn threads_demais_sao_recusadas_antes_de_criar_a_primeira() {
    let (status, saida, erro) =
        rodar(DEZ_MIL, &["--modo", "threads", "--quantas", "12001"]);
    assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
    assert!(erro.contains("o limite é de 12000 threads"), "{erro}");
}

#[test]
fn sem_onde_gravar_a_medida_sai_com_1_e_diz_onde() {
    let (status, _, erro) = rodar(MEDIR, &["--pasta", "/nao/existe"]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(erro.contains("não existe a pasta /nao/existe"), "{erro}");
}

#[test]
fn o_grafico_do_capitulo_e_o_das_medidas_publicadas() {
    let texto = include_str!("../../medidas/memoria.csv");
    let medidas = medidas::ler(texto).expect("o arquivo publicado se lê");
    let esperas: Vec<usize> = medidas.iter().map(|m| m.esperas as usize).collect();
    assert_eq!(esperas, medidas::ESPERAS);
    let figura = desta_crate("../../src/concorrencia/figuras/memoria-de-esperas.svg");
    conferir(&figura, &medidas::grafico(&medidas).em_svg());
}
