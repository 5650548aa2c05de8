//! Quadros grandes demais, impossíveis e de outro assunto.

use crate::comum::{CAPTURADA, montado};
use encapsulamento::crc::fcs;
use encapsulamento::ethernet::Forma::{NoFio, NoSistema};
use encapsulamento::pilha::{Mensagem, desencapsular, encapsular};
use encapsulamento::recusa::{Camada, Defeito, NaoMonta};
use encapsulamento::soma::Soma;
use encapsulamento::udp::{Caminho, Datagrama};

/// Muda o cabeçalho do IPv4 e conserta a soma dele.
fn com_cabecalho(mudar: impl Fn(&mut [u8])) -> Vec<u8> {
    let mut bytes = montado(&CAPTURADA, NoSistema);
    let cabecalho = &mut bytes[14..34];
    mudar(cabecalho);
    cabecalho[10..12].fill(0);
    let soma = Soma::default().juntar(cabecalho).verificacao();
    cabecalho[10..12].copy_from_slice(&soma.to_be_bytes());
    bytes
}

#[track_caller]
fn recusado(bytes: &[u8], camada: Camada, posicao: usize, trecho: &str) {
    let recusa = desencapsular(bytes, NoSistema).expect_err(trecho);
    assert_eq!((recusa.camada, recusa.posicao), (camada, posicao));
    assert!(recusa.to_string().contains(trecho), "{recusa}");
}

#[test]
fn fragmento_e_recusado_com_o_motivo() {
    let primeiro = com_cabecalho(|c| c[6..8].copy_from_slice(&[0x20, 0]));
    recusado(
        &primeiro,
        Camada::Ipv4,
        20,
        "offset 0, mais fragmentos: sim",
    );
    let ultimo = com_cabecalho(|c| c[6..8].copy_from_slice(&[0, 0xb9]));
    recusado(
        &ultimo,
        Camada::Ipv4,
        20,
        "offset 1480, mais fragmentos: não",
    );
}

#[test]
fn outro_protocolo_e_outro_tipo_sao_recusados_com_o_motivo() {
    let tcp = com_cabecalho(|c| c[9] = 6);
    recusado(&tcp, Camada::Ipv4, 23, "o protocolo 6 não é UDP");
    let mut arp = montado(&CAPTURADA, NoSistema);
    arp[12..14].copy_from_slice(&[0x08, 0x06]);
    recusado(&arp, Camada::Ethernet, 12, "o tipo 0806 não é IPv4");
}

#[test]
fn cabecalhos_impossiveis_sao_recusados() {
    let mut versao = montado(&CAPTURADA, NoSistema);
    versao[14] = 0x65;
    recusado(&versao, Camada::Ipv4, 14, "a versão é 6");
    let mut curto = montado(&CAPTURADA, NoSistema);
    curto[14] = 0x44;
    recusado(&curto, Camada::Ipv4, 14, "um cabeçalho de 16 bytes");
    let total = com_cabecalho(|c| c[2..4].copy_from_slice(&[0, 19]));
    recusado(&total, Camada::Ipv4, 16, "o tamanho total, 19");
    let reservado = com_cabecalho(|c| c[6] |= 0x80);
    recusado(&reservado, Camada::Ipv4, 20, "o bit reservado");
    let tamanho = com_cabecalho(|c| c[2..4].copy_from_slice(&[0, 31]));
    recusado(&tamanho, Camada::Udp, 38, "o tamanho anunciado é 12");
}

#[test]
fn quadro_curto_e_recusado_mesmo_com_o_crc_certo() {
    let mut curto = montado(&CAPTURADA, NoSistema);
    curto.extend(fcs(&curto));
    let recusa = desencapsular(&curto, NoFio).expect_err("o fio não leva menos de 64");
    assert_eq!(recusa.defeito, Defeito::QuadroCurto(50));
}

#[test]
fn o_que_passa_da_mtu_e_recusado_no_byte_certo() {
    let carga = [0; 1473];
    let cabe = Mensagem {
        carga: &carga[..1472],
        ..CAPTURADA
    };
    assert_eq!(encapsular(&cabe, NoSistema).map(|q| q.len()), Ok(1514));
    let passa = Mensagem {
        carga: &carga,
        ..CAPTURADA
    };
    let recusa = NaoMonta::Mtu {
        pacote: 1501,
        mtu: 1500,
        sobra: 1472,
    };
    assert_eq!(encapsular(&passa, NoSistema), Err(recusa));
}

#[test]
fn a_mtu_em_que_nem_um_byte_cabe_nao_manda_dividir_a_mensagem() {
    for mtu in [1, 20, 28] {
        let mensagem = Mensagem { mtu, ..CAPTURADA };
        let recusa = NaoMonta::MtuSemCarga {
            cabecalhos: 28,
            mtu,
        };
        assert_eq!(encapsular(&mensagem, NoSistema), Err(recusa));
    }
    let vazia = Mensagem {
        mtu: 28,
        carga: b"",
        ..CAPTURADA
    };
    assert!(encapsular(&vazia, NoSistema).is_ok(), "sem carga, cabe");
}

#[test]
fn o_maior_datagrama_do_ipv4_tem_65507_bytes_de_carga() {
    let carga = [0; 65_508];
    let enorme = |n| Mensagem {
        carga: &carga[..n],
        mtu: 65_535,
        ..CAPTURADA
    };
    assert!(encapsular(&enorme(65_507), NoSistema).is_ok());
    let recusa = NaoMonta::TotalIpv4 { total: 65_536 };
    assert_eq!(encapsular(&enorme(65_508), NoSistema), Err(recusa));
}

#[test]
fn o_tamanho_do_udp_tem_16_bits() {
    let carga = [0; 65_528];
    let caminho = Caminho {
        origem: *CAPTURADA.origem.ip(),
        destino: *CAPTURADA.destino.ip(),
    };
    let de = |carga| Datagrama {
        origem: 1,
        destino: 2,
        com_soma: true,
        carga,
    };
    assert!(de(&carga[..65_527]).em_bytes(caminho).is_ok());
    let recusa = NaoMonta::CargaUdp { carga: 65_528 };
    assert_eq!(de(&carga).em_bytes(caminho), Err(recusa));
}

#[test]
fn pacote_sem_vida_ou_com_opcoes_tortas_nao_sai() {
    let morto = Mensagem {
        vida: 0,
        ..CAPTURADA
    };
    assert_eq!(encapsular(&morto, NoSistema), Err(NaoMonta::SemVida));
    for tamanho in [1, 3, 41, 44] {
        let opcoes = vec![1; tamanho];
        let torto = Mensagem {
            opcoes: &opcoes,
            ..CAPTURADA
        };
        assert_eq!(
            encapsular(&torto, NoSistema),
            Err(NaoMonta::Opcoes(tamanho))
        );
    }
}
