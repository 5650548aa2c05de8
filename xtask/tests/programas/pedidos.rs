//! O que se digita depois de `cargo xtask`.

use crate::comum::{contem, saiu_com, xtask};

#[test]
fn cada_comando_tem_a_sua_ajuda_em_portugues() {
    for (comando, trechos) in [
        ("serve", ["Uso: cargo xtask serve", "--porta <N>"]),
        ("build", ["Uso: cargo xtask build", "--destino <PASTA>"]),
        ("check", ["Uso: cargo xtask check", "--livro <PASTA>"]),
        ("servicos", ["kafka, mqtt, amqp ou todos", "[COMANDO]..."]),
        ("interoperar", ["precisa de Python 3", "[LISTAGEM]"]),
        ("repetir", ["xtask repetir <N>", "[ARGUMENTOS]..."]),
    ] {
        let saida = xtask(&[comando, "--help"]);
        let ajuda = String::from_utf8_lossy(&saida.stdout);
        assert!(saida.status.success(), "{comando}: {saida:?}");
        contem(&ajuda, &trechos);
        for ingles in ["Usage", "Options", "Arguments", "default", "Print help"] {
            assert!(!ajuda.contains(ingles), "sobrou {ingles:?} em: {ajuda}");
        }
    }
    let geral = xtask(&["--help"]);
    let diz_o_uso = geral.stdout.starts_with(b"Uso: cargo xtask COMANDO");
    assert!(geral.status.success() && diz_o_uso);
}

#[test]
fn argumento_errado_sai_com_2_e_se_explica_em_portugues() {
    for (linha, trecho) in [
        ("serve --porta 70000", "espera um número de 0 a 65535"),
        ("serve --porta", "falta o valor de --porta"),
        ("serve --endereco casa", "espera um endereço IP"),
        ("serve --quieto", "não conheço o argumento --quieto"),
        ("srve", "não conheço o comando “srve”"),
        ("check x", "não conheço o argumento x"),
        ("build --destno x", "não conheço o argumento --destno"),
        ("build --destino", "falta o valor de --destino"),
        ("interoperar a b", "não conheço o argumento b"),
        ("repetir", "falta <N>"),
        ("repetir 0", "espera um número de vezes maior que zero"),
        ("servicos kafca", "há kafka, mqtt, amqp e todos"),
        ("servicos mqtt --", "falta o comando depois de --"),
        ("servicos todos mqtt --", "falta o comando depois de --"),
        ("servicos amqp mqtt --", "falta o comando depois de --"),
    ] {
        let dito = saiu_com(2, &xtask(&linha.split(' ').collect::<Vec<_>>()));
        assert!(dito.starts_with("erro: "), "{linha}: {dito}");
        contem(&dito, &[trecho]);
    }
}

#[test]
fn o_que_segue_os_dois_tracos_vai_para_o_cargo_test() {
    let saida = xtask(&["repetir", "1", "--", "--help"]);
    saiu_com(0, &saida);
    let dito = String::from_utf8_lossy(&saida.stdout);
    contem(&dito, &["cargo test", "1 rodada passou em "]);
    let dito = saiu_com(1, &xtask(&["repetir", "3", "--", "--nao-existe"]));
    contem(&dito, &["--nao-existe", "a rodada 1 de 3 falhou"]);
}

#[test]
fn pasta_sem_livro_sai_com_1() {
    let vazia = tempfile::tempdir().expect("pasta temporária");
    let caminho = vazia.path().to_str().expect("caminho em UTF-8");
    let dito = saiu_com(1, &xtask(&["check", "--livro", caminho]));
    contem(&dito, &["book.toml"]);
}
