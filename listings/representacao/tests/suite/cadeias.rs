//! Cadeias: o que volta igual, o que se corta e o que é recusado.

use proptest::prelude::*;
use representacao::cadeias::{ErroDeCadeia, de_c, de_utf16, para_c, para_utf16};
use representacao::ordem::Ordem;

const ORDENS: [Ordem; 2] = [Ordem::BigEndian, Ordem::LittleEndian];

#[test]
fn o_tamanho_depende_de_quem_guarda() {
    let texto = "ação 😀";
    assert_eq!(texto.chars().count(), 6);
    assert_eq!(para_c(texto).unwrap().len(), 12, "11 de UTF-8 e o zero");
    assert_eq!(
        para_utf16(texto, Ordem::BigEndian).len(),
        14,
        "😀 vale duas unidades"
    );
}

#[test]
fn a_mesma_letra_em_duas_ordens() {
    assert_eq!(para_utf16("ç", Ordem::BigEndian), [0x00, 0xE7]);
    assert_eq!(para_utf16("ç", Ordem::LittleEndian), [0xE7, 0x00]);
}

#[test]
fn c_le_utf16_como_texto_vazio_ou_de_uma_letra() {
    assert_eq!(de_c(&para_utf16("oi", Ordem::BigEndian)), Ok(""));
    assert_eq!(de_c(&para_utf16("oi", Ordem::LittleEndian)), Ok("o"));
}

#[test]
fn c_recusa_guardar_um_zero_que_cortaria_o_texto() {
    assert_eq!(para_c("a\0b"), Err(ErroDeCadeia::ZeroNoMeio(1)));
}

#[test]
fn cadeia_de_c_sem_zero_e_recusada_em_vez_de_lida_alem_do_fim() {
    assert_eq!(de_c(b"oi"), Err(ErroDeCadeia::SemTerminador));
    assert_eq!(
        de_c(b"oi\0lixo"),
        Ok("oi"),
        "o que vem depois não é da cadeia"
    );
    assert_eq!(
        de_c(b"a\xE7\xE3o\0"),
        Err(ErroDeCadeia::NaoEUtf8(1)),
        "Latin-1"
    );
}

#[test]
fn utf16_partido_e_recusado() {
    for ordem in ORDENS {
        assert_eq!(
            de_utf16(&[0, 1, 2], ordem),
            Err(ErroDeCadeia::MeiaUnidade(3))
        );
        let inteiro = para_utf16("a😀", ordem);
        let erro = Err(ErroDeCadeia::SubstitutoSozinho(1));
        assert_eq!(de_utf16(&inteiro[..4], ordem), erro);
    }
}

proptest! {
    #[test]
    fn todo_texto_volta_igual_de_utf16(texto: String) {
        for ordem in ORDENS {
            prop_assert_eq!(de_utf16(&para_utf16(&texto, ordem), ordem), Ok(texto.clone()));
        }
    }

    #[test]
    fn todo_texto_sem_zero_volta_igual_de_c(texto in "[^\\x00]*") {
        let guardada = para_c(&texto).unwrap();
        prop_assert_eq!(de_c(&guardada), Ok(texto.as_str()));
    }
}
