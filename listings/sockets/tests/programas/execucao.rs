//! Os programas, pela porta da frente: ajuda, erros, entrada e saída.

use std::net::TcpListener;

use crate::modos::chat;
use apoio::teste::{Programa, rodar};

const CHAT_CLIENTE: &str = env!("CARGO_BIN_EXE_chat-cliente");
const CHAT_SERVIDOR: &str = env!("CARGO_BIN_EXE_chat-servidor");
const ECO_CLIENTE: &str = env!("CARGO_BIN_EXE_eco-cliente");
const ECO_SERVIDOR: &str = env!("CARGO_BIN_EXE_eco-servidor");

#[test]
fn a_ajuda_de_todos_e_em_portugues() {
    for programa in [ECO_SERVIDOR, ECO_CLIENTE, CHAT_SERVIDOR, CHAT_CLIENTE] {
        let (status, saida, _) = rodar(programa, &["--help"]);
        assert_eq!(status, Some(0));
        assert!(
            saida.contains("Uso: ") && saida.contains("Mostra esta ajuda"),
            "{saida}"
        );
        for ingles in ["Usage", "Options", "default", "possible", "Print help"] {
            assert!(!saida.contains(ingles), "{ingles:?} na ajuda:\n{saida}");
        }
    }
}

#[test]
fn argumento_errado_sai_com_2_e_diz_qual() {
    let casos: [(&[&str], &str); 5] = [
        (&["--modo", "rapido"], "--modo <MODO> não aceita \"rapido\""),
        (
            &["--limite", "0"],
            "escreva um número inteiro maior que zero",
        ),
        (&["--limite"], "falta o valor de --limite"),
        (
            &["--limit", "3"],
            "não conheço o argumento --limit; seria --limite?",
        ),
        (
            &["--modo", "pool", "--modo", "pool"],
            "--modo <MODO> apareceu mais de uma vez",
        ),
    ];
    for (argumentos, trecho) in casos {
        let (status, _, erro) = rodar(ECO_SERVIDOR, argumentos);
        assert_eq!(status, Some(2), "{argumentos:?}");
        assert!(
            erro.starts_with("erro: ") && erro.contains(trecho),
            "{erro}"
        );
    }
}

#[test]
fn porta_em_uso_sai_com_1_e_diz_o_que_fazer() {
    let ocupada = TcpListener::bind("127.0.0.1:0").unwrap();
    let endereco = ocupada.local_addr().unwrap().to_string();
    let porta = ocupada.local_addr().unwrap().port();

    for servidor in [ECO_SERVIDOR, CHAT_SERVIDOR] {
        let (status, saida, erro) = rodar(servidor, &["--endereco", &endereco]);
        assert_eq!((status, saida.as_str()), (Some(1), ""));
        assert_eq!(
            erro.trim_end(),
            format!(
                "erro: a porta {porta} já está em uso em 127.0.0.1. Encerre o outro programa \
                 ou escolha outra: --endereco 127.0.0.1:0"
            )
        );
    }
}

#[test]
fn endereco_que_nao_e_endereco_sai_com_2_e_mostra_o_formato() {
    for programa in [CHAT_SERVIDOR, ECO_SERVIDOR, ECO_CLIENTE] {
        for errado in ["25000", "127.0.0.1:", "127.0.0.1:65536", ":80"] {
            let (status, _, erro) = rodar(programa, &["--endereco", errado]);
            assert_eq!(status, Some(2), "{errado}: {erro}");
            assert!(erro.contains("escreva HOST:PORTA"), "{erro}");
        }
    }
}

/// Nenhum processo tem tantos descritores: é engano de quem digitou, e não motivo
/// para um pânico depois de anunciar que está tudo pronto.
#[test]
fn limite_que_sistema_nenhum_honra_sai_com_2_sem_se_anunciar() {
    for modo in ["threads", "assincrono"] {
        for programa in [CHAT_SERVIDOR, ECO_SERVIDOR] {
            let limite = ["--limite", "18446744073709551615", "--modo", modo];
            let (status, saida, erro) = rodar(programa, &limite);
            assert_eq!((status, saida.as_str()), (Some(2), ""), "{erro}");
            assert!(
                erro.contains("o maior número que serve é 1048576"),
                "{erro}"
            );
        }
    }
}

#[test]
fn cliente_sem_servidor_sai_com_1_e_diz_o_que_tentou() {
    // Uma porta que acabou de ser nossa, e que ninguém escuta.
    let endereco = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .to_string();

    let (status, _, erro) =
        rodar(CHAT_CLIENTE, &["--nome", "ana", "--endereco", &endereco]);

    assert_eq!(status, Some(1));
    assert!(
        erro.starts_with(&format!("erro: não consegui conectar a {endereco}")),
        "{erro}"
    );
}

#[test]
fn eco_cliente_mostra_as_respostas_e_termina_com_a_entrada() {
    for modo in ["iterativo", "threads", "pool", "assincrono", "udp"] {
        let opcoes = ["--endereco", "127.0.0.1:0", "--modo", modo];
        let servidor = Programa::iniciar(ECO_SERVIDOR, &opcoes);
        let endereco = servidor.esperar_pronto().to_string();
        let udp = if modo == "udp" { &["--udp"][..] } else { &[] };
        let mut cliente =
            Programa::iniciar(ECO_CLIENTE, &[&["--endereco", &endereco], udp].concat());

        cliente.digitar("olá");
        assert_eq!(cliente.linha(), "olá", "modo {modo}");
        cliente.digitar("ação");
        let fim = cliente.esperar_fim();

        assert_eq!(
            (fim.saida.as_str(), fim.erro.as_str()),
            ("ação\n", ""),
            "modo {modo}"
        );
        assert!(fim.status.success(), "modo {modo}");
    }
}

#[cfg(unix)]
#[test]
fn sigterm_encerra_todos_os_modos_com_0_mesmo_com_um_cliente_calado() {
    let encerrar = |modo| {
        let opcoes = ["--endereco", "127.0.0.1:0", "--modo", modo];
        let servidor = Programa::iniciar(ECO_SERVIDOR, &opcoes);
        let _calado = std::net::TcpStream::connect(servidor.esperar_pronto());
        servidor.pedir_fim();
        let fim = servidor.esperar_fim();
        assert!(fim.status.success(), "modo {modo}: {fim:?}");
    };
    // Juntos: cada um espera um segundo pela despedida do calado.
    std::thread::scope(|escopo| {
        for modo in ["iterativo", "threads", "pool", "assincrono", "udp"] {
            escopo.spawn(move || encerrar(modo));
        }
    });
}

#[test]
fn chat_cliente_com_a_entrada_num_cano_recebe_o_que_falta_e_sai() {
    let (_servidor, endereco) = chat("threads", &[]);
    let opcoes = ["--nome", "ana", "--endereco", &endereco.to_string()];
    let mut cliente = Programa::iniciar(CHAT_CLIENTE, &opcoes);

    cliente.digitar("oi");
    cliente.digitar("tchau");
    let fim = cliente.esperar_fim();

    assert_eq!(fim.saida, "* ana entrou (1 na sala)\nana: oi\nana: tchau\n");
    assert!(fim.status.success(), "{fim:?}");
}

#[test]
fn chat_cliente_recusado_sai_com_1_e_diz_o_motivo() {
    let (_servidor, endereco) = chat("assincrono", &[]);
    let opcoes = ["--nome", "não pode", "--endereco", &endereco.to_string()];

    let (status, _, erro) = rodar(CHAT_CLIENTE, &opcoes);

    assert_eq!(status, Some(1));
    assert!(
        erro.contains("o servidor desligou você: o nome tem de 1 a 20 letras"),
        "{erro}"
    );
}

#[cfg(unix)]
#[test]
fn saida_fechada_termina_o_cliente_sem_panico() {
    let (_servidor, endereco) = chat("threads", &[]);
    // `head -1` fecha o cano depois da primeira linha; as falas seguintes não
    // têm mais onde aparecer.
    let comando = "{ echo um; echo dois; echo três; } | \
                   { \"$0\" --nome ana --endereco \"$1\"; echo \"status $?\" >&2; } | head -1";

    let (_, saida, erro) =
        rodar("sh", &["-c", comando, CHAT_CLIENTE, &endereco.to_string()]);

    assert_eq!(saida, "* ana entrou (1 na sala)\n");
    assert_eq!(erro, "status 0\n", "nem pânico, nem erro");
}
