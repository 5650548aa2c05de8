//! Clientes diante de um servidor que não é o nosso, e de uma entrada sem fim.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, UdpSocket};
use std::thread;

use sockets::quadro::codificar;
use sockets::udp::{CABECALHO, RESPOSTA};

use crate::sessao::iniciar;

/// Limpa a tela, troca o título da janela e escreve da direita para a esquerda.
const VENENO: &str = "\x1b[2J\x1b]0;seu\x07 \u{202e}oi";
const ESCAPADO: &str = r"\u{1b}[2J\u{1b}]0;seu\u{7} \u{202e}oi";

/// Lê o primeiro quadro de um cliente, responde com `texto` e fecha.
fn que_diz(texto: &str) -> SocketAddr {
    let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
    let endereco = ouvinte.local_addr().unwrap();
    let quadro = codificar(texto).unwrap();
    thread::spawn(move || {
        let (mut cliente, _) = ouvinte.accept().unwrap();
        let mut cabecalho = [0; 4];
        cliente.read_exact(&mut cabecalho).unwrap();
        cliente.write_all(&quadro).unwrap();
        cliente.shutdown(std::net::Shutdown::Write).unwrap();
        // Até o cliente fechar: o RST apagaria a resposta que ele ainda não leu.
        let _ = cliente.read_to_end(&mut Vec::new());
    });
    endereco
}

/// O mesmo, por UDP: a resposta leva o número do pedido.
fn que_diz_por_udp(texto: &'static str) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let endereco = socket.local_addr().unwrap();
    thread::spawn(move || {
        let mut pedido = [0; 2048];
        let (_, origem) = socket.recv_from(&mut pedido).unwrap();
        pedido[0] = RESPOSTA;
        let resposta = [&pedido[..CABECALHO], texto.as_bytes()].concat();
        socket.send_to(&resposta, origem).unwrap();
    });
    endereco
}

#[test]
fn o_que_o_servidor_diz_aparece_escapado_e_nao_mexe_no_terminal() {
    let casos: [(&str, &[&str], SocketAddr); 5] = [
        ("chat-cliente", &["--nome", "ana"], que_diz(VENENO)),
        (
            "chat-cliente",
            &["--nome", "ana"],
            que_diz(&format!("! {VENENO}")),
        ),
        ("eco-cliente", &[], que_diz(VENENO)),
        ("eco-cliente", &["--udp"], que_diz_por_udp(VENENO)),
        ("chat-ataque", &["--ataque", "meio-quadro"], que_diz(VENENO)),
    ];
    for (nome, argumentos, endereco) in casos {
        let mut cliente = iniciar(nome, argumentos, &endereco.to_string());
        if nome == "eco-cliente" {
            cliente.digitar("oi");
        }
        let fim = cliente.esperar_fim();
        let tudo = fim.saida + &fim.erro;
        assert!(tudo.contains(ESCAPADO), "{nome}: {tudo:?}");
        let cru = tudo.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(cru, None, "{nome} mexeu no terminal: {tudo:?}");
    }
}

#[cfg(unix)]
#[test]
fn entrada_sem_fim_de_linha_e_recusada_em_vez_de_encher_a_memoria() {
    use crate::sessao::executavel;
    use apoio::teste::no_shell;
    let eco = |modo: &str| {
        let servidor = iniciar("eco-servidor", &["--modo", modo], "127.0.0.1:0");
        let endereco = servidor.esperar_pronto().to_string();
        (servidor, endereco)
    };
    let sala = iniciar("chat-servidor", &[], "127.0.0.1:0");
    let da_sala = sala.esperar_pronto().to_string();
    let ((_tcp, do_tcp), (_udp, do_udp)) = (eco("threads"), eco("udp"));
    for (nome, argumentos) in [
        (
            "chat-cliente",
            &["--nome", "ana", "--endereco", &da_sala][..],
        ),
        ("eco-cliente", &["--endereco", &do_tcp]),
        ("eco-cliente", &["--udp", "--endereco", &do_udp]),
    ] {
        let argumentos = [&[executavel(nome)][..], argumentos].concat();
        let fim = no_shell("exec \"$@\" < /dev/zero", &argumentos).esperar_fim();
        assert_eq!(fim.status.code(), Some(1), "{nome}: {}", fim.erro);
        assert!(
            fim.erro.contains("a linha 1 da entrada passa dos"),
            "{nome}: {}",
            fim.erro
        );
    }
}
