//! Quadros: inteiros, cortados, grandes demais, e lidos aos pedaços.

use std::io::{self, Cursor, Read};

use processos::protocolo::{Faixa, Feita};
use processos::quadro::{Erro, LIMITE, escrever, ler};

/// Entrega um byte por leitura, como um pipe tem o direito de fazer.
struct AosPoucos<'b>(&'b [u8]);

impl Read for AosPoucos<'_> {
    fn read(&mut self, lugar: &mut [u8]) -> io::Result<usize> {
        let um = lugar.len().min(1);
        self.0.read(&mut lugar[..um])
    }
}

fn dois_quadros() -> Vec<u8> {
    let mut fluxo = Vec::new();
    escrever(&mut fluxo, b"primeira").expect("cabe");
    escrever(&mut fluxo, b"").expect("cabe");
    fluxo
}

#[test]
fn quadros_lidos_byte_a_byte_chegam_inteiros_e_separados() {
    let fluxo = dois_quadros();
    let mut fluxo = AosPoucos(&fluxo);
    assert_eq!(
        ler(&mut fluxo).expect("inteiro"),
        Some(b"primeira".to_vec())
    );
    assert_eq!(ler(&mut fluxo).expect("inteiro"), Some(Vec::new()));
    assert_eq!(ler(&mut fluxo).expect("fim limpo"), None);
}

#[test]
fn fluxo_cortado_em_qualquer_byte_e_corte_ou_fim_entre_quadros() {
    let fluxo = dois_quadros();
    let fronteiras = [0, 12, 16];
    for corte in 0..=fluxo.len() {
        let mut cortado = Cursor::new(&fluxo[..corte]);
        let fim = loop {
            match ler(&mut cortado) {
                Ok(Some(_)) => {}
                Ok(None) => break true,
                Err(Erro::Cortado) => break false,
                Err(erro) => panic!("corte em {corte}: {erro}"),
            }
        };
        assert_eq!(fim, fronteiras.contains(&corte), "corte em {corte}");
    }
}

#[test]
fn tamanho_absurdo_e_recusado_antes_de_alocar() {
    let quatro_giga = [0xFF; 4];
    let recusa = ler(&mut Cursor::new(quatro_giga));
    assert!(matches!(recusa, Err(Erro::Grande(n)) if n == 0xFFFF_FFFF));
    let recusa = escrever(&mut Vec::new(), &vec![0; LIMITE + 1]);
    assert!(
        matches!(recusa, Err(Erro::Grande(_))),
        "quem escreve também tem limite"
    );
}

#[test]
fn mensagens_vao_e_voltam_e_as_de_outro_tamanho_sao_recusadas() {
    let faixa = Faixa {
        numero: 1,
        de: 2,
        ate: u64::MAX,
    };
    assert_eq!(
        Faixa::de_bytes(&faixa.em_bytes()).expect("é uma faixa"),
        faixa
    );
    let feita = Feita {
        numero: 1,
        quantos: 2,
        soma: 3,
    };
    assert_eq!(
        Feita::de_bytes(&feita.em_bytes()).expect("é uma feita"),
        feita
    );
    for tamanho in [0, 8, 23, 25, 32] {
        assert!(
            Faixa::de_bytes(&vec![0; tamanho]).is_err(),
            "{tamanho} bytes"
        );
    }
}
