//! Os programas, pela porta da frente: o que o livro mostra e o que recusam.
//!
//! Para gravar de novo: `ATUALIZAR_SAIDAS=1 cargo test -p representacao --test programas`.

use apoio::saida::{comando, conferir_sessao};
use apoio::teste::{Fim, Programa};

fn rodar(nome: &str, argumentos: &[&str]) -> Fim {
    let executavel = match nome {
        "representar" => env!("CARGO_BIN_EXE_representar"),
        "interpretar" => env!("CARGO_BIN_EXE_interpretar"),
        "viagem" => env!("CARGO_BIN_EXE_viagem"),
        _ => env!("CARGO_BIN_EXE_cadeias"),
    };
    Programa::iniciar(executavel, argumentos).esperar_fim()
}

/// Refaz a sessão que o capítulo mostra e a compara com `saidas/`.
#[track_caller]
fn mostra(arquivo: &str, nome: &str, argumentos: &[&str]) {
    let fim = rodar(nome, argumentos);
    let sessao = comando(nome, argumentos) + &fim.saida + &fim.erro;
    conferir_sessao(arquivo, &sessao);
}

#[test]
fn o_engano_que_abre_o_capitulo() {
    mostra("engano.txt", "interpretar", &["42ED4000"]);
}

#[test]
fn um_decimo_nas_duas_familias() {
    let argumentos = ["0.1", "--layout", "ieee-single,ibm-single"];
    mostra("um-decimo.txt", "representar", &argumentos);
}

#[test]
fn todos_os_layouts() {
    mostra("todos.txt", "representar", &["118.625"]);
}

#[test]
fn a_viagem_que_perde() {
    let argumentos = ["0.1", "--por", "ieee-double,ibm-single,ieee-double"];
    mostra("viagem.txt", "viagem", &argumentos);
}

#[test]
fn a_viagem_que_nao_chega() {
    mostra(
        "estouro.txt",
        "viagem",
        &["1e100", "--por", "ieee-double,ibm-double"],
    );
}

#[test]
fn as_cadeias() {
    mostra("cadeias.txt", "cadeias", &["ação😀"]);
}

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for nome in ["representar", "interpretar", "viagem", "cadeias"] {
        let fim = rodar(nome, &["--help"]);
        assert_eq!(fim.status.code(), Some(0));
        assert!(
            fim.saida.contains("Uso: ") && !fim.saida.contains("Usage"),
            "{}",
            fim.saida
        );
    }
}

#[test]
fn entrada_ruim_sai_com_erro_e_diz_o_motivo() {
    let casos: [(&str, &[&str], i32, &str); 9] = [
        (
            "representar",
            &["abc"],
            2,
            "não entendi \"abc\" como número",
        ),
        (
            "representar",
            &["1e-9223372036854775808"],
            2,
            "nenhum layout chega perto",
        ),
        ("representar", &["1/0"], 2, "o denominador é zero"),
        (
            "representar",
            &["1", "--layout", "vax"],
            2,
            "não conheço esse layout",
        ),
        (
            "representar",
            &["1e5000"],
            1,
            "nenhum desses layouts guarda esse número",
        ),
        (
            "interpretar",
            &["42E"],
            1,
            "dois algarismos hexadecimais por byte",
        ),
        ("interpretar", &["42ED40"], 1, "nenhum layout ocupa 3 bytes"),
        (
            "viagem",
            &["nan", "--por", "ibm-single"],
            1,
            "ibm-single não tem NaN",
        ),
        ("viagem", &["1"], 2, "falta --por"),
    ];
    for (nome, argumentos, status, motivo) in casos {
        let fim = rodar(nome, argumentos);
        assert_eq!(fim.status.code(), Some(status), "{nome} {argumentos:?}");
        assert!(
            fim.erro.contains(motivo),
            "{nome} {argumentos:?}: {}",
            fim.erro
        );
    }
}
