//! Um bit basta numa fila e engana num canal que embaralha: o defeito, esperado
//! pelos testes, e o conserto.

use std::time::Duration;

use crate::comum::{Ouvidos, conexao_aberta};
use mensagens::adversario::Maldade;
use mensagens::bit_alternado::executar;
use mensagens::pare_e_espere::numero::{Largura, Numero};
use mensagens::pare_e_espere::segmento::Segmento;

const LARGA: Largura = Largura::TRINTA_E_DOIS_BITS;

#[test]
fn um_bit_basta_se_o_canal_perde_e_repete_mas_nao_embaralha() {
    let em_fila = Maldade {
        perda: 0.3,
        duplicacao: 0.3,
        atraso: Duration::ZERO,
    };
    for semente in 0..100 {
        let execucao = executar(Largura::UM_BIT, 60, em_fila, semente).unwrap();
        assert!(execucao.certa(), "semente {semente}: {execucao:?}");
        let e = execucao.estrago;
        assert!(e.perdidos > 0 && e.repetidos > 0, "semente {semente}: {e}");
        assert_eq!(e.trocados, 0, "semente {semente}: o canal era uma fila");
    }
}

#[test]
fn um_bit_engana_se_o_canal_embaralha_e_trinta_e_dois_consertam() {
    let maldade = Maldade {
        perda: 0.1,
        duplicacao: 0.1,
        atraso: Duration::from_millis(300),
    };
    let erradas = |largura| {
        let errou = |&s: &u64| !executar(largura, 60, maldade, s).unwrap().certa();
        (0..40).filter(errou).count()
    };
    assert!(
        erradas(Largura::UM_BIT) > 20,
        "o defeito que o capítulo mostra sumiu"
    );
    assert_eq!(erradas(LARGA), 0, "os mesmos sorteios, números mais largos");
}

/// A história do capítulo: uma cópia de “a” fica para trás e volta depois de
/// tantas mensagens quantos números há.
fn copia_de_a_volta(largura: Largura, depois_de: u32) -> Vec<String> {
    let mut ouvidos = Ouvidos::novos(largura);
    let conexao = conexao_aberta(&mut ouvidos, 1);
    let dados = |n: u32, texto: &str| {
        let numero = (0..n).fold(Numero(0), |numero, _| largura.seguinte(numero));
        Segmento::Dados(conexao, numero, texto.into())
    };
    let a = dados(0, "a");
    ouvidos.ouvir(&a);
    for n in 1..depois_de {
        ouvidos.ouvir(&dados(n, "…"));
    }
    ouvidos.ouvir(&a);
    ouvidos.ouvir(&dados(depois_de, "nova"));
    ouvidos.mensagens()
}

#[test]
fn a_copia_que_sobrevive_a_todos_os_numeros_passa_por_nova_e_a_nova_por_velha() {
    assert_eq!(copia_de_a_volta(Largura::UM_BIT, 2), ["a", "…", "a"]);
    for bits in 1..=8 {
        let chegaram = copia_de_a_volta(Largura::bits(bits).unwrap(), 1 << bits);
        let de_a = chegaram.iter().filter(|m| *m == "a").count();
        assert_eq!(de_a, 2, "{bits} bits: a cópia velha devia ter enganado");
        assert!(!chegaram.contains(&"nova".to_owned()), "{bits} bits");
    }
}

#[test]
fn um_numero_a_mais_e_a_mesma_copia_e_recusada() {
    for bits in 1..=8 {
        let chegaram = copia_de_a_volta(Largura::bits(bits + 1).unwrap(), 1 << bits);
        assert_eq!(chegaram.iter().filter(|m| *m == "a").count(), 1, "{bits}");
        assert_eq!(chegaram.last().unwrap(), "nova", "{bits} bits");
    }
}
