//! O que nenhuma execução pode mostrar: um pânico, uma queixa em inglês, ou um byte
//! de controle que o terminal de quem lê obedeceria.

use crate::rodada::Fim;

/// Palavras com que as bibliotecas se queixam, e que não há em português.
const INGLES: &[&str] = &[
    "the",
    "error",
    "errors",
    "failed",
    "failure",
    "invalid",
    "unexpected",
    "expected",
    "found",
    "with",
    "usage",
    "options",
    "connection",
    "refused",
    "timed",
    "timeout",
    "broken",
    "closed",
    "cannot",
    "could",
    "should",
    "must",
    "missing",
    "required",
    "argument",
    "unknown",
    "while",
    "from",
    "is",
    "of",
    "or",
    "stream",
    "signal",
    "exit",
    "file",
    "directory",
    "such",
    "overflow",
    "empty",
    "string",
    "digit",
    "address",
    "syntax",
    "deadline",
    "transport",
    "protocol",
];

/// A primeira palavra em inglês. O que está entre aspas foi digitado, e o que tem
/// `-`, `_`, `/` ou `.` é nome de opção, de arquivo ou de função: não se julgam.
pub fn ingles(texto: &str) -> Option<&str> {
    let fora_das_aspas = texto.lines().flat_map(|linha| linha.split('"').step_by(2));
    fora_das_aspas
        .flat_map(|pedaco| pedaco.split([' ', ',', ';', ':', '(', ')', '«', '»']))
        .find(|palavra| INGLES.contains(&palavra.to_lowercase().as_str()))
}

/// O que há de errado no que um programa disse, seja ele qual for.
pub fn defeito(fim: &Fim) -> Option<String> {
    if fim.erro.contains("panicked at") {
        return Some(format!("pânico: {}", fim.erro));
    }
    let cru = |c: char| c.is_control() && c != '\n';
    if fim.saida.contains(|c| cru(c) && c != '\t') || fim.erro.contains(cru) {
        return Some(format!("um byte de controle chegou ao terminal: {fim:?}"));
    }
    ingles(&fim.erro).map(|palavra| format!("em inglês ({palavra}): {}", fim.erro))
}

#[test]
fn panico_ingles_e_byte_de_controle_sao_vistos_e_o_portugues_passa() {
    let defeito = |saida: &str, erro: &str| {
        let (saida, erro) = (saida.to_owned(), erro.to_owned());
        let status = Some(1);
        defeito(&Fim {
            status,
            saida,
            erro,
        })
    };
    for (saida, erro, visto) in [
        ("", "erro: invalid digit found in string", "(invalid)"),
        (
            "",
            "erro: Connection refused (os error 111)",
            "(Connection)",
        ),
        ("", "thread 'main' panicked at src/main.rs:1:1", "pânico"),
        ("ana: \u{1b}[2J", "", "controle"),
        ("", "erro: \u{9b}2J", "controle"),
    ] {
        let dito = defeito(saida, erro).unwrap_or_default();
        assert!(dito.contains(visto), "{saida:?} {erro:?}: {dito:?}");
    }
    let certo = "erro: não achei \"the file\"; veja --error\n";
    assert_eq!(defeito("um\tdois\n", certo), None);
}
