//! O quadro: qualquer corte dá as mesmas mensagens, e nenhum anúncio é aceito
//! de boa-fé.

use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::channel;
use std::time::Duration;

use allocation_counter::measure;
use apoio::teste::PRAZO;
use proptest::prelude::*;
use sockets::encerramento::Encerramento;
use sockets::quadro::{
    CABECALHO, Decodificador, ErroDeQuadro, LIMITE, assincrono, bloqueante, codificar,
};

/// Alimenta o decodificador pedaço a pedaço e junta o que ele devolve.
fn decodificar<'a>(
    pedacos: impl IntoIterator<Item = &'a [u8]>,
) -> (Vec<String>, Decodificador) {
    let (mut lidos, mut decodificador) = (Vec::new(), Decodificador::default());
    for pedaco in pedacos {
        decodificador.alimentar(pedaco);
        while let Some(texto) = decodificador.proximo().expect("o fluxo é válido") {
            lidos.push(texto);
        }
    }
    (lidos, decodificador)
}

fn fluxo_de(mensagens: &[String]) -> Vec<u8> {
    mensagens
        .iter()
        .flat_map(|m| codificar(m).unwrap())
        .collect()
}

proptest! {
    // ANCHOR: qualquer_corte
    #[test]
    fn qualquer_corte_do_fluxo_da_as_mesmas_mensagens(
        mensagens in prop::collection::vec(".{0,40}", 0..8),
        cortes in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let fluxo = fluxo_de(&mensagens);
        let mut pontos: Vec<_> = cortes.iter().map(|c| c.index(fluxo.len() + 1)).collect();
        pontos.extend([0, fluxo.len()]);
        pontos.sort_unstable();

        let (lidas, resto) = decodificar(pontos.windows(2).map(|p| &fluxo[p[0]..p[1]]));

        prop_assert_eq!(lidas, mensagens);
        prop_assert_eq!(resto.terminar(), Ok(()), "não devia sobrar nada");
    }
    // ANCHOR_END: qualquer_corte

    #[test]
    fn fluxo_interrompido_da_um_prefixo_e_nunca_uma_mensagem_inventada(
        mensagens in prop::collection::vec(".{0,40}", 1..8),
        corte in any::<prop::sample::Index>(),
    ) {
        let fluxo = fluxo_de(&mensagens);
        let corte = corte.index(fluxo.len());

        let (lidas, resto) = decodificar([&fluxo[..corte]]);

        prop_assert!(mensagens.starts_with(&lidas));
        let na_fronteira = fluxo_de(&lidas).len() == corte;
        let esperado = if na_fronteira { Ok(()) } else { Err(ErroDeQuadro::Truncado) };
        prop_assert_eq!(resto.terminar(), esperado);
    }

    #[test]
    fn bytes_ao_acaso_dao_erro_ou_espera_mas_nunca_panico(bytes: Vec<u8>) {
        let mut decodificador = Decodificador::default();
        decodificador.alimentar(&bytes);
        while let Ok(Some(_)) = decodificador.proximo() {}
    }
}

#[test]
fn um_byte_por_vez_da_as_mesmas_mensagens() {
    let mensagens = ["olá".to_owned(), String::new(), "ação".to_owned()];
    let fluxo = fluxo_de(&mensagens);

    let (lidas, _) = decodificar(fluxo.chunks(1));

    assert_eq!(lidas, mensagens);
}

#[test]
fn quadro_no_limite_passa_e_um_byte_a_mais_e_recusado() {
    let no_limite = "x".repeat(LIMITE);
    let (lidas, _) = decodificar([&codificar(&no_limite).unwrap()[..]]);
    assert_eq!(lidas, [no_limite]);

    let recusa = ErroDeQuadro::ExcedeLimite {
        anunciado: LIMITE as u64 + 1,
        limite: LIMITE,
    };
    let mut decodificador = Decodificador::default();
    decodificador.alimentar(&(LIMITE as u32 + 1).to_be_bytes());
    assert_eq!(
        decodificador.proximo(),
        Err(recusa.clone()),
        "recusa quem lê"
    );
    assert_eq!(
        codificar(&"x".repeat(LIMITE + 1)),
        Err(recusa),
        "recusa quem escreve"
    );
}

#[test]
fn quadro_de_4_gib_e_recusado_pelo_anuncio_sem_alocar() {
    let mut decodificador = Decodificador::default();
    let mut resultado = Ok(None);

    let gasto = measure(|| {
        decodificador.alimentar(&u32::MAX.to_be_bytes());
        resultado = decodificador.proximo();
    });

    let recusa = ErroDeQuadro::ExcedeLimite {
        anunciado: u32::MAX.into(),
        limite: LIMITE,
    };
    assert_eq!(resultado, Err(recusa));
    assert!(
        gasto.bytes_max < 1024,
        "o anúncio de um estranho custou {} bytes: confira o limite antes de reservar",
        gasto.bytes_max
    );
}

#[test]
fn carga_que_nao_e_utf8_e_recusada() {
    let mut decodificador = Decodificador::default();
    decodificador.alimentar(&[0, 0, 0, 2, 0xc3, 0x28]);

    assert_eq!(decodificador.proximo(), Err(ErroDeQuadro::NaoEhUtf8));
}

/// Nos dois leitores: quem não diz nada é desligado, com um motivo só dele.
#[test]
fn quem_se_cala_por_tempo_demais_e_desligado() {
    let pouco = Duration::from_millis(20);
    let ouvinte = TcpListener::bind("127.0.0.1:0").unwrap();
    let _calado = TcpStream::connect(ouvinte.local_addr().unwrap()).unwrap();
    let (fluxo, _) = ouvinte.accept().unwrap();
    let (conta, fins) = channel();
    std::thread::spawn(move || {
        let fim = Encerramento::novo();
        let leitor = bloqueante::Leitor::novo(&fluxo, PRAZO, &fim);
        conta.send(leitor.com_silencio(pouco).ler()).unwrap();
    });
    let lido = fins.recv_timeout(PRAZO).expect("a espera devia acabar");
    assert_eq!(lido, Err(ErroDeQuadro::Calado));

    let mut tokio = tokio::runtime::Builder::new_current_thread();
    tokio.enable_time().build().unwrap().block_on(async {
        let (fluxo, _calado) = tokio::io::duplex(8);
        let mut leitor = assincrono::Leitor::novo(fluxo, PRAZO).com_silencio(pouco);
        let lido = tokio::time::timeout(PRAZO, leitor.ler()).await;
        assert_eq!(
            lido.expect("a espera devia acabar"),
            Err(ErroDeQuadro::Calado)
        );
    });
}

#[test]
fn o_tamanho_conta_bytes_e_nao_letras() {
    let quadro = codificar("ação").unwrap();

    assert_eq!(quadro[..CABECALHO], [0, 0, 0, 6]);
    assert_eq!(quadro.len(), CABECALHO + 6);
}
