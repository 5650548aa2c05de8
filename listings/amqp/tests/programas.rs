//! Os programas sem corretor: o que dizem, e que não deixam nada pela metade.

#![cfg(unix)]

use apoio::teste::rodar;

const PROGRAMAS: [(&str, &[&str]); 5] = [
    (
        env!("CARGO_BIN_EXE_tarefa-publicar"),
        &["--tarefa", "somar 1 1"],
    ),
    (env!("CARGO_BIN_EXE_tarefa-trabalhar"), &[]),
    (env!("CARGO_BIN_EXE_tarefa-mortas"), &[]),
    (env!("CARGO_BIN_EXE_avisos-ouvir"), &[]),
    (env!("CARGO_BIN_EXE_avisos-dizer"), &["--aviso", "oi"]),
];

#[test]
fn sem_corretor_os_programas_dizem_onde_procuraram_e_o_que_fazer() {
    // Uma porta que acabou de ser solta: ninguém escuta nela.
    let solta = std::net::TcpListener::bind("127.0.0.1:0").expect("há porta");
    let endereco = solta.local_addr().expect("tem endereço").to_string();
    drop(solta);
    let pasta = tempfile::tempdir().expect("há onde gravar");
    let livro = pasta.path().join("livro.txt");
    let livro = livro.to_str().expect("é UTF-8");
    let corretor = format!("amqp://guest:guest@{endereco}/%2f");
    for (programa, argumentos) in PROGRAMAS {
        let comuns = ["--corretor", &corretor, "--prazo", "300ms"];
        let do_livro: &[&str] = if programa.ends_with("trabalhar") {
            &["--livro", livro]
        } else {
            &[]
        };
        let (status, saida, erro) =
            rodar(programa, &[argumentos, &comuns, do_livro].concat());
        assert_eq!((status, saida.as_str()), (Some(1), ""), "{erro}");
        let esperado =
            format!("nenhum corretor AMQP em {endereco} depois de insistir por 300ms");
        assert!(erro.contains(&esperado), "{erro}");
        assert!(
            erro.contains("conexão recusada") && erro.contains("servicos amqp"),
            "{erro}"
        );
        assert!(
            !erro.contains("guest:guest"),
            "a senha não se mostra: {erro}"
        );
    }
    assert_eq!(std::fs::read_to_string(livro).expect("o livro"), "");
}

#[test]
fn o_uso_errado_sai_com_2_e_diz_o_que_se_esperava() {
    let [(publicar, _), (trabalhar, _), ..] = PROGRAMAS;
    for (programa, argumentos, motivo) in [
        (publicar, &["--fila", "x"][..], "falta --tarefa"),
        (trabalhar, &["--corretor", "127.0.0.1"], "amqp://"),
        (trabalhar, &["--adiantadas", "0"], "--adiantadas"),
    ] {
        let (status, _, erro) = rodar(programa, argumentos);
        assert_eq!(status, Some(2), "{erro}");
        assert!(erro.contains(motivo), "{erro}");
    }
}

#[test]
fn o_livro_que_nao_se_abre_e_dito_antes_de_procurar_o_corretor() {
    let [_, (trabalhar, _), ..] = PROGRAMAS;
    let (status, _, erro) = rodar(trabalhar, &["--livro", "/nao/existe/livro"]);
    assert_eq!(status, Some(1));
    assert!(
        erro.contains("não consegui abrir /nao/existe/livro: não encontrado"),
        "{erro}"
    );
}
