//! O pedido de fim: com o broker no ar, e sem ele.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use apoio::teste::{Programa, rodar};

use crate::comum::{broker, escrever_na, ligar, numeros};
use crate::{CONSUMIDOR, CONTADOR, GRUPO, PRODUTOR, endereco};

#[test]
fn pedido_o_fim_cada_programa_drena_e_sai_com_zero() {
    let broker = broker("t", 2);
    broker.criar_topico("contagens", 2).expect("é novo");
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..3));
    let endereco = endereco(&broker);
    let alvo = ["--endereco", endereco.as_str()];
    let com = |mais: &[&'static str]| [&alvo[..], mais].concat();

    let mut produtor =
        Programa::iniciar(PRODUTOR, &com(&["--topico", "t", "--particao", "1"]));
    produtor.digitar("x");
    produtor.linha();
    let do_grupo = [
        "--topico",
        "t",
        "--sessao",
        "1500ms",
        "--confirmar-em",
        "60s",
    ];
    let consumidor = Programa::iniciar(CONSUMIDOR, &com(&do_grupo));
    let contador =
        Programa::iniciar(CONTADOR, &com(&["--entrada", "t", "--a-cada", "1s"]));
    let grupo = Programa::iniciar(GRUPO, &com(&["--topico", "t", "--grupo", "g"]));
    for _ in 0..4 {
        consumidor.linha();
    }
    contador.linha();
    grupo.linha();
    for programa in [produtor, consumidor, contador, grupo] {
        programa.pedir_fim();
        let fim = programa.esperar_fim();
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
        assert!(!fim.erro.contains("erro:"), "{}", fim.erro);
    }
    // O consumidor só confirmaria em um minuto: quem confirmou foi a drenagem.
    let (status, saida, erro) = rodar(
        CONSUMIDOR,
        &[&com(&do_grupo)[..], &["--ate-o-fim"]].concat(),
    );
    assert_eq!((status, saida.as_str()), (Some(0), ""), "{erro}");
}

#[test]
fn pedido_o_fim_com_o_broker_caido_cada_programa_sai_assim_mesmo() {
    // Um segundo de paciência; o resto é o que a máquina demora.
    const LIMITE: Duration = Duration::from_secs(4);
    let broker = broker("t", 2);
    broker.criar_topico("contagens", 2).expect("é novo");
    escrever_na(&ligar(&broker), "t", 0, &numeros(0..3));
    let endereco = endereco(&broker);
    let alvo = ["--endereco", endereco.as_str()];
    let com = |mais: &[&'static str]| [&alvo[..], mais].concat();
    let t = ["--topico", "t"];

    let mut produtor = Programa::iniciar(PRODUTOR, &com(&t));
    // Estes números não acabam, e com o broker caído a fila enche: quem envia
    // está à espera de lugar quando o sinal chega.
    let sem_lugar = ["--numerados", "1000000000", "--fila", "10"];
    let sem_lugar = Programa::iniciar(PRODUTOR, &com(&[&t[..], &sem_lugar].concat()));
    let do_grupo = ["--sessao", "3s", "--confirmar-em", "60s"];
    let consumidor = Programa::iniciar(CONSUMIDOR, &com(&[&t[..], &do_grupo].concat()));
    let contador =
        Programa::iniciar(CONTADOR, &com(&["--entrada", "t", "--a-cada", "1s"]));
    let grupo = Programa::iniciar(GRUPO, &com(&["--topico", "t", "--grupo", "g"]));
    produtor.digitar("x");
    produtor.linha();
    sem_lugar.linha();
    consumidor.linha();
    contador.linha();
    grupo.linha();
    broker.derrubar().expect("cai");
    produtor.digitar("y");
    let programas = [
        ("produtor", produtor),
        ("sem lugar", sem_lugar),
        ("consumidor", consumidor),
        ("contador", contador),
        ("grupo", grupo),
    ];
    for (_, programa) in &programas {
        programa.esperar_no_diario("insiste");
    }
    let pedido = Instant::now();
    for (_, programa) in &programas {
        programa.pedir_fim();
    }
    for (nome, programa) in programas {
        let fim = programa.esperar_fim();
        let levou = pedido.elapsed();
        assert!(levou < LIMITE, "{nome} levou {levou:?}: {}", fim.erro);
        // Saiu por si, e não por um sinal. O que ficou sem recibo, ou por confirmar,
        // reprova: quem chamou precisa saber que voltará.
        let (esperados, dito) = match nome {
            "produtor" | "sem lugar" => (&[1][..], "terminou antes da entrega"),
            "consumidor" => (&[1][..], "erro: não consegui confirmar"),
            _ => (&[0, 1][..], ""),
        };
        let status = fim.status.code();
        let bom = status.is_some_and(|status| esperados.contains(&status));
        assert!(bom, "{nome} saiu com {status:?}: {}", fim.erro);
        assert!(fim.erro.contains(dito), "{nome}: {}", fim.erro);
    }
}

#[test]
fn pedido_o_fim_sem_broker_desde_o_comeco_cada_programa_sai_com_zero_e_logo() {
    // O prazo das tentativas é de dez segundos: quem só o pedisse esperar passaria dele.
    const LIMITE: Duration = Duration::from_secs(4);
    let ouvinte = TcpListener::bind("127.0.0.1:0").expect("há porta livre");
    let calado = ouvinte.local_addr().expect("tem endereço").to_string();
    for programa in [PRODUTOR, CONSUMIDOR, CONTADOR, GRUPO] {
        let programa = Programa::iniciar(programa, &["--endereco", &calado]);
        // Conectou, e não terá resposta: já espera pelo broker.
        let (_conexao, _) = ouvinte.accept().expect("o programa conecta");
        let pedido = Instant::now();
        programa.pedir_fim();
        let fim = programa.esperar_fim();
        let levou = pedido.elapsed();
        assert!(levou < LIMITE, "levou {levou:?}: {}", fim.erro);
        assert_eq!(fim.status.code(), Some(0), "{}", fim.erro);
    }
}
