use super::*;

fn ler_texto(linha: &str) -> Result<Comando, String> {
    ler(linha.split_whitespace().map(OsString::from))
}

#[test]
fn serve_escuta_em_casa_na_porta_3000() {
    let Ok(Comando::Serve(opcoes)) = ler_texto("serve") else {
        panic!("serve não precisa de argumentos");
    };
    assert_eq!(opcoes.endereco.to_string(), "127.0.0.1:3000");
    assert!(!opcoes.abrir);
}

#[test]
fn serve_aceita_porta_endereco_e_abrir() {
    let Ok(Comando::Serve(opcoes)) =
        ler_texto("serve --porta 8080 --endereco 0.0.0.0 --abrir")
    else {
        panic!("os três argumentos existem");
    };
    assert_eq!(opcoes.endereco.to_string(), "0.0.0.0:8080");
    assert!(opcoes.abrir);
}

#[test]
fn argumentos_errados_se_explicam_em_portugues() {
    for (linha, trecho) in [
        ("serve --porta 70000", "porta não aceita “70000”"),
        ("serve --porta", "falta o valor de porta"),
        ("serve --quieto", "não conheço o argumento --quieto"),
        ("srve", "não conheço o comando “srve”"),
        ("check x", "não esperava “x”"),
        ("build --destino", "falta o valor de --destino"),
        ("interoperar a b", "não esperava “b”"),
        ("interoperar --tudo", "não conheço o argumento --tudo"),
        ("repetir", "falta o valor de N"),
        ("repetir 0", "N não aceita “0”"),
        ("servicos kafca", "não conheço o serviço “kafca”"),
        ("servicos mqtt --", "falta o comando depois de --"),
    ] {
        let motivo = ler_texto(linha).expect_err(linha);
        assert!(motivo.contains(trecho), "{linha}: {motivo}");
    }
}

#[test]
fn os_servicos_se_pedem_pelo_nome_e_sem_nome_sao_todos() {
    for (linha, esperados, tamanho) in [
        ("servicos", &Servico::TODOS[..], 0),
        ("servicos todos mqtt", &Servico::TODOS[..], 0),
        ("servicos amqp mqtt", &[Servico::Mqtt, Servico::Amqp], 0),
        (
            "servicos kafka -- cargo test -- --ignored",
            &[Servico::Kafka],
            4,
        ),
    ] {
        let Ok(Comando::Servicos { quais, comando }) = ler_texto(linha) else {
            panic!("{linha} devia ser entendido");
        };
        assert_eq!((&quais[..], comando.len()), (esperados, tamanho), "{linha}");
    }
}

#[test]
fn o_que_segue_os_dois_tracos_vai_para_o_cargo_test() {
    let Ok(Comando::Repetir { vezes, argumentos }) =
        ler_texto("repetir 3 -- -p sockets --test chat")
    else {
        panic!("repetir aceita argumentos");
    };
    assert_eq!((vezes, argumentos.len()), (3, 4));
    assert_eq!(argumentos[0], "-p");
}
