//! Toda pergunta termina: com resposta, ou quando o prazo vence.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use apoio::teste::PRAZO;
use primeiro_sistema::destino::Destino;
use primeiro_sistema::falha::Falha;

fn destino(ouvinte: &TcpListener, prazo: u64) -> Destino {
    Destino {
        nome: "o servidor",
        endereco: ouvinte.local_addr().unwrap().to_string(),
        prazo: Duration::from_millis(prazo),
    }
}

#[test]
fn quem_nunca_responde_deixa_a_falha_incerta_quando_o_prazo_vence() {
    // O sistema completa a conexão; ninguém a aceita, ninguém lê.
    let mudo = TcpListener::bind("127.0.0.1:0").unwrap();
    let destino = destino(&mudo, 200);

    let inicio = Instant::now();
    let resposta = destino.perguntar("listar");

    let motivo = format!(
        "o servidor não respondeu em {}: passaram-se 200ms",
        destino.endereco
    );
    assert_eq!(resposta, Err(Falha::Incerta(motivo)));
    assert!(
        inicio.elapsed() >= Duration::from_millis(200),
        "desistiu cedo demais"
    );
}

#[test]
fn quem_responde_um_byte_de_cada_vez_nao_renova_o_prazo() {
    let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
    let destino = destino(&ouvinte, 300);
    let (fim, acabou) = channel::<()>();
    let gotas = thread::spawn(move || {
        let (mut conexao, _) = ouvinte.accept().unwrap();
        // Anuncia 60.000 bytes e pinga um a cada 20 ms: vinte minutos, se ninguém
        // parar antes. Para no prazo do teste, para que ele falhe em vez de travar.
        let inicio = Instant::now();
        conexao.write_all(&60_000_u32.to_be_bytes()).unwrap();
        while acabou.recv_timeout(Duration::from_millis(20))
            == Err(RecvTimeoutError::Timeout)
        {
            if conexao.write_all(b"x").is_err() || inicio.elapsed() > PRAZO {
                break;
            }
        }
    });

    let inicio = Instant::now();
    let resposta = destino.perguntar("listar");

    assert!(matches!(resposta, Err(Falha::Incerta(_))), "{resposta:?}");
    assert!(inicio.elapsed() < PRAZO, "cada gota renovou o prazo");
    drop(fim);
    gotas.join().unwrap();
}

#[test]
fn resposta_que_nao_e_do_protocolo_deixa_a_falha_incerta() {
    for bytes in [
        &b"\xff\xff\xff\xff"[..],
        b"\0\0\0\x02\xc3\x28",
        b"\0\0\0\x03abc",
        b"\0\0",
        b"",
    ] {
        let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
        let destino = destino(&ouvinte, 10_000);
        let outro = thread::spawn(move || {
            let (mut conexao, _) = ouvinte.accept().unwrap();
            conexao.read_exact(&mut [0; 10]).unwrap(); // o pedido inteiro
            conexao.write_all(bytes).unwrap();
        });

        let resposta = destino.perguntar("listar");

        assert!(
            matches!(resposta, Err(Falha::Incerta(_))),
            "{bytes:?}: {resposta:?}"
        );
        outro.join().unwrap();
    }
}

#[test]
fn tamanho_absurdo_e_recusado_pelo_anuncio_sem_esperar_o_resto() {
    let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
    let destino = destino(&ouvinte, 10_000);
    let outro = thread::spawn(move || {
        let (mut conexao, _) = ouvinte.accept().unwrap();
        conexao.read_exact(&mut [0; 10]).unwrap();
        conexao.write_all(&65_537_u32.to_be_bytes()).unwrap();
    });

    let resposta = destino.perguntar("listar");

    let motivo = format!(
        "o servidor não respondeu em {}: os dados não são o que se esperava",
        destino.endereco
    );
    assert_eq!(resposta, Err(Falha::Incerta(motivo)));
    outro.join().unwrap();
}

#[test]
fn pedido_que_nao_coube_na_mensagem_certamente_nao_foi_feito() {
    let mudo = TcpListener::bind("127.0.0.1:0").unwrap();

    let resposta = destino(&mudo, 10_000).perguntar(&"x".repeat(64 * 1024 + 1));

    assert!(matches!(resposta, Err(Falha::Recusa(_))), "{resposta:?}");
}
