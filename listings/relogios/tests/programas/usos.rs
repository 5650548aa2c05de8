//! Verificar, simular, executar e desenhar, como o leitor os chama.

use std::path::Path;

use apoio::teste::rodar;

fn relogios(argumentos: &[&str]) -> (Option<i32>, String, String) {
    rodar(env!("CARGO_BIN_EXE_relogios"), argumentos)
}

#[test]
fn verificar_conta_o_que_vale_e_a_execucao_que_desmente() {
    let (status, saida, erro) = relogios(&["verificar"]);
    assert_eq!(status, Some(0), "{erro}");
    let linhas: Vec<&str> = saida.lines().map(str::trim).collect();
    assert_eq!(
        linhas,
        [
            "mostrador, 2 nós: 5 estados, 4 transições",
            "NÃO VALE em todo fim: Bia mostra 2; a execução mais curta, de 2 jogadas:",
            "Ana envia a Bia: 1",
            "Ana envia a Bia: 2",
            "Bia recebe de Ana: 2",
            "Bia recebe de Ana: 1",
            "veja: cargo xtask rastro target/rastros/mostrador-Bia-mostra-2.jsonl",
            "cuidadoso, 2 nós: 32 estados, 60 transições",
            "vale em todo fim: Bia mostra 2",
        ]
    );
}

#[test]
fn a_mesma_semente_conta_a_mesma_execucao() {
    let simular = |semente| relogios(&["simular", "mostrador", "--semente", semente]);
    assert_eq!(simular("3"), simular("3"));
    let (status, saida, _) = simular("3");
    assert_eq!(status, Some(0));
    assert!(
        saida.starts_with("mostrador, 2 nós, semente 3: 2 jogadas"),
        "{saida}"
    );
}

#[test]
fn o_rastro_simulado_se_desenha_igual_ao_do_capitulo() {
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let arquivo = pasta.path().join("um.jsonl");
    let caminho = arquivo.to_str().expect("UTF-8");
    // Nesta semente o 2 passa à frente do 1.
    let simular = [
        "simular",
        "mostrador",
        "--semente",
        "3",
        "--rastro",
        caminho,
    ];
    let (status, _, erro) = relogios(&simular);
    assert_eq!(status, Some(0), "{erro}");
    let (status, svg, erro) = relogios(&["desenhar", caminho]);
    assert_eq!(status, Some(0), "{erro}");
    let livro = Path::new(env!("CARGO_MANIFEST_DIR")).join("rastros/mostrador.svg");
    let livro = std::fs::read_to_string(livro).expect("o capítulo tem a figura");
    let esperado = livro.replace("Bia termina mostrando 1", "Uma execução");
    assert_eq!(svg, esperado);
}

#[test]
fn dois_processos_fazem_o_que_o_modelo_faz() {
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let diarios = pasta.path().join("diarios");
    let diarios = diarios.to_str().expect("UTF-8");
    let executar = [
        "executar",
        "cuidadoso",
        "--tempo",
        "500ms",
        "--pasta",
        diarios,
    ];
    let (status, saida, erro) = relogios(&executar);
    assert_eq!(status, Some(0), "{erro}");
    assert!(
        saida.contains("2 processos: 2 passos, e a execução é uma do modelo"),
        "{saida}"
    );
}

#[test]
fn o_engano_e_dito_com_os_modelos_que_ha() {
    let casos: [(&[&str], i32, &str); 6] = [
        (&[], 2, "falta <USO>"),
        (&["verificar", "nada"], 2, "não há modelo chamado “nada”"),
        (
            &["simular"],
            2,
            "falta dizer o modelo; os modelos são:\n   mostrador",
        ),
        (&["voar"], 2, "não aceita \"voar\""),
        (&["verificar", "--limite", "0"], 2, "--limite"),
        (
            &["desenhar", "/não/existe"],
            1,
            "não consigo ler /não/existe",
        ),
    ];
    for (argumentos, esperado, motivo) in casos {
        let (status, saida, erro) = relogios(argumentos);
        assert_eq!(
            (status, saida.as_str()),
            (Some(esperado), ""),
            "{argumentos:?}: {erro}"
        );
        assert!(erro.contains(motivo), "{argumentos:?}: {erro}");
    }
}
