//! Os programas pela porta da frente: o que mostram, como terminam, o que recusam.

use apoio::teste::{Fim, Programa};
#[cfg(target_os = "linux")]
use {
    apoio::saida::{comando, conferir_sessao},
    std::path::Path,
};

const PRIMOS: &str = env!("CARGO_BIN_EXE_primos");
const ANEL: &str = env!("CARGO_BIN_EXE_anel");
const SUPERVISOR: &str = env!("CARGO_BIN_EXE_supervisor");
#[cfg(target_os = "linux")]
const ZUMBI: &str = env!("CARGO_BIN_EXE_zumbi");

fn rodar(executavel: &str, argumentos: &str) -> Fim {
    let argumentos: Vec<_> = argumentos.split(' ').filter(|a| !a.is_empty()).collect();
    Programa::iniciar(executavel, &argumentos).esperar_fim()
}

/// Refaz a sessão que o capítulo mostra. O diário vem antes da resposta, como nos
/// programas, que só respondem no fim.
#[cfg(target_os = "linux")]
#[track_caller]
fn mostra(arquivo: &str, executavel: &str, vezes: &[&str]) {
    let programa = Path::new(executavel).file_stem().expect("tem nome");
    let programa = programa.to_str().expect("os nossos nomes são UTF-8");
    let mut sessao = String::new();
    for argumentos in vezes {
        let fim = rodar(executavel, argumentos);
        assert_eq!(fim.status.code(), Some(0), "{argumentos}: {}", fim.erro);
        let palavras: Vec<_> = argumentos.split_whitespace().collect();
        sessao += &(comando(programa, &palavras) + &fim.erro + &fim.saida);
    }
    conferir_sessao(arquivo, &sessao);
}

#[cfg(target_os = "linux")]
#[test]
fn quem_terminou_e_nao_foi_esperado_e_um_zumbi() {
    mostra("zumbi.txt", ZUMBI, &[""]);
}

#[cfg(target_os = "linux")]
#[test]
fn o_resultado_e_o_mesmo_com_e_sem_queda() {
    mostra(
        "primos.txt",
        PRIMOS,
        &["", "--morre 40", "--morre 40 --canal socket"],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn o_anel_retoma_de_onde_o_produtor_morreu() {
    mostra("anel.txt", ANEL, &["", "--morre 100"]);
}

#[test]
fn entrada_errada_e_recusada_em_portugues_com_status_2() {
    let casos = [
        (
            PRIMOS,
            "--ate muitos",
            "escreva um número inteiro de 0 a 1000000000",
        ),
        (
            PRIMOS,
            "--ate 1000000001",
            "escreva um número inteiro de 0 a 1000000000",
        ),
        (
            PRIMOS,
            "--trabalhadores 0",
            "escreva um número inteiro de 1 a 256",
        ),
        (
            PRIMOS,
            "--faixa 0",
            "escreva um número inteiro maior que zero",
        ),
        (
            PRIMOS,
            "--ate 1000000000 --faixa 1000",
            "até 1000000000 a --faixa é de ao menos 1001",
        ),
        (PRIMOS, "--canal pombo", "os valores são: pipe"),
        (
            ANEL,
            "--lugares 0",
            "escreva um número inteiro de 1 a 65536",
        ),
        (SUPERVISOR, "", "falta --comando"),
        (SUPERVISOR, "--comando x --janela 5", "como 300ms ou 5s"),
        (
            SUPERVISOR,
            "--comando x --maximo muitos",
            "escreva um número inteiro, sem sinal",
        ),
    ];
    for (programa, argumentos, trecho) in casos {
        let fim = rodar(programa, argumentos);
        assert_eq!(fim.status.code(), Some(2), "{argumentos}: {}", fim.erro);
        assert!(fim.erro.starts_with("erro: "), "{argumentos}: {}", fim.erro);
        assert!(fim.erro.contains(trecho), "{argumentos}: {}", fim.erro);
    }
}

#[test]
fn comando_que_nao_existe_e_erro_com_status_1_e_o_vazio_com_2() {
    let fim = rodar(SUPERVISOR, "--comando programa-que-nao-existe");
    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(
        fim.erro,
        "erro: não consegui iniciar o filho 0: não encontrado\n"
    );
    let fim = Programa::iniciar(SUPERVISOR, &["--comando", " "]).esperar_fim();
    assert_eq!(fim.status.code(), Some(2));
    assert!(
        fim.erro
            .contains("escreva um programa e os seus argumentos"),
        "{}",
        fim.erro
    );
}

#[test]
fn primos_ate_zero_e_com_mais_trabalhadores_que_faixas() {
    assert_eq!(
        rodar(PRIMOS, "--ate 0").saida,
        "0 primos até 0, com soma 0\n"
    );
    let fim = rodar(PRIMOS, "--ate 10 --trabalhadores 20 --faixa 3");
    assert_eq!(fim.saida, "4 primos até 10, com soma 17\n");
}
