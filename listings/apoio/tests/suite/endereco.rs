//! Endereços: o que se entende, o que se recusa, e com que palavras.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream};

use apoio::endereco::{ErroDeEndereco, escutar, escutar_udp, passageiro, resolver};

fn livre() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 0))
}

#[test]
fn o_que_nao_e_endereco_e_dito_com_a_porta_de_costume() {
    assert_eq!(
        resolver("127.0.0.1:80", 1),
        Ok(vec![([127, 0, 0, 1], 80).into()])
    );
    let erro = resolver("25000", 25014).expect_err("só há a porta");
    assert_eq!(
        erro.to_string(),
        "\"25000\" não é um endereço: escreva HOST:PORTA, como 127.0.0.1:25014"
    );
}

#[cfg(unix)]
#[test]
fn nome_que_nao_existe_nao_e_endereco_malformado() {
    // O domínio .invalid é reservado para nunca existir (RFC 6761).
    let erro = resolver("nao-existe.invalid:1", 1).expect_err("o nome não existe");
    assert_eq!(
        erro.to_string(),
        "não achei a máquina de \"nao-existe.invalid:1\": o nome está certo?"
    );
}

#[test]
fn na_porta_0_cada_um_escuta_numa_porta_sua() {
    let (um, outro) = (escutar(livre()).unwrap(), escutar(livre()).unwrap());
    assert_ne!(um.local_addr().unwrap(), outro.local_addr().unwrap());
    TcpStream::connect(um.local_addr().unwrap()).expect("há quem escute");
}

#[test]
fn a_porta_em_uso_e_dita_com_o_que_fazer_em_tcp_e_em_udp() {
    let tcp = escutar(livre()).unwrap();
    let onde = tcp.local_addr().unwrap();
    let erro = escutar(onde).expect_err("a porta tem dono");
    assert_eq!(erro, ErroDeEndereco::EmUso(onde));
    assert_eq!(
        erro.to_string(),
        format!(
            "a porta {} já está em uso em 127.0.0.1. Encerre o outro programa ou \
             escolha outra: --endereco 127.0.0.1:0",
            onde.port()
        )
    );
    let udp = escutar_udp(livre()).unwrap();
    let onde = udp.local_addr().unwrap();
    let erro = escutar_udp(onde).expect_err("a porta tem dono");
    assert_eq!(erro, ErroDeEndereco::EmUso(onde));
}

#[test]
fn endereco_de_outra_maquina_e_recusado_com_o_motivo() {
    // Da faixa dos documentos (RFC 5737): não é de máquina alguma.
    let alheio: SocketAddr = ([192, 0, 2, 1], 0).into();
    let esperado = ErroDeEndereco::Escuta {
        endereco: alheio,
        tipo: ErrorKind::AddrNotAvailable,
    };
    assert_eq!(escutar(alheio).expect_err("não é nosso"), esperado);
    assert_eq!(escutar_udp(alheio).expect_err("não é nosso"), esperado);
    assert_eq!(
        esperado.to_string(),
        "não consegui escutar em 192.0.2.1:0: o endereço não é desta máquina"
    );
}

#[cfg(unix)]
#[test]
fn a_porta_de_uma_conexao_que_o_servidor_fechou_serve_ao_proximo() {
    use std::io::Read;
    let antigo = escutar(livre()).unwrap();
    let onde = antigo.local_addr().unwrap();
    let mut cliente = TcpStream::connect(onde).unwrap();
    // Quem fecha primeiro fica em TIME_WAIT: aqui, o servidor.
    drop(antigo.accept().unwrap());
    assert_eq!(cliente.read(&mut [0]).unwrap(), 0, "o servidor fechou");
    drop((cliente, antigo));
    escutar(onde).expect("o servidor devia poder reiniciar logo");
}

#[test]
fn o_prazo_e_a_recusa_passam_e_a_falta_de_permissao_nao() {
    for tipo in [
        ErrorKind::WouldBlock,
        ErrorKind::TimedOut,
        ErrorKind::Interrupted,
        ErrorKind::ConnectionReset,
        ErrorKind::ConnectionRefused,
    ] {
        assert!(passageiro(tipo), "{tipo} devia passar");
    }
    assert!(!passageiro(ErrorKind::PermissionDenied));
}
