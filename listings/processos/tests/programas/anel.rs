//! O anel entre dois processos, com um deles morto entre quaisquer duas escritas.

use apoio::teste::Programa;
use apoio::texto::quantos;
use processos::anel::PALAVRAS;

const ANEL: &str = env!("CARGO_BIN_EXE_anel");

// ANCHOR: rasgado
#[test]
fn morto_antes_de_qualquer_escrita_so_se_veem_itens_inteiros() {
    let por_item = PALAVRAS + 1;
    // Três itens num anel de dois lugares: a volta também se prova.
    for passo in 1..=3 * por_item {
        let passo_texto = passo.to_string();
        let argumentos = ["--itens", "3", "--lugares", "2", "--morre", &passo_texto];
        let fim = Programa::iniciar(ANEL, &argumentos).esperar_fim();
        let inteiros = (passo - 1) / por_item;
        assert_eq!(fim.status.code(), Some(0), "passo {passo}: {}", fim.erro);
        assert_eq!(fim.saida, "3 itens, em ordem, nenhum pela metade\n");
        let deixou = quantos(inteiros, "item inteiro", "itens inteiros");
        let deixou = format!("deixou {deixou}");
        assert!(fim.erro.contains(&deixou), "passo {passo}: {}", fim.erro);
    }
}
// ANCHOR_END: rasgado

#[test]
fn mil_itens_passam_entre_dois_processos_por_um_lugar_so() {
    let fim = Programa::iniciar(ANEL, &["--lugares", "1"]).esperar_fim();
    assert_eq!(
        fim.saida, "1000 itens, em ordem, nenhum pela metade\n",
        "{}",
        fim.erro
    );
}

#[test]
fn produtor_sem_memoria_na_saida_diz_o_que_falta() {
    let fim = Programa::iniciar(ANEL, &["--produtor"]).esperar_fim();
    assert_eq!(fim.status.code(), Some(1));
    assert_eq!(
        fim.erro,
        "erro: a saída padrão não é a memória de um anel\n"
    );
}

#[cfg(unix)]
#[test]
fn morto_o_consumidor_o_produtor_nao_espera_para_sempre() {
    use nix::sys::signal::{Signal, kill};
    let anel = Programa::iniciar(ANEL, &["--itens", "1000000000", "--diario"]);
    anel.esperar_no_diario("produtor: processo");
    kill(
        nix::unistd::Pid::from_raw(anel.pid().cast_signed()),
        Signal::SIGKILL,
    )
    .expect("o consumidor está vivo");
    // A saída de erro é dos dois: só acaba quando o produtor também acaba.
    anel.esperar_fim();
}
