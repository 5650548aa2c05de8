//! O desenho de um diagrama, pelo programa como a ferramenta o chama.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn diagramas(pedido: &str) -> Output {
    let mut filho = Command::new(env!("CARGO_BIN_EXE_diagramas"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("o programa devia rodar");
    let mut entrada = filho.stdin.take().expect("é um pipe");
    entrada
        .write_all(pedido.as_bytes())
        .expect("ele lê o pedido");
    drop(entrada);
    filho.wait_with_output().expect("o filho é nosso")
}

fn de(fonte: &str) -> Output {
    let configuracao = serde_json::json!({ "theme": "base" });
    let pedido =
        serde_json::json!({ "fonte": fonte, "id": "d1", "configuracao": configuracao });
    diagramas(&pedido.to_string())
}

#[test]
fn os_tres_diagramas_do_curso_se_desenham_com_o_id_pedido() {
    for fonte in [
        "sequenceDiagram\n  participant C as Cliente\n  C->>S: pi é 3.14159\n",
        "flowchart LR\n  A[Um] --> B{Dois}\n  subgraph G\n  B --> C\n  end\n",
        "stateDiagram-v2\n  [*] --> Fechado\n  Fechado --> Aberto: abre\n",
    ] {
        let saida = de(fonte);
        let svg = String::from_utf8_lossy(&saida.stdout);
        assert!(saida.status.success(), "{fonte}: {saida:?}");
        assert!(
            svg.starts_with("<svg") && svg.contains("id=\"d1\""),
            "{svg}"
        );
    }
}

#[test]
fn o_que_nao_e_diagrama_ou_nao_e_pedido_sai_com_1_e_diz_por_que() {
    for (saida, motivo) in [
        (de("sequenceDiagram\n  A->>\n"), "arse"),
        (
            de("isto não é um diagrama"),
            "a primeira linha não é de um diagrama",
        ),
        (diagramas("{}"), "falta “fonte” no pedido"),
        (diagramas("x"), "o pedido não é JSON"),
    ] {
        let erro = String::from_utf8_lossy(&saida.stderr);
        assert_eq!(saida.status.code(), Some(1), "{erro}");
        assert!(erro.contains(motivo), "faltou {motivo:?} em: {erro}");
    }
}
