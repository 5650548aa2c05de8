//! O broker visto pelo `/proc`: a memória que ele toma, e a porta de dentro.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use apoio::teste::{PRAZO, Programa};

use crate::programas::BROKER;

fn texto(texto: &[u8]) -> Vec<u8> {
    let tamanho = u16::try_from(texto.len()).expect("cabe");
    [&tamanho.to_be_bytes(), texto].concat()
}

fn pacote(primeiro: u8, resto: &[u8]) -> Vec<u8> {
    let tamanho = u8::try_from(resto.len()).expect("cabe");
    assert!(tamanho < 128, "um byte de tamanho basta");
    [&[primeiro, tamanho], resto].concat()
}

fn apresentar(endereco: SocketAddr, id: &[u8]) -> std::io::Result<TcpStream> {
    let mut fluxo = TcpStream::connect(endereco)?;
    fluxo.set_nodelay(true)?;
    fluxo.set_read_timeout(Some(PRAZO))?;
    let resto = [&b"\0\x04MQTT\x04\x02\0\x3C"[..], &texto(id)].concat();
    fluxo.write_all(&pacote(0x10, &resto))?;
    fluxo.read_exact(&mut [0; 4])?;
    Ok(fluxo)
}

/// A memória residente, em MB.
fn residente(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).expect("está vivo");
    let linha = status
        .lines()
        .find_map(|linha| linha.strip_prefix("VmRSS:"));
    let numero = linha.and_then(|linha| linha.split_whitespace().next());
    let kib: u64 = numero.expect("há VmRSS").parse().expect("é um número");
    kib / 1024
}

#[test]
fn muitos_filtros_que_casam_com_tudo_nao_tomam_a_memoria() {
    let broker = Programa::iniciar(BROKER, &["--endereco", "127.0.0.1:0"]);
    let endereco = broker.esperar_pronto();
    let mut assinante = apresentar(endereco, b"assina").expect("há broker");
    // Cada nível do tópico, vazio, por ele mesmo ou pelo curinga: todos casam.
    for n in 0..500 {
        let niveis = (0..9).map(|nivel| if n >> nivel & 1 == 1 { "+" } else { "" });
        let filtro = niveis.collect::<Vec<_>>().join("/");
        let resto = [&[0, 1][..], &texto(filtro.as_bytes()), &[0]].concat();
        assinante.write_all(&pacote(0x82, &resto)).expect("envia");
        let mut resposta = [0; 5];
        assinante.read_exact(&mut resposta).expect("SUBACK");
        assert_eq!(resposta[4], 0, "o filtro {filtro:?} devia valer");
    }
    // Quem assinou sai: senão, o que se mede é o que ainda vai a ele.
    drop(assinante);
    let mut publica = apresentar(endereco, b"publica").expect("há broker");
    for _ in 0..60 {
        let resto = [&texto(b"////////")[..], &[0, 1], b"x"].concat();
        publica
            .write_all(&pacote(0x32, &resto).repeat(100))
            .expect("envia");
        publica.read_exact(&mut [0; 400]).expect("cem PUBACK");
    }
    let memoria = residente(broker.pid());
    assert!(memoria < 300, "o broker tomou {memoria} MB");
}

/// A porta do rumqttd, que só se alcança de dentro da máquina.
fn de_dentro(pid: u32, de_fora: SocketAddr) -> SocketAddr {
    let ligacoes = fs::read_dir(format!("/proc/{pid}/fd")).expect("está vivo");
    let sockets: Vec<_> = ligacoes
        .filter_map(|fd| fs::read_link(fd.ok()?.path()).ok())
        .map(|alvo| alvo.to_string_lossy().into_owned())
        .collect();
    let tcp = fs::read_to_string(format!("/proc/{pid}/net/tcp")).expect("é Linux");
    let porta = tcp.lines().find_map(|linha| {
        let colunas: Vec<_> = linha.split_whitespace().collect();
        let escuta = *colunas.get(3)? == "0A";
        let dele = sockets.contains(&format!("socket:[{}]", colunas.get(9)?));
        let porta = u16::from_str_radix(colunas[1].split_once(':')?.1, 16).ok()?;
        (escuta && dele && porta != de_fora.port()).then_some(porta)
    });
    SocketAddr::new(de_fora.ip(), porta.expect("o rumqttd escuta"))
}

#[test]
fn o_panico_do_rumqttd_leva_o_broker_com_status_1_e_e_dito() {
    let broker = Programa::iniciar(BROKER, &["--endereco", "127.0.0.1:0"]);
    let de_fora = broker.esperar_pronto();
    let rumqttd = de_dentro(broker.pid(), de_fora);
    // A nossa porta não o deixaria passar; o nome que volta é o que o derruba.
    for _ in 0..2 {
        drop(apresentar(rumqttd, b"a/b"));
    }
    let fim = broker.esperar_fim();
    assert_eq!(fim.status.code(), Some(1), "{}", fim.erro);
    assert!(fim.erro.contains("entrou em pânico"), "{}", fim.erro);
    assert!(!fim.erro.contains("panicked"), "{}", fim.erro);
}
