//! O texto que vem de fora, mostrado sem perigo, e o plural dos nossos números.

use std::borrow::Cow;
use std::fmt::{Display, Write};

/// O texto como se pode mostrar num terminal: o que não se vê aparece como
/// `\u{…}`, e nada do que ficou move o cursor, troca a cor ou inverte a linha.
///
/// Escapam-se os bytes de controle (ESC, com que começam as ordens ao terminal,
/// e também os da faixa C1, U+0080 a U+009F), o que inverte a direção da
/// escrita, o que tem largura zero e o que mais não tem desenho. A quebra de
/// linha e a tabulação vêm como `\n`, `\r` e `\t`: um nome com uma quebra
/// forjaria uma linha que ninguém disse. Quem quer mostrar várias linhas escapa
/// cada uma. Acentos, emojis e espaços passam como estão.
///
/// É para olhos, e não para ler de volta: a barra invertida não dobra.
pub fn escapar(texto: &str) -> Cow<'_, str> {
    if texto.chars().all(visivel) {
        return Cow::Borrowed(texto);
    }
    let mut saida = String::with_capacity(texto.len() + 16);
    for c in texto.chars() {
        match c {
            c if visivel(c) => saida.push(c),
            '\n' | '\r' | '\t' => saida.extend(c.escape_default()),
            c => saida.extend(c.escape_unicode()),
        }
    }
    Cow::Owned(saida)
}

/// `1 registro`, `2 registros`; nenhum é `0 registros`.
pub fn quantos<N: Display + PartialEq + From<u8>>(
    n: N,
    singular: &str,
    plural: &str,
) -> String {
    let nome = if n == N::from(1) { singular } else { plural };
    format!("{n} {nome}")
}

fn visivel(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    if matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') || em_branco(c) {
        return false;
    }
    c.is_whitespace() || tem_desenho(c)
}

/// Letras e sinais que o Unicode dá por visíveis e que se desenham em branco.
fn em_branco(c: char) -> bool {
    matches!(
        c,
        // O que separa ou completa sílabas do coreano e do khmer, e o braile vazio.
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}'
            | '\u{3164}' | '\u{ffa0}'
            // Seletores de variante que nenhuma fonte comum desenha; os de U+FE00 a
            // U+FE0F ficam, que são os dos emojis.
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// O que a biblioteca padrão, que segue a tabela do Unicode, não escaparia.
fn tem_desenho(c: char) -> bool {
    // Depois de uma letra: sozinho, um acento que se compõe seria escapado.
    let mut par = String::with_capacity(8);
    let escrito = write!(par, "a{c}").is_ok();
    escrito && par.escape_debug().eq(par.chars())
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_que_se_le_passa_sem_copia() {
        for texto in [
            "",
            "ação de 10\u{a0}kg",
            "a\u{301}", // o acento composto
            "日本語 ❤\u{fe0f} 🙂",
            r#"C:\pasta "x" 'y'"#,
            "um\u{3000}espaço largo",
        ] {
            assert!(
                matches!(escapar(texto), Cow::Borrowed(t) if t == texto),
                "{texto}"
            );
        }
    }

    #[test]
    fn ordem_ao_terminal_vira_texto() {
        assert_eq!(
            escapar("\x1b[2J\x1b]0;oi\x07"),
            r"\u{1b}[2J\u{1b}]0;oi\u{7}"
        );
        // Da faixa C1: U+009B é a mesma ordem, num byte só.
        assert_eq!(
            escapar("\u{9b}31m\u{85}\x7f\0"),
            r"\u{9b}31m\u{85}\u{7f}\u{0}"
        );
    }

    #[test]
    fn quebra_de_linha_e_tabulacao_nao_forjam_linha_nem_coluna() {
        assert_eq!(escapar("ana\r\neva: oi\tfim"), r"ana\r\neva: oi\tfim");
        assert_eq!(escapar("um\u{2028}dois\u{2029}"), r"um\u{2028}dois\u{2029}");
    }

    #[test]
    fn o_que_inverte_e_o_que_nao_tem_largura_aparecem() {
        let inversores = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        let marcas = ['\u{61c}', '\u{200e}', '\u{200f}'];
        let sem_largura = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
        let em_branco = ['\u{ad}', '\u{34f}', '\u{3164}', '\u{e0041}', '\u{e0100}'];
        let todos = inversores.chain(marcas).chain(sem_largura).chain(em_branco);
        for c in todos {
            let esperado = format!("ana{}", c.escape_unicode());
            assert_eq!(escapar(&format!("ana{c}")), esperado);
        }
    }

    #[test]
    fn nada_do_que_sai_e_controle_seja_qual_for_a_letra() {
        let todas: String = ('\0'..='\u{ffff}').collect();
        let saida = escapar(&todas);
        assert!(!saida.chars().any(char::is_control));
        // E escapar de novo não muda nada.
        assert!(matches!(escapar(&saida), Cow::Borrowed(_)));
    }

    #[test]
    fn um_e_singular_e_os_outros_sao_plural() {
        let dito = |n: usize| quantos(n, "registro", "registros");
        assert_eq!(
            [dito(0), dito(1), dito(2)],
            ["0 registros", "1 registro", "2 registros"]
        );
        assert_eq!(quantos(1_u64, "perdida", "perdidas"), "1 perdida");
    }
}
