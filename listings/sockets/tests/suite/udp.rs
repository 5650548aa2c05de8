//! UDP: cada pedido tem a sua resposta, apesar da rede.

use std::net::{SocketAddr, UdpSocket};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use apoio::teste::PRAZO;
use sockets::encerramento::Encerramento;
use sockets::udp::cliente::Cliente;
use sockets::udp::{
    CABECALHO, ErroDeUdp, MAIOR_DATAGRAMA, MAIOR_TEXTO, PEDIDO, RESPOSTA, escutar, servir,
};

use crate::rede::rede_ruim;

const CURTO: Duration = Duration::from_millis(20);

fn servidor_de_eco() -> (SocketAddr, Encerramento) {
    let socket = escutar("127.0.0.1:0").unwrap();
    let (endereco, fim) = (socket.local_addr().unwrap(), Encerramento::novo());
    let aviso = fim.clone();
    thread::spawn(move || servir(&socket, &aviso).unwrap());
    (endereco, fim)
}

/// Um servidor que faz com cada pedido o que o teste mandar. Fecha quando o
/// canal devolvido, que conta os pedidos, sai de cena.
fn servidor_que(
    mut faz: impl FnMut(&UdpSocket, &[u8], SocketAddr) + Send + 'static,
) -> (SocketAddr, Receiver<Vec<u8>>) {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let endereco = socket.local_addr().unwrap();
    let (conta, pedidos) = channel();
    thread::spawn(move || {
        let mut datagrama = [0; MAIOR_DATAGRAMA];
        while let Ok((tamanho, origem)) = socket.recv_from(&mut datagrama) {
            if conta.send(datagrama[..tamanho].to_vec()).is_err() {
                return;
            }
            faz(&socket, &datagrama[..tamanho], origem);
        }
    });
    (endereco, pedidos)
}

/// O que o servidor de eco responderia.
fn resposta_a(pedido: &[u8]) -> Vec<u8> {
    let mut resposta = pedido.to_vec();
    resposta[0] = RESPOSTA;
    resposta
}

#[test]
fn cada_pedido_recebe_a_sua_resposta_sob_perda_repeticao_e_desordem() {
    for semente in [1, 2, 15] {
        let (servidor, fim) = servidor_de_eco();
        let rede = rede_ruim(servidor, semente);
        // Vinte tentativas: a chance de todas se perderem é 0,51^20.
        let mut cliente = Cliente::novo(rede, 20, CURTO).unwrap();
        for i in 0..25 {
            let pedido = format!("pedido {i}");
            assert_eq!(
                cliente.pedir(&pedido),
                Ok(pedido),
                "semente da rede: {semente}"
            );
        }
        fim.pedir();
    }
}

#[test]
fn resposta_de_outro_pedido_e_descartada() {
    let mut anterior: Option<Vec<u8>> = None;
    let (endereco, _pedidos) = servidor_que(move |socket, pedido, origem| {
        // Antes da resposta certa: a anterior de novo, lixo e um número trocado.
        let certa = resposta_a(pedido);
        let mut trocado = certa.clone();
        trocado[1..CABECALHO].reverse();
        trocado[CABECALHO..].fill(b'!');
        for errada in [anterior.as_deref(), Some(b"lixo"), Some(&trocado)]
            .into_iter()
            .flatten()
        {
            socket.send_to(errada, origem).unwrap();
        }
        socket.send_to(&certa, origem).unwrap();
        anterior = Some(certa);
    });
    let mut cliente = Cliente::novo(endereco, 5, PRAZO).unwrap();

    assert_eq!(cliente.pedir("um").as_deref(), Ok("um"));
    assert_eq!(cliente.pedir("dois").as_deref(), Ok("dois"));
}

#[test]
fn repeticao_leva_o_mesmo_numero() {
    let mut vistos = 0;
    let (endereco, pedidos) = servidor_que(move |socket, pedido, origem| {
        vistos += 1;
        if vistos == 3 {
            socket.send_to(&resposta_a(pedido), origem).unwrap();
        }
    });
    let mut cliente = Cliente::novo(endereco, 10, CURTO).unwrap();

    assert_eq!(cliente.pedir("oi").as_deref(), Ok("oi"));

    let primeiro = pedidos.recv_timeout(PRAZO).unwrap();
    let segundo = pedidos.recv_timeout(PRAZO).unwrap();
    assert_eq!(
        primeiro, segundo,
        "repetir é enviar o mesmo pedido, não um novo"
    );
}

#[test]
fn servidor_mudo_esgota_as_tentativas_e_nenhuma_a_mais() {
    let (servidor, pedidos) = servidor_que(|_, _, _| {});
    let mut cliente = Cliente::novo(servidor, 3, CURTO).unwrap();

    let resposta = cliente.pedir("alguém?");

    assert_eq!(
        resposta,
        Err(ErroDeUdp::SemResposta {
            servidor,
            tentativas: 3
        })
    );
    let recebidos = (0..3)
        .filter(|_| pedidos.recv_timeout(PRAZO).is_ok())
        .count();
    assert_eq!((recebidos, pedidos.try_recv().is_ok()), (3, false));
}

#[test]
fn mensagem_que_nao_cabe_no_datagrama_e_recusada_antes_de_sair() {
    let (servidor, pedidos) = servidor_que(|_, _, _| {});
    let mut cliente = Cliente::novo(servidor, 1, CURTO).unwrap();
    let grande = "x".repeat(MAIOR_TEXTO + 1);

    assert_eq!(
        cliente.pedir(&grande),
        Err(ErroDeUdp::GrandeDemais(grande.len()))
    );
    assert!(pedidos.try_recv().is_err(), "nada devia ter saído");
}

/// Com a origem forjada, a resposta de um servidor chega a outro, como se fosse dele.
#[test]
fn resposta_de_outro_servidor_nao_e_respondida() {
    let (servidor, fim) = servidor_de_eco();
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.set_read_timeout(Some(PRAZO)).unwrap();
    let datagrama = |tipo: u8, texto: &[u8]| [&[tipo], &[7; 8][..], texto].concat();
    for bytes in [
        datagrama(RESPOSTA, b"do outro"),
        Vec::new(),
        datagrama(PEDIDO, b"meu"),
    ] {
        socket.send_to(&bytes, servidor).unwrap();
    }

    // Em loopback a ordem se mantém: a primeira resposta diz a que se respondeu.
    let mut lido = [0; MAIOR_DATAGRAMA];
    let (tamanho, _) = socket.recv_from(&mut lido).unwrap();
    assert_eq!(lido[..tamanho], datagrama(RESPOSTA, b"meu"));
    fim.pedir();
}
