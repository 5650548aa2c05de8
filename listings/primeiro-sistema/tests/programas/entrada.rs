//! O console diante de entradas e saídas que não se comportam.

#![cfg(unix)] // os casos se montam com `sh`

use std::fs;

use apoio::teste;
use tempfile::TempDir;

use crate::comum::UM_PROCESSO;

/// Roda no shell, com `$prog` e `$arq` prontos; devolve (status, saída, erro).
fn no_shell(pasta: &TempDir, comando: &str) -> (Option<i32>, String, String) {
    let arquivo = pasta.path().join("recados.txt");
    let roteiro = format!("prog=$1 arq=$2; {comando}");
    let argumentos = [UM_PROCESSO, arquivo.to_str().unwrap()];
    let fim = teste::no_shell(&roteiro, &argumentos).esperar_fim();
    (fim.status.code(), fim.saida, fim.erro)
}

#[cfg(target_os = "linux")]
#[test]
fn linha_sem_fim_e_recusada_sem_encher_a_memoria_e_a_seguinte_e_atendida() {
    let pasta = tempfile::tempdir().unwrap();
    // 300 MB numa linha, com 200 MB de memória para o programa inteiro.
    let comando = "(head -c 300000000 /dev/zero | tr '\\0' a; echo; echo guardar depois) \
                   | (ulimit -v 200000; \"$prog\" --arquivo \"$arq\")";

    let (status, saida, erro) = no_shell(&pasta, comando);

    assert_eq!(
        erro,
        "erro: o pedido passa de 4096 bytes (nada foi feito)\n"
    );
    assert_eq!((status, saida.as_str()), (Some(1), "guardado: recado 1\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn entrada_que_nao_se_le_e_dita_uma_vez_e_encerra() {
    let pasta = tempfile::tempdir().unwrap();

    let (status, _, erro) =
        no_shell(&pasta, "timeout 10 \"$prog\" --arquivo \"$arq\" < /");

    assert_eq!(status, Some(1), "{}", erro.lines().next().unwrap_or(""));
    assert_eq!(erro, "erro: não consegui ler a entrada: é uma pasta\n");
}

#[cfg(target_os = "linux")]
#[test]
fn resposta_que_nao_se_escreve_e_um_erro_e_encerra() {
    let pasta = tempfile::tempdir().unwrap();
    let comando = "printf 'guardar um\\nguardar dois\\n' | \"$prog\" --arquivo \"$arq\" > /dev/full";

    let (status, _, erro) = no_shell(&pasta, comando);

    assert_eq!(
        erro,
        "erro: não consegui escrever a resposta: o disco está cheio\n"
    );
    assert_eq!(status, Some(1), "o script acharia que deu tudo certo");
}

#[cfg(target_os = "linux")]
#[test]
fn ajuda_que_nao_se_escreve_e_um_erro() {
    let pasta = tempfile::tempdir().unwrap();

    let (status, _, erro) = no_shell(&pasta, "\"$prog\" --help > /dev/full");

    assert_eq!(
        erro,
        "erro: não consegui escrever a ajuda: o disco está cheio\n"
    );
    assert_eq!(status, Some(1));
}

#[test]
fn quem_deixa_de_ler_a_saida_nao_causa_erro() {
    let pasta = tempfile::tempdir().unwrap();
    let comando = "yes listar | head -2000 | \"$prog\" --arquivo \"$arq\" | head -1";

    let (_, saida, erro) = no_shell(&pasta, comando);

    assert_eq!((saida.as_str(), erro.as_str()), ("nenhum recado\n", ""));
}

#[test]
fn o_processo_unico_tambem_diz_o_que_descartou() {
    let pasta = tempfile::tempdir().unwrap();
    let diario = "recados, versão 1\num\nregar as pl";
    fs::write(pasta.path().join("recados.txt"), diario).unwrap();

    let (status, saida, erro) =
        no_shell(&pasta, "echo listar | \"$prog\" --arquivo \"$arq\"");

    assert_eq!((status, saida.as_str()), (Some(0), "1. um\n"));
    assert_eq!(
        erro,
        "o último ficou pela metade e foi descartado: \"regar as pl\"\n"
    );
}
