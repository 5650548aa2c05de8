//! O que um sensor publica: uma leitura numerada, e o seu estado.
//!
//! Tópicos: `casa/CÔMODO/temperatura`, com a última leitura retida, e
//! `casa/CÔMODO/estado`, em que o sensor diz `no ar` e `saiu`, e o broker, pelo
//! testamento dele, `caiu`.

use serde::{Deserialize, Serialize};

pub const NO_AR: &str = "no ar";
pub const SAIU: &str = "saiu";
pub const CAIU: &str = "caiu";

/// Uma leitura. O número deixa que se vejam as perdas e as repetições.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Leitura {
    /// Sorteada ao ligar: distingue a leitura 1 de hoje da leitura 1 de ontem.
    pub vida: u32,
    /// 1, 2, 3… desde que o sensor ligou.
    pub numero: u64,
    /// Décimos de grau Celsius: um inteiro compara-se sem susto.
    pub decimos: i32,
}

pub fn topico_da_temperatura(comodo: &str) -> String {
    format!("casa/{comodo}/temperatura")
}

pub fn topico_do_estado(comodo: &str) -> String {
    format!("casa/{comodo}/estado")
}

/// Em que cômodo e sobre o quê, se o tópico é dos nossos.
pub fn partes(topico: &str) -> Option<(&str, &str)> {
    topico.strip_prefix("casa/")?.split_once('/')
}

/// Aceita o nome de um cômodo: um nível de tópico, sem curinga.
///
/// # Errors
/// Uma frase que diz o que se esperava.
pub fn comodo(texto: &str) -> Result<String, String> {
    let cabe = (1..=40).contains(&texto.chars().count());
    let estranho = |c: char| c.is_control() || "/+#$".contains(c);
    if cabe && !texto.contains(estranho) {
        Ok(texto.to_owned())
    } else {
        Err("escreva um nome de até 40 letras, sem /, +, # nem $".to_owned())
    }
}

/// `21,4 °C`.
pub fn graus(decimos: i32) -> String {
    let sinal = if decimos < 0 { "-" } else { "" };
    let decimos = decimos.unsigned_abs();
    format!("{sinal}{},{} °C", decimos / 10, decimos % 10)
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn os_graus_tem_virgula_e_o_sinal_nao_se_perde_abaixo_de_um() {
        assert_eq!(graus(214), "21,4 °C");
        assert_eq!(graus(-3), "-0,3 °C");
    }

    #[test]
    fn o_comodo_e_um_nivel_so_e_sem_curinga() {
        assert_eq!(comodo("sala de estar"), Ok("sala de estar".to_owned()));
        for errado in ["", "a/b", "+", "casa#", "$a", "a\u{1b}", &"x".repeat(41)] {
            assert!(comodo(errado).is_err(), "{errado:?}");
        }
    }
}
