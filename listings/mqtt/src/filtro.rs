//! O filtro de uma assinatura: níveis separados por barra, e os curingas `+` e `#`.

/// O que há de errado num filtro; nada, se ele é um filtro (MQTT 3.1.1, seção 4.7).
pub fn defeito(filtro: &str) -> Option<&'static str> {
    if filtro.is_empty() {
        return Some("está vazio");
    }
    if filtro.len() > usize::from(u16::MAX) {
        return Some("passa de 65.535 bytes");
    }
    if filtro.contains('\0') {
        return Some("tem o caractere nulo");
    }
    let ultimo = filtro.split('/').count() - 1;
    filtro.split('/').enumerate().find_map(|(n, nivel)| {
        if nivel.contains('#') && (nivel != "#" || n != ultimo) {
            Some("o # só vale sozinho, no último nível")
        } else if nivel.contains('+') && nivel != "+" {
            Some("o + ocupa um nível inteiro")
        } else {
            None
        }
    })
}

/// Aceita um filtro digitado.
///
/// # Errors
/// Uma frase que diz o que há de errado nele.
pub fn filtro(texto: &str) -> Result<String, String> {
    defeito(texto).map_or_else(|| Ok(texto.to_owned()), |motivo| Err(motivo.to_owned()))
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn os_curingas_ocupam_um_nivel_inteiro_e_o_jogo_da_velha_e_o_ultimo() {
        for certo in [
            "casa",
            "casa/#",
            "#",
            "+",
            "+/+",
            "casa/+/estado",
            "/",
            "a//b",
        ] {
            assert_eq!(defeito(certo), None, "{certo}");
        }
        for errado in ["", "casa/#/x", "casa#", "#/", "casa/+x", "a\0b", "##"] {
            assert!(filtro(errado).is_err(), "{errado}");
        }
        assert!(filtro(&"a".repeat(65_536)).is_err());
    }
}
