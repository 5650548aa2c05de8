//! Ida e volta, e a mesma resposta que a `etherparse`, que é de outros autores.

use crate::comum::{casos, mensagens, montado};
use encapsulamento::ethernet::Forma::{NoFio, NoSistema};
use encapsulamento::pilha::desencapsular;
use etherparse::{
    IpHeaders, IpNumber, Ipv4Extensions, Ipv4Header, NetHeaders, PacketBuilder,
    PacketHeaders, TransportHeader,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(casos(256))]

    #[test]
    fn o_que_se_monta_se_abre_igual(sorteada in mensagens(1400)) {
        let pedido = sorteada.mensagem();
        for forma in [NoSistema, NoFio] {
            let bytes = montado(&pedido, forma);
            let aberto = desencapsular(&bytes, forma).expect("acabou de ser montado");
            prop_assert_eq!(aberto.quadro.origem, pedido.mac_origem);
            prop_assert_eq!(aberto.quadro.destino, pedido.mac_destino);
            prop_assert_eq!(aberto.pacote.origem, *pedido.origem.ip());
            prop_assert_eq!(aberto.pacote.destino, *pedido.destino.ip());
            prop_assert_eq!(aberto.pacote.identificacao, pedido.identificacao);
            prop_assert_eq!(aberto.pacote.vida, pedido.vida);
            prop_assert_eq!(aberto.pacote.opcoes, pedido.opcoes);
            prop_assert_eq!(aberto.datagrama.origem, pedido.origem.port());
            prop_assert_eq!(aberto.datagrama.destino, pedido.destino.port());
            prop_assert_eq!(aberto.datagrama.com_soma, pedido.com_soma);
            prop_assert_eq!(aberto.datagrama.carga, pedido.carga);
        }
    }

    #[test]
    fn a_etherparse_le_o_que_montamos_e_acha_as_mesmas_somas(
        sorteada in mensagens(1400)
    ) {
        let pedido = sorteada.mensagem();
        let bytes = montado(&pedido, NoSistema);
        let lido = PacketHeaders::from_ethernet_slice(&bytes).expect("quadro bom");
        let Some(NetHeaders::Ipv4(ip, _)) = lido.net else { panic!("devia ser IPv4") };
        let Some(TransportHeader::Udp(udp)) = lido.transport else {
            panic!("devia ser UDP")
        };
        prop_assert_eq!(ip.header_checksum, ip.calc_header_checksum());
        prop_assert_eq!(udp.source_port, pedido.origem.port());
        prop_assert_eq!(lido.payload.slice(), pedido.carga);
        let soma = udp.calc_checksum_ipv4(&ip, pedido.carga).expect("cabe");
        prop_assert_eq!(udp.checksum, if pedido.com_soma { soma } else { 0 });
    }

    #[test]
    fn nos_lemos_o_que_a_etherparse_monta(
        sorteada in mensagens(1400), servico in 0_u8..64, aviso in 0_u8..4,
        nao_fragmente in any::<bool>()
    ) {
        let pedido = sorteada.mensagem();
        let mut ip = Ipv4Header::new(
            0, pedido.vida, IpNumber::UDP,
            pedido.origem.ip().octets(), pedido.destino.ip().octets(),
        ).expect("a carga é vazia");
        ip.identification = pedido.identificacao;
        ip.dont_fragment = nao_fragmente;
        ip.dscp = servico.try_into().expect("seis bits");
        ip.ecn = aviso.try_into().expect("dois bits");
        ip.options = pedido.opcoes.try_into().expect("até 40 bytes");
        let construtor = PacketBuilder::ethernet2(pedido.mac_origem.0, pedido.mac_destino.0)
            .ip(IpHeaders::Ipv4(ip, Ipv4Extensions::default()))
            .udp(pedido.origem.port(), pedido.destino.port());
        let mut bytes = Vec::new();
        construtor.write(&mut bytes, pedido.carga).expect("escrever num vetor");
        let aberto = desencapsular(&bytes, NoSistema).expect("a etherparse montou bem");
        prop_assert_eq!(aberto.pacote.servico, servico << 2 | aviso);
        prop_assert_eq!(aberto.pacote.nao_fragmente, nao_fragmente);
        prop_assert_eq!(aberto.pacote.opcoes, pedido.opcoes);
        prop_assert_eq!(aberto.quadro.origem, pedido.mac_origem);
        prop_assert_eq!(aberto.datagrama.carga, pedido.carga);
    }
}
