//! Os quatro destinos, em sockets de verdade. Que alguém *não* recebeu se prova
//! com uma marca enviada depois pelo mesmo caminho, e não com espera.

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::thread;
use std::time::{Duration, Instant};

use apoio::teste::PRAZO;
use mensagens::destinos::anycast::{ErroDeEscolha, escolher};
#[cfg(target_os = "linux")]
use mensagens::destinos::no::TODOS;
use mensagens::destinos::no::{antes_da_marca, emissor, entrar, ouvinte};

const GRUPO: Ipv4Addr = Ipv4Addr::new(239, 20, 14, 1);
const OUTRO: Ipv4Addr = Ipv4Addr::new(239, 20, 14, 2);
const MARCA: &[u8] = b"marca";

/// Dois sockets na mesma porta.
fn par() -> (UdpSocket, UdpSocket, u16) {
    let primeiro = ouvinte(0).unwrap();
    let porta = primeiro.local_addr().unwrap().port();
    (primeiro, ouvinte(porta).unwrap(), porta)
}

#[test]
fn multicast_so_chega_a_membros_e_nao_a_membros_de_outro_grupo() {
    let (membro, de_outro, porta) = par();
    entrar(&membro, GRUPO).unwrap();
    for socket in [&membro, &de_outro] {
        entrar(socket, OUTRO).unwrap();
    }
    let ana = emissor().unwrap();
    ana.send_to(b"para o grupo", (GRUPO, porta)).unwrap();
    // Os dois estão no outro grupo: a marca prova que ambos ouvem.
    ana.send_to(MARCA, (OUTRO, porta)).unwrap();
    assert_eq!(antes_da_marca(&membro, MARCA).unwrap(), [b"para o grupo"]);
    assert!(antes_da_marca(&de_outro, MARCA).unwrap().is_empty());
}

#[cfg(target_os = "linux")] // a marca vai por broadcast, que só aqui há em loopback
#[test]
fn quem_nao_entrou_em_grupo_nenhum_nao_recebe_nem_na_mesma_porta() {
    let (membro, estranho, porta) = par();
    entrar(&membro, GRUPO).unwrap();
    let ana = emissor().unwrap();
    ana.send_to(b"para o grupo", (GRUPO, porta)).unwrap();
    ana.send_to(MARCA, (TODOS, porta)).unwrap();
    assert_eq!(antes_da_marca(&membro, MARCA).unwrap(), [b"para o grupo"]);
    assert!(antes_da_marca(&estranho, MARCA).unwrap().is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn no_linux_sem_a_opcao_basta_que_outro_programa_esteja_no_grupo() {
    let (membro, estranho, porta) = par();
    entrar(&membro, GRUPO).unwrap();
    socket2::SockRef::from(&estranho)
        .set_multicast_all_v4(true)
        .unwrap();
    let ana = emissor().unwrap();
    ana.send_to(b"para o grupo", (GRUPO, porta)).unwrap();
    ana.send_to(MARCA, (TODOS, porta)).unwrap();
    assert_eq!(
        antes_da_marca(&estranho, MARCA).unwrap(),
        [b"para o grupo"],
        "a armadilha que o capítulo mostra sumiu"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn broadcast_chega_a_todos_e_exige_que_se_peca() {
    let (um, outro, porta) = par();
    let ana = emissor().unwrap();
    ana.send_to(MARCA, (TODOS, porta)).unwrap();
    for socket in [&um, &outro] {
        assert!(antes_da_marca(socket, MARCA).unwrap().is_empty());
    }
    let sem_pedir = UdpSocket::bind("127.0.0.1:0").unwrap();
    let erro = sem_pedir.send_to(MARCA, (TODOS, porta)).unwrap_err();
    assert_eq!(erro.kind(), std::io::ErrorKind::PermissionDenied);
}

#[test]
fn grupo_que_nao_e_de_multicast_e_recusado() {
    let socket = ouvinte(0).unwrap();
    assert!(entrar(&socket, Ipv4Addr::new(192, 0, 2, 1)).is_err());
}

/// Um servidor que só responde quando o teste manda.
struct Servidor(UdpSocket);

impl Servidor {
    fn novo() -> (Self, SocketAddr) {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(PRAZO)).unwrap();
        let endereco = socket.local_addr().unwrap();
        (Self(socket), endereco)
    }

    fn sonda(&self) -> (Vec<u8>, SocketAddr) {
        let mut bytes = [0; 64];
        let (n, de) = self.0.recv_from(&mut bytes).expect("a sonda devia chegar");
        (bytes[..n].to_vec(), de)
    }

    fn responder(&self, (sonda, de): &(Vec<u8>, SocketAddr)) {
        self.0.send_to(sonda, de).unwrap();
    }
}

#[test]
fn anycast_fica_com_o_primeiro_a_responder_e_muda_quando_ele_morre() {
    let ((a, onde_a), (b, onde_b)) = (Servidor::novo(), Servidor::novo());
    let candidatos = [onde_a, onde_b];
    let escolha = thread::spawn(move || escolher(&candidatos, PRAZO));
    let (sonda_em_a, sonda_em_b) = (a.sonda(), b.sonda());
    b.responder(&sonda_em_b);
    a.responder(&sonda_em_a);
    assert_eq!(escolha.join().unwrap().unwrap(), onde_b);

    drop(b);
    let escolha = thread::spawn(move || escolher(&candidatos, PRAZO));
    a.responder(&a.sonda());
    assert_eq!(escolha.join().unwrap().unwrap(), onde_a);
}

#[test]
fn um_morto_nao_faz_esperar_quem_tem_um_vivo() {
    let (vivo, onde) = Servidor::novo();
    let mortos = [Servidor::novo().1, Servidor::novo().1];
    let candidatos = [mortos[0], onde, mortos[1]];
    let inicio = Instant::now();
    let escolha = thread::spawn(move || escolher(&candidatos, PRAZO));
    vivo.responder(&vivo.sonda());
    assert_eq!(escolha.join().unwrap().unwrap(), onde);
    assert!(inicio.elapsed() < PRAZO, "esperou pelos mortos");
}

#[test]
fn eco_de_outra_sonda_e_resposta_de_estranho_nao_valem() {
    let ((a, onde_a), (b, onde_b)) = (Servidor::novo(), Servidor::novo());
    let (estranho, _) = Servidor::novo();
    let escolha = thread::spawn(move || escolher(&[onde_a, onde_b], PRAZO));
    let (sonda_em_a, sonda_em_b) = (a.sonda(), b.sonda());
    estranho.responder(&sonda_em_a);
    a.responder(&(b"velha".to_vec(), sonda_em_a.1));
    b.responder(&sonda_em_b);
    assert_eq!(escolha.join().unwrap().unwrap(), onde_b);
}

#[test]
fn todos_mortos_e_um_erro_que_diz_quantos() {
    let mortos = [Servidor::novo().1, Servidor::novo().1];
    let prazo = Duration::from_millis(20);
    let erro = escolher(&mortos, prazo).unwrap_err();
    assert!(matches!(
        erro,
        ErroDeEscolha::NinguemRespondeu { candidatos: 2, .. }
    ));
}
