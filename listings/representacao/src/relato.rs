//! O que os programas têm em comum ao mostrar um número.

use std::fmt::{self, Write};

use crate::codificar::{Codificado, Perda, codificar};
use crate::layout::{DOUBLE, Layout};
use crate::ordem::{Ordem, bytes, em_hexadecimal};
use crate::valor::{Racional, Valor};

/// Uma linha de fração cabe na largura do livro.
const BITS_POR_LINHA: usize = 56;

/// Entende o nome de um layout, para a linha de comando.
///
/// # Errors
/// Uma frase com os nomes que existem.
pub fn layout(nome: &str) -> Result<Layout, String> {
    Layout::de_nome(nome).ok_or_else(|| {
        let nomes = crate::layout::TODOS.map(|l| l.nome).join(", ");
        format!("não conheço esse layout; os que há são {nomes}")
    })
}

/// O número guardado, campo a campo, e a perda.
pub fn guardado(guardado: &Codificado, layout: Layout) -> String {
    let bits = guardado.bits;
    let campos = layout.separar(bits);
    let largura = layout.bits_do_expoente as usize;
    let rede = em_hexadecimal(&bytes(bits, layout, Ordem::BigEndian));
    let mut texto = format!(
        "{layout:<13}{rede}\n  sinal     {}\n",
        u8::from(campos.negativo)
    );
    let _ = writeln!(
        texto,
        "  expoente  {:0largura$b} = {}",
        campos.expoente, campos.expoente
    );
    let largura = layout.bits_da_fracao as usize;
    let fracao = format!("{:0largura$b}", campos.fracao);
    for (n, inicio) in (0..largura).step_by(BITS_POR_LINHA).enumerate() {
        let titulo = if n == 0 { "fração" } else { "" };
        let fim = largura.min(inicio + BITS_POR_LINHA);
        let _ = writeln!(texto, "  {titulo:<10}{}", &fracao[inicio..fim]);
    }
    texto + "  perda     " + &perda(guardado.perda.as_ref())
}

/// A perda em poucas palavras: relativa, e em degraus do layout.
pub fn perda(perda: Option<&Perda>) -> String {
    let Some(perda) = perda else {
        return "nenhuma".to_owned();
    };
    match (perda.relativa.como_f64(), perda.degraus.como_f64()) {
        (Some(relativa), Some(degraus)) => {
            format!("{relativa:.1e}, ou {degraus:.2} de degrau")
        }
        _ => "menor do que um double sabe dizer".to_owned(),
    }
}

/// Em algarismos, pelo double mais próximo, que a máquina sabe escrever.
impl Racional {
    /// O `f64` mais próximo, se houver.
    pub fn como_f64(&self) -> Option<f64> {
        let bits = codificar(&Valor::Finito(self.clone()), DOUBLE).ok()?.bits;
        Some(f64::from_bits(bits as u64))
    }
}

impl fmt::Display for Valor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sinal = |negativo| if negativo { "-" } else { "" };
        match self {
            Self::Infinito { negativo } => write!(f, "{}infinito", sinal(*negativo)),
            Self::Nan { .. } => f.write_str("NaN"),
            Self::Finito(numero) => match codificar(self, DOUBLE) {
                Ok(c) if c.perda.is_none() => {
                    write!(f, "{:?}", f64::from_bits(c.bits as u64))
                }
                Ok(c) => write!(f, "≈ {:?}", f64::from_bits(c.bits as u64)),
                // Fora do alcance de um double, a ordem de grandeza basta.
                Err(_) => write!(f, "≈ {}2^{}", sinal(numero.negativo), numero.log2()),
            },
        }
    }
}
