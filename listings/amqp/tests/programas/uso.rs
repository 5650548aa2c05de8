//! O que se digita errado, e o livro que não serve.

use apoio::teste::rodar;

use crate::sem_broker::PROGRAMAS;

#[test]
fn o_uso_errado_sai_com_2_e_diz_o_que_se_esperava() {
    let [
        (publicar, _),
        (trabalhar, _),
        (mortas, _),
        (ouvir, _),
        (dizer, _),
    ] = PROGRAMAS;
    let (longo, vhost) = ("n".repeat(249), "v".repeat(256));
    let vhost = format!("amqp://a:b@127.0.0.1:1/{vhost}");
    let (lote, com_espaco) = ("l".repeat(180), "meu lote");
    for (programa, argumentos, motivo) in [
        (publicar, &["--fila", "x"][..], "falta --tarefa"),
        (trabalhar, &["--broker", "127.0.0.1"], "amqp://"),
        (trabalhar, &["--adiantadas", "0"], "--adiantadas"),
        (
            publicar,
            &["--tarefa", "x", "--vezes", "18446744073709551615"],
            "1000000000",
        ),
        (
            publicar,
            &["--tarefa", "x", "--vezes", "0"],
            "maior que zero",
        ),
        (
            publicar,
            &["--tarefa", "x", "--fila", &longo],
            "1 a 248 bytes",
        ),
        (trabalhar, &["--fila", &longo], "1 a 248 bytes"),
        (mortas, &["--fila", &longo], "1 a 248 bytes"),
        (ouvir, &["--exchange", &longo], "1 a 248 bytes"),
        (
            dizer,
            &["--aviso", "x", "--exchange", &longo],
            "1 a 248 bytes",
        ),
        (ouvir, &["--broker", &vhost], "amqp://"),
        (
            publicar,
            &["--tarefa", "x", "--lote", com_espaco],
            "sem espaço",
        ),
        (
            publicar,
            &["--tarefa", "x", "--lote", &lote],
            "1 a 179 bytes",
        ),
    ] {
        let (status, _, erro) = rodar(programa, argumentos);
        assert_eq!(status, Some(2), "{erro}");
        assert!(erro.contains(motivo), "{erro}");
    }
}

#[test]
fn o_livro_que_nao_se_abre_e_dito_antes_de_procurar_o_broker() {
    let [_, (trabalhar, _), ..] = PROGRAMAS;
    let (status, _, erro) = rodar(trabalhar, &["--livro", "/nao/existe/livro"]);
    assert_eq!(status, Some(1));
    assert!(
        erro.contains("não consegui abrir /nao/existe/livro: não encontrado"),
        "{erro}"
    );
}

#[test]
fn vezes_demais_nao_tomam_a_memoria() {
    let [(publicar, _), ..] = PROGRAMAS;
    // Um terço do maior número já pediria dezenas de GiB, se viessem todas de uma vez.
    let muitas = ["--tarefa", "somar 1 1", "--vezes", "300000000"];
    let sem_broker = ["--broker", "amqp://a:b@127.0.0.1:1/%2f", "--prazo", "100ms"];
    let (status, _, erro) = rodar(publicar, &[muitas, sem_broker].concat());
    assert_eq!(status, Some(1), "{erro}");
    assert!(erro.contains("nenhum broker AMQP"), "{erro}");
}

#[test]
fn o_arquivo_alheio_dado_como_livro_e_recusado_e_fica_como_estava() {
    let [_, (trabalhar, _), ..] = PROGRAMAS;
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let notas = pasta.path().join("notas.json");
    std::fs::write(&notas, r#"{"notas": [10, 9]}"#).expect("grava");
    let caminho = notas.to_str().expect("é UTF-8");
    let (status, _, erro) = rodar(trabalhar, &["--livro", caminho]);
    assert_eq!(status, Some(1), "{erro}");
    assert!(erro.contains("não é um livro de tarefas"), "{erro}");
    let depois = std::fs::read_to_string(&notas).expect("existe");
    assert_eq!(depois, r#"{"notas": [10, 9]}"#);
}
