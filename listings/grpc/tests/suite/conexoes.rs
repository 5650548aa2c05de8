//! Nenhuma conexão fica para sempre sem quem a use, e nenhuma passa do teto.

use std::time::Duration;

use apoio::teste::PRAZO;
use grpc::cliente::Cliente;
use grpc::cliente::canal::{Tls, stub};
use grpc::contrato::PedidoAcompanhar;
use grpc::deposito::Limites;
use grpc::insistencia::Politica;
use grpc::servidor::{Opcoes, Prazos};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{interval, timeout};
use tonic::Code;
use tonic::transport::Endpoint;

use crate::comum::{NoAr, UMA_HORA};
use crate::cru::{self, ACOMPANHAR};
use crate::seguranca::{autoridade, confiando, identidade};

const CURTO: Duration = Duration::from_millis(500);

const IMPACIENTE: Prazos = Prazos {
    abertura: CURTO,
    ociosa: CURTO,
    escrita: CURTO,
};

/// Um lugar só, e estes prazos.
fn um_lugar(prazos: Prazos) -> Opcoes {
    Opcoes {
        conexoes: 1,
        prazos,
        ..Opcoes::default()
    }
}

async fn no_ar(opcoes: Opcoes) -> NoAr {
    NoAr::com(Limites::default(), Duration::ZERO, opcoes).await
}

/// Um cliente que repete: numa máquina ocupada, até ele pode perder um prazo tão curto.
fn insistente(servidor: &NoAr, nome: &str, tls: Option<&Tls>) -> Cliente {
    let endereco = format!("{nome}:{}", servidor.endereco.port());
    let stub = stub(&[endereco], tls, None).expect("o endereço é bom");
    Cliente::novo(stub, Some(PRAZO), Politica::default())
}

/// Lê até o servidor fechar; um corte também é fim.
async fn ate_fechar(fluxo: &mut TcpStream) {
    let mut lidos = Vec::new();
    let fechou = timeout(PRAZO, fluxo.read_to_end(&mut lidos)).await;
    let _ = fechou.expect("o servidor devia fechar a conexão calada");
}

#[tokio::test]
async fn conexao_que_se_cala_antes_da_primeira_chamada_perde_o_lugar() {
    let servidor = no_ar(um_lugar(IMPACIENTE)).await;
    let inicio: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let aperto = [inicio, b"\0\0\0\x04\0\0\0\0\0"].concat(); // e um SETTINGS vazio
    for comeco in [&b""[..], b"GET / HT", inicio, &aperto] {
        let mut calada = TcpStream::connect(servidor.endereco).await.expect("escuta");
        calada.write_all(comeco).await.expect("cabe");
        // O lugar era o único: este só é atendido depois dela.
        let cliente = insistente(&servidor, "127.0.0.1", None);
        cliente.gravar("a", 1).await.expect("a sua vez");
        ate_fechar(&mut calada).await;
    }
}

/// Cada byte renovaria um prazo contado do último.
#[tokio::test]
async fn um_byte_de_cada_vez_nao_adia_o_prazo_da_abertura() {
    let servidor = no_ar(um_lugar(IMPACIENTE)).await;
    let fluxo = TcpStream::connect(servidor.endereco).await.expect("escuta");
    let (mut le, mut escreve) = fluxo.into_split();
    let pinga = async {
        let mut ritmo = interval(CURTO / 10);
        escreve.write_all(b"GET /").await.expect("cabe");
        while escreve.write_all(b"x").await.is_ok() {
            ritmo.tick().await;
        }
    };
    let mut lidos = Vec::new();
    let fim = async {
        tokio::select! {
            () = pinga => {}
            _ = le.read_to_end(&mut lidos) => {}
        }
    };
    timeout(PRAZO, fim).await.expect("o servidor devia fechar");
}

#[tokio::test]
async fn com_tls_o_silencio_tem_o_mesmo_prazo_antes_e_depois_do_aperto_de_mao() {
    let ca = autoridade();
    let tls = Some(identidade(&ca, "localhost", false));
    let servidor = no_ar(Opcoes {
        tls,
        ..um_lugar(IMPACIENTE)
    })
    .await;
    servidor.deposito.gravar("a", 1).expect("cabe");
    let cliente = insistente(&servidor, "localhost", Some(&confiando(&ca, None)));
    let mut calada = TcpStream::connect(servidor.endereco).await.expect("escuta");
    cliente.obter("a").await.expect("a sua vez");
    ate_fechar(&mut calada).await;
    let cifra = tonic::transport::ClientTlsConfig::new()
        .ca_certificate(tonic::transport::Certificate::from_pem(ca.pem()));
    let ponta = format!("https://localhost:{}", servidor.endereco.port());
    let ponta = Endpoint::from_shared(ponta).expect("é endereço");
    let ponta = ponta.tls_config(cifra).expect("é certificado");
    let _muda = ponta.connect().await.expect("o aperto de mão acaba");
    let outro = insistente(&servidor, "localhost", Some(&confiando(&ca, None)));
    outro.obter("a").await.expect("a sua vez");
}

#[tokio::test]
async fn conexao_ociosa_da_o_lugar_e_quem_a_tinha_reconecta_sem_notar() {
    let servidor = no_ar(um_lugar(IMPACIENTE)).await;
    let [um, outro] = [(); 2].map(|()| insistente(&servidor, "127.0.0.1", None));
    for vez in 0..2 {
        um.gravar("a", vez).await.expect("conecta, ou reconecta");
        outro.gravar("a", vez).await.expect("o primeiro já saiu");
    }
}

#[tokio::test]
async fn um_fluxo_aberto_e_calado_nao_e_uma_conexao_ociosa() {
    let servidor = no_ar(Opcoes {
        prazos: IMPACIENTE,
        ..Opcoes::default()
    })
    .await;
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let fluxo = servidor.cliente().acompanhar(pedido).await;
    let mut fluxo = fluxo.expect("aceito");
    servidor.esperar_em_curso(1).await;
    for _ in 0..3 {
        let mut calada = TcpStream::connect(servidor.endereco).await.expect("escuta");
        ate_fechar(&mut calada).await; // passou ao menos um prazo
    }
    servidor.deposito.gravar("a", 1).expect("cabe");
    let evento = fluxo.proximo().await.expect("segue aberto");
    assert_eq!(evento.expect("há um").chave, "a");
}

#[tokio::test]
async fn sem_lugar_quem_chega_espera_ate_vagar() {
    let servidor = no_ar(um_lugar(Prazos::default())).await;
    let pedido = PedidoAcompanhar {
        seguir: true,
        ..PedidoAcompanhar::default()
    };
    let ocupa = servidor.cliente().acompanhar(pedido).await.expect("aceito");
    servidor.esperar_em_curso(1).await;
    let erro = servidor.com_prazo(CURTO).gravar("a", 1).await;
    assert_eq!(
        erro.expect_err("não há lugar").code(),
        Code::DeadlineExceeded
    );
    drop(ocupa);
    servidor.cliente().gravar("a", 1).await.expect("vagou");
}

/// A janela anunciada é imensa, e o socket ninguém lê: sem prazo na escrita, a chamada
/// e o lote dela ficariam enquanto a conexão existisse.
#[tokio::test]
async fn quem_pede_muito_e_nao_le_e_cortado() {
    let servidor = no_ar(Opcoes {
        prazos: Prazos {
            escrita: CURTO,
            ..Prazos::default()
        },
        limite: UMA_HORA,
        ..Opcoes::default()
    })
    .await;
    let chave = "x".repeat(250);
    for n in 0..60_000 {
        servidor.deposito.gravar(&chave, n).expect("cabe");
    }
    let socket = TcpSocket::new_v4().expect("há sockets");
    socket.set_recv_buffer_size(4096).expect("é um socket");
    let fluxo = socket.connect(servidor.endereco).await.expect("escuta");
    let aperto = h2::client::Builder::new()
        .initial_window_size(i32::MAX as u32)
        .initial_connection_window_size(i32::MAX as u32)
        .handshake(fluxo);
    let (mut cliente, mut conexao) = aperto.await.expect("HTTP/2");
    let pedido = cru::pedido("POST", ACOMPANHAR);
    let (_resposta, mut envio) = cliente.send_request(pedido, false).expect("enviado");
    let tudo = bytes::Bytes::from(cru::quadro(b""));
    envio.send_data(tudo, true).expect("enviado");
    tokio::select! {
        _ = &mut conexao => panic!("o servidor devia aceitar"),
        () = servidor.esperar_em_curso(1) => {}
    }
    // A conexão está viva, e ninguém a lê mais.
    servidor.esperar_em_curso(0).await;
}
