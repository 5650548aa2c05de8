//! `rodar` devolve o que o programa disse, cada coisa no seu lugar.

#![cfg(unix)] // o programa do teste é o sh

use apoio::teste::{no_shell, rodar};

#[test]
fn status_saida_e_erro_voltam_cada_um_no_seu_lugar() {
    let comando = "echo na saída; echo no erro >&2; exit 3";
    assert_eq!(
        rodar("sh", &["-c", comando]),
        (Some(3), "na saída\n".to_owned(), "no erro\n".to_owned())
    );
}

#[test]
fn quem_le_a_entrada_a_acha_fechada_e_nao_prende_o_teste() {
    assert_eq!(rodar("sh", &["-c", "cat; echo li"]).1, "li\n");
}

#[test]
fn morto_por_um_sinal_nao_tem_status() {
    assert_eq!(rodar("sh", &["-c", "kill -KILL $$"]).0, None);
}

#[test]
fn caminho_com_espaco_acento_e_parentese_chega_inteiro_ao_roteiro() {
    let pasta = tempfile::tempdir().unwrap();
    let caminho = pasta.path().join("Área de Trabalho (1) $x 'y'");
    std::fs::write(&caminho, "o que há nele").unwrap();
    let caminho = caminho.to_str().unwrap();
    let fim = no_shell("cat \"$1\"; echo \"$#\"", &[caminho, "outro"]).esperar_fim();
    assert_eq!(fim.saida, "o que há nele2\n", "{}", fim.erro);
}
