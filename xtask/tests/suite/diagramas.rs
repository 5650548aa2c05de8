//! O que o Mermaid não desenha, ou desenha sem o que se escreveu.

use crate::comum::{CAPITULO, Onde, fixo, troca};
use curso::verificar::Ambiente;
use curso::vizinho;
use std::path::Path;

const DO_LIVRO: &str = "sequenceDiagram\n    Cliente->>Servidor: oi\n";

/// Os problemas do livro bom com outro diagrama, desenhado de verdade.
fn problemas(diagrama: &str) -> Vec<String> {
    let livro = troca(CAPITULO, DO_LIVRO, diagrama);
    let nome = format!("diagramas{}", std::env::consts::EXE_SUFFIX);
    let programa = Path::new(env!("CARGO_BIN_EXE_curso")).with_file_name(nome);
    if !programa.is_file() {
        vizinho::compilar(&[vizinho::DIAGRAMAS]).expect("o programa se compila");
    }
    let relatorio = livro.relatorio_em(&Ambiente {
        ci: true,
        dicionarios: vec![fixo("dicionario/pt_BR.dic")],
        desenhista: Some(programa),
    });
    let base = "```mermaid".linha(&livro, CAPITULO);
    let linha = |l: usize| l.checked_sub(base).expect("o problema é do diagrama");
    let ditos = relatorio.problemas.iter();
    let ditos = ditos.map(|p| (linha(p.linha), &p.motivo, &p.remedio));
    ditos.map(|(l, m, r)| format!("{l}: {m} | {r}")).collect()
}

#[track_caller]
fn todos<const N: usize>(diagramas: [&str; 3], esperados: [&str; N]) {
    for diagrama in diagramas {
        assert_eq!(problemas(diagrama), esperados, "{diagrama}");
    }
}

#[test]
fn o_que_se_desenha_e_aceito() {
    let diagramas = [
        "sequenceDiagram\n    A->>B: pedido #35;1#59; e fim;\n    %% pedido #1; e fim\n",
        "flowchart LR\n    A[Um] --> B{Dois}; B --> C\n    style A fill:#fff\n",
        "stateDiagram-v2\n    [*] --> Aberto: abre\n",
    ];
    todos(diagramas, []);
}

#[test]
fn jogo_da_velha_cortaria_o_texto() {
    let diagramas = [
        "sequenceDiagram\n    A->>B: oi\n    A->>B: pedido #1 do cliente\n",
        "stateDiagram-v2\n    [*] --> Aberto\n    Aberto --> [*]: pedido #1\n",
        "flowchart LR\n    A --> B\n    B --> C[item #12; fim]\n",
    ];
    let dito = "3: o Mermaid corta o texto no # | escreva #35; no lugar de #";
    todos(diagramas, [dito]);
}

#[test]
fn ponto_e_virgula_acabaria_a_frase() {
    let diagramas = [
        "sequenceDiagram\n    A->>B: oi\n    A->>B: grava; responde\n",
        "sequenceDiagram\n    A->>B: oi\n    Note over A,B: grava; responde\n",
        "stateDiagram-v2\n    [*] --> Aberto\n    Aberto --> [*]: grava; responde\n",
    ];
    let remedio = "use vírgula, ou escreva #59; no lugar de ;";
    let dito = format!("3: o Mermaid acaba a frase no ; | {remedio}");
    todos(diagramas, [&dito]);
}

#[test]
fn o_que_a_construcao_recusa_a_conferencia_recusa_na_linha_e_em_portugues() {
    for (diagrama, linha) in [
        ("sequenceDiagram\n    A->>B: oi\n    A->>\n", 3),
        ("flowchart LR\n    A --> B\n    B -->\n", 3),
        ("isto não é um diagrama\n", 1),
    ] {
        let achados = problemas(diagrama);
        assert_eq!(achados.len(), 1, "{diagrama}: {achados:?}");
        let esperado = format!("{linha}: o diagrama não pode ser desenhado");
        assert!(achados[0].starts_with(&esperado), "{diagrama}: {achados:?}");
        for ingles in ["error", "Error", "expected", "Parse", "line "] {
            assert!(!achados[0].contains(ingles), "{achados:?}");
        }
    }
}
