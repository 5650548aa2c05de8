//! Clientes diante de um servidor que não é o nosso, e de uma entrada sem fim.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;

use apoio::teste::{Programa, rodar};
use tokio_tungstenite::tungstenite::handshake::server::{Request, Response};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Message, WebSocket, accept_hdr};

use crate::sessao::{MULTIDAO, OLA, OLA_CLIENTE, SALAS_CLIENTE};

/// Limpa a tela, troca o título da janela, forja uma linha e escreve da direita para
/// a esquerda.
const VENENO: &str = "\x1b[2J\x1b]0;seu\x07\n   9 bia: \u{202e}oi";
const ESCAPADO: &str = r"\u{1b}[2J\u{1b}]0;seu\u{7}\n   9 bia: \u{202e}oi";

/// Atende cada conexão deste modo, até o teste acabar.
fn que(atender: impl Fn(TcpStream) + Send + 'static) -> SocketAddr {
    let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
    let endereco = ouvinte.local_addr().unwrap();
    thread::spawn(move || {
        for cliente in ouvinte.incoming() {
            atender(cliente.unwrap());
        }
    });
    endereco
}

/// O aperto de mão, com o acordo que o cliente pedir.
#[expect(clippy::result_large_err, reason = "a assinatura é da biblioteca")]
fn apertar(cliente: TcpStream) -> WebSocket<TcpStream> {
    const ACORDO: &str = "sec-websocket-protocol";
    let acordo = |pedido: &Request, mut resposta: Response| {
        if let Some(pedido) = pedido.headers().get(ACORDO) {
            resposta.headers_mut().insert(ACORDO, pedido.clone());
        }
        Ok(resposta)
    };
    accept_hdr(cliente, acordo).expect("o cliente aperta a mão")
}

/// Espera a primeira mensagem, diz estas e fecha com um motivo venenoso.
fn que_diz(ditas: Vec<String>) -> SocketAddr {
    que(move |cliente| {
        let mut ws = apertar(cliente);
        ws.read().unwrap();
        for dita in &ditas {
            ws.send(Message::text(dita.clone())).unwrap();
        }
        let motivo = CloseFrame {
            code: 1008.into(),
            reason: VENENO.into(),
        };
        ws.close(Some(motivo)).unwrap();
        while ws.read().is_ok() {}
    })
}

#[test]
fn o_texto_de_um_estranho_nao_mexe_no_terminal() {
    let veneno = serde_json::to_string(VENENO).unwrap();
    let ditas = [
        r#"{"tipo":"historia","historia":"h","primeiro":1,"proximo":1}"#.to_owned(),
        format!(r#"{{"tipo":"entrou","presentes":[{veneno}]}}"#),
        format!(r#"{{"tipo":"evento","n":1,"autor":{veneno},"texto":{veneno}}}"#),
        format!(r#"{{"tipo":"chegou","nome":{veneno}}}"#),
        format!(r#"{{"tipo":"saiu","nome":{veneno}}}"#),
    ];
    for (programa, endereco, nome, vezes) in [
        (OLA_CLIENTE, que_diz(vec![VENENO.to_owned()]), &[][..], 2),
        (
            SALAS_CLIENTE,
            que_diz(ditas.to_vec()),
            &["--nome", "ana"],
            6,
        ),
    ] {
        let endereco = endereco.to_string();
        let argumentos = [&["--endereco", &endereco][..], nome].concat();
        let mut cliente = Programa::iniciar(programa, &argumentos);
        cliente.digitar("oi");
        // Com a entrada aberta: é o servidor que acaba a conversa.
        let despedida = cliente.esperar_no_diario("erro: ");
        let fim = cliente.esperar_fim();
        let tudo = fim.saida + &despedida + &fim.erro;
        assert_eq!(fim.status.code(), Some(1), "{programa}: {tudo}");
        assert!(
            tudo.matches(ESCAPADO).count() == vezes,
            "{programa}: {tudo}"
        );
        let cru = tudo.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(cru, None, "{programa} mexeu no terminal: {tudo:?}");
    }
}

#[test]
fn o_servidor_que_nao_sabe_contar_nao_derruba_o_cliente() {
    let endereco = que(|cliente| {
        let mut ws = apertar(cliente);
        let dita = r#"{"tipo":"historia","historia":"h","primeiro":0,"proximo":1}"#;
        ws.send(Message::text(dita)).unwrap();
        while ws.read().is_ok() {}
    });
    let endereco = endereco.to_string();
    let argumentos = ["--endereco", &endereco, "--nome", "ana", "--recuo", "1ms"];
    let (codigo, _, erro) = rodar(SALAS_CLIENTE, &argumentos);
    let motivo = "desisti depois de 12 tentativas: o servidor diz que há um evento 0";
    assert_eq!((codigo, erro), (Some(1), format!("erro: {motivo}\n")));
}

/// Responde ao aperto de mão com estes bytes, e fecha.
fn que_responde(bytes: &'static [u8]) -> SocketAddr {
    que(move |mut cliente| {
        let mut lido = Vec::new();
        while !lido.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            cliente.read_exact(&mut byte).unwrap();
            lido.push(byte[0]);
        }
        cliente.write_all(bytes).unwrap();
        cliente.shutdown(std::net::Shutdown::Write).unwrap();
        let _ = cliente.read_to_end(&mut Vec::new());
    })
}

#[test]
fn o_que_a_biblioteca_diz_em_ingles_se_diz_em_portugues() {
    let http = "o outro lado não responde em HTTP; se ele exige TLS, diga em quem \
                confiar com --ca";
    let sem_aceite: &[u8] =
        b"HTTP/1.1 101 Sim\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n";
    for (resposta, motivo) in [
        (
            &b"HTTP/1.1 404 Not Found\r\n\r\n"[..],
            "o servidor respondeu 404",
        ),
        (b"banana\r\n\r\n", http),
        (b"", "o outro lado cortou a conexão"),
        (sem_aceite, "o outro lado não fala WebSocket"),
    ] {
        let endereco = que_responde(resposta).to_string();
        let (codigo, _, erro) =
            rodar(OLA_CLIENTE, &["--endereco", &endereco, "--nome", "Ana"]);
        let esperado = format!("erro: o aperto de mão falhou: {motivo}\n");
        assert_eq!((codigo, erro), (Some(1), esperado));
        let (codigo, _, erro) =
            rodar(MULTIDAO, &["--endereco", &endereco, "--clientes", "1"]);
        assert_eq!(
            (codigo, erro),
            (Some(1), format!("erro: m-0 não entrou: {motivo}\n"))
        );
    }
}

#[test]
fn o_close_com_codigo_que_nao_existe_e_dito_em_portugues() {
    let endereco = que(|cliente| {
        let mut ws = apertar(cliente);
        ws.read().unwrap();
        // O 1005 só existe para quem não recebeu código: ninguém o manda.
        ws.get_mut().write_all(&[0x88, 2, 0x03, 0xed]).unwrap();
        while ws.read().is_ok() {}
    });
    let endereco = endereco.to_string();
    let nome = ["--endereco", &endereco, "--nome", "ana"];
    let esperado = "o código do Close não existe";
    for (programa, argumentos) in [
        (OLA_CLIENTE, &nome[..]),
        (SALAS_CLIENTE, &nome),
        (MULTIDAO, &["--endereco", &endereco, "--clientes", "1"]),
    ] {
        let (codigo, _, erro) = rodar(programa, argumentos);
        assert_eq!(codigo, Some(1), "{programa}: {erro}");
        assert!(erro.contains(esperado), "{programa}: {erro}");
    }
}

#[test]
fn o_servidor_que_nao_fala_salas_nao_se_tenta_de_novo() {
    let ola = Programa::iniciar(OLA, &["--endereco", "127.0.0.1:0"]);
    let endereco = ola.esperar_pronto().to_string();
    let (codigo, saida, erro) =
        rodar(SALAS_CLIENTE, &["--endereco", &endereco, "--nome", "ana"]);
    assert_eq!((codigo, saida.as_str()), (Some(1), ""), "{erro}");
    assert!(erro.contains("o outro lado não fala salas.v1"), "{erro}");
}

#[test]
fn o_quadro_fora_da_norma_e_dito_em_portugues() {
    let endereco = que(|cliente| {
        let mut ws = apertar(cliente);
        ws.read().unwrap();
        // Mascarado, como só um cliente pode.
        ws.get_mut().write_all(&[0x81, 0x80, 1, 2, 3, 4]).unwrap();
        while ws.read().is_ok() {}
    });
    let endereco = endereco.to_string();
    let (codigo, _, erro) =
        rodar(OLA_CLIENTE, &["--endereco", &endereco, "--nome", "Ana"]);
    let esperado = "erro: a conexão caiu: o outro lado não fala WebSocket\n";
    assert_eq!((codigo, erro.as_str()), (Some(1), esperado));
}
