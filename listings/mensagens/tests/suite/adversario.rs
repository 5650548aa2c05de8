//! O mesmo protocolo sobre UDP de verdade, com o adversário entre os dois.

use std::net::{SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use mensagens::adversario::rele::repassar;
use mensagens::adversario::transito::{Estrago, LUGARES, Sentido, Transito};
use mensagens::adversario::{Adversario, Maldade};
use mensagens::canal::udp::{Udp, servir};
use mensagens::pare_e_espere::numero::Largura;
use mensagens::pare_e_espere::prazo::Limites;
use mensagens::pare_e_espere::receptor::{Chegada, Receptor};
use mensagens::pare_e_espere::remetente::{Relato, Remetente};
use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

const LARGA: Largura = Largura::TRINTA_E_DOIS_BITS;
const MENSAGENS: u32 = 40;

fn livre() -> (UdpSocket, SocketAddr) {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let endereco = socket.local_addr().unwrap();
    (socket, endereco)
}

/// Receptor, adversário e remetente, cada um na sua thread e no seu socket.
fn por_udp(maldade: Maldade, semente: u64) -> (Vec<u32>, Relato, Estrago) {
    let (receptor, onde_recebe) = livre();
    let (rele, onde_repassa) = livre();
    let fim = Arc::new(AtomicBool::new(false));
    let (fim_do_receptor, fim_do_rele) = (Arc::clone(&fim), Arc::clone(&fim));
    let recebendo = thread::spawn(move || receber(&receptor, semente, &fim_do_receptor));
    let adversario = Adversario::novo(maldade, semente);
    let repassando =
        thread::spawn(move || repassar(&rele, onde_recebe, adversario, &fim_do_rele));
    let relato = enviar(onde_repassa, semente);
    fim.store(true, Ordering::Relaxed);
    let entregues = recebendo.join().unwrap();
    (entregues, relato, repassando.join().unwrap().unwrap())
}

fn receber(socket: &UdpSocket, semente: u64, fim: &AtomicBool) -> Vec<u32> {
    let mut entregues = Vec::new();
    let sorte = ChaCha8Rng::seed_from_u64(semente);
    let mut receptor = Receptor::novo(LARGA, sorte, |chegada| {
        if let Chegada::Mensagem { carga, .. } = chegada {
            entregues.push(u32::from_be_bytes(carga.try_into().unwrap()));
        }
        true
    });
    servir(socket, &mut receptor, fim).unwrap();
    drop(receptor);
    entregues
}

fn enviar(para: SocketAddr, semente: u64) -> Relato {
    // Com um quarto de perda em cada sentido, 40 tentativas só falham juntas
    // uma vez em 10¹⁴. O teto baixo mantém o teste curto: em loopback, esperar
    // mais de 100 ms não traz de volta o que o adversário jogou fora.
    let limites = Limites {
        inicial: Duration::from_millis(30),
        maximo: Duration::from_millis(100),
        tentativas: 40,
        ..Limites::default()
    };
    let canal = Udp::para(para).unwrap();
    let mut remetente = Remetente::abrir(canal, semente, LARGA, limites).unwrap();
    for mensagem in 0..MENSAGENS {
        remetente.enviar(&mensagem.to_be_bytes()).unwrap();
    }
    remetente.encerrar().unwrap().0
}

#[test]
fn por_udp_cada_mensagem_chega_uma_vez_e_em_ordem() {
    let maldade = Maldade {
        perda: 0.25,
        duplicacao: 0.5,
        atraso: Duration::from_millis(60),
    };
    let execucoes: Vec<_> = (1..=6)
        .map(|semente| (semente, thread::spawn(move || por_udp(maldade, semente))))
        .collect();
    let mut trocados = 0;
    for (semente, execucao) in execucoes {
        let (entregues, relato, estrago) = execucao.join().unwrap();
        assert_eq!(
            entregues,
            (0..MENSAGENS).collect::<Vec<_>>(),
            "semente {semente}: {estrago}"
        );
        assert_eq!(relato.entregues, u64::from(MENSAGENS));
        assert!(
            estrago.perdidos > 0 && estrago.repetidos > 0,
            "semente {semente}: o canal não maltratou: {estrago}"
        );
        trocados += estrago.trocados;
    }
    assert!(
        trocados > 10,
        "só {trocados} fora de ordem em seis execuções"
    );
}

#[test]
fn sem_maldade_o_rele_nao_muda_nada() {
    let (entregues, relato, estrago) = por_udp(Maldade::NENHUMA, 1);
    assert_eq!(entregues.len(), MENSAGENS as usize);
    assert_eq!(
        (estrago.perdidos, estrago.repetidos, estrago.trocados),
        (0, 0, 0)
    );
    assert!(relato.fim_confirmado);
    assert!(
        relato.transmissoes >= u64::from(MENSAGENS) + 2,
        "abrir, as mensagens e o fim"
    );
}

#[test]
fn o_adversario_cumpre_as_chances_e_a_semente_repete_os_sorteios() {
    let maldade = Maldade {
        perda: 0.2,
        duplicacao: 0.5,
        atraso: Duration::from_millis(100),
    };
    let decidir = |semente| -> Vec<_> {
        let mut adversario = Adversario::novo(maldade, semente);
        (0..10_000).map(|_| adversario.decidir()).collect()
    };
    let decisoes = decidir(14);
    let com = |copias| decisoes.iter().filter(|d| d.len() == copias).count();
    // Desvio-padrão de 40 em dez mil: cinco deles de folga.
    assert!((1800..=2200).contains(&com(0)), "{} perdidos", com(0));
    assert!((3750..=4250).contains(&com(2)), "{} repetidos", com(2));
    assert!(
        decisoes
            .iter()
            .flatten()
            .all(|&atraso| atraso <= maldade.atraso)
    );
    assert_eq!(decisoes, decidir(14));
    assert_ne!(decisoes, decidir(15));
}

#[test]
fn o_caminho_cheio_perde_o_que_chega_a_mais() {
    let lento = Maldade {
        atraso: Duration::from_secs(3600),
        ..Maldade::NENHUMA
    };
    let mut transito = Transito::novo(Adversario::novo(lento, 1));
    for _ in 0..LUGARES + 7 {
        transito.aceitar(Sentido::Ida, b"x", Duration::ZERO);
    }
    assert_eq!(transito.estrago().perdidos, 7, "a memória tem um limite");
}

#[test]
fn destino_de_outra_versao_do_ip_e_um_erro_e_nao_uma_perda() {
    let (socket, _) = livre();
    let destino = "[::1]:9".parse().unwrap();
    let calmo = Adversario::novo(Maldade::NENHUMA, 1);
    // Se o relé seguisse, o fim já pedido o terminaria com Ok.
    let relato = repassar(&socket, destino, calmo, &AtomicBool::new(true));
    let erro = relato.expect_err("nada do que se repassasse chegaria");
    assert!(erro.to_string().contains("os dois IPv4"), "{erro}");
}
