//! Do valor aos bits: com a perda medida, ou com o motivo de ser impossível.

use num_bigint::BigUint;
use thiserror::Error;

use crate::decodificar::decodificar;
use crate::layout::{Campos, Familia, Layout};
use crate::valor::{Racional, Valor};

/// Por que um valor não entra num layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Impossivel {
    #[error("estouro: maior que o maior número de {0}")]
    Estouro(Layout),
    #[error("underflow: não é zero, e em {0} viraria zero")]
    Underflow(Layout),
    #[error("{0} não tem infinito")]
    SemInfinito(Layout),
    #[error("{0} não tem NaN")]
    SemNan(Layout),
    #[error("a carga do NaN não cabe na fração de {0}")]
    CargaDoNan(Layout),
}

/// Um número guardado.
#[derive(Debug, Clone, PartialEq)]
pub struct Codificado {
    pub bits: u128,
    /// `None` quando o guardado é exatamente o pedido.
    pub perda: Option<Perda>,
}

/// O que o arredondamento custou, em frações exatas.
#[derive(Debug, Clone, PartialEq)]
pub struct Perda {
    /// A distância ao pedido, dividida pelo pedido.
    pub relativa: Racional,
    /// A mesma distância, em degraus do layout (*ulp*).
    pub degraus: Racional,
}

/// Guarda `valor` em `layout`.
///
/// # Errors
/// [`Impossivel`], quando o layout não tem nada que o represente. Perder
/// dígitos não é erro: é a [`Perda`].
pub fn codificar(valor: &Valor, layout: Layout) -> Result<Codificado, Impossivel> {
    let campos = match (valor, layout.familia) {
        (Valor::Finito(numero), _) => return codificar_numero(numero, layout),
        (Valor::Infinito { .. }, Familia::Ibm) => {
            return Err(Impossivel::SemInfinito(layout));
        }
        (Valor::Nan { .. }, Familia::Ibm) => return Err(Impossivel::SemNan(layout)),
        (Valor::Infinito { negativo }, Familia::Ieee) => Campos {
            negativo: *negativo,
            expoente: layout.expoente_cheio(),
            fracao: 0,
        },
        (Valor::Nan { negativo, carga }, Familia::Ieee) => Campos {
            negativo: *negativo,
            expoente: layout.expoente_cheio(),
            fracao: carga_em(*carga, layout)?,
        },
    };
    let bits = layout.juntar(campos);
    Ok(Codificado { bits, perda: None })
}

/// A carga cortada poderia virar zero, e fração zero quer dizer infinito.
fn carga_em(carga: u128, layout: Layout) -> Result<u128, Impossivel> {
    let fracao = carga >> (128 - layout.bits_da_fracao);
    if fracao << (128 - layout.bits_da_fracao) == carga {
        Ok(fracao)
    } else {
        Err(Impossivel::CargaDoNan(layout))
    }
}

fn codificar_numero(numero: &Racional, layout: Layout) -> Result<Codificado, Impossivel> {
    if numero.e_zero() {
        let bits = u128::from(numero.negativo) << (layout.largura() - 1);
        return Ok(Codificado { bits, perda: None });
    }
    let mut expoente = menor_expoente(numero.log2(), layout);
    let mut inteiro = arredondar(numero, layout, expoente);
    if inteiro == 1 << (layout.bits_da_fracao + bit_implicito(layout)) {
        // 1,111…1 arredondou para 10,000…0: o bit que sobra vai ao expoente.
        inteiro >>= 1;
        expoente += 1;
    }
    if expoente > maior_expoente(layout) {
        return Err(Impossivel::Estouro(layout));
    }
    let campo = campo_do_expoente(inteiro, expoente, layout)?;
    let bits = layout.juntar(Campos {
        negativo: numero.negativo,
        expoente: campo,
        fracao: inteiro & ((1 << layout.bits_da_fracao) - 1),
    });
    let perda = medir(numero, bits, layout, expoente);
    Ok(Codificado { bits, perda })
}

/// 1 se o primeiro bit do inteiro não é guardado.
fn bit_implicito(layout: Layout) -> u32 {
    u32::from(layout.familia == Familia::Ieee)
}

fn maior_expoente(layout: Layout) -> i64 {
    // No IEEE 754 o expoente cheio está reservado a infinitos e NaN.
    i64::from(layout.expoente_cheio() - bit_implicito(layout))
}

/// O menor expoente em que um número com este logaritmo cabe na fração.
fn menor_expoente(log2: i64, layout: Layout) -> i64 {
    let (expoente, minimo) = match layout.familia {
        Familia::Ieee => (log2 + layout.vies(), 1),
        // Quatro bits por algarismo; o primeiro algarismo vem depois da vírgula.
        Familia::Ibm => (log2.div_euclid(4) + 1 + layout.vies(), 0),
    };
    expoente.max(minimo)
}

// ANCHOR: arredondar
/// Quantos degraus cabem no número: é aqui que se perde o resto.
fn arredondar(numero: &Racional, layout: Layout, expoente: i64) -> u128 {
    let degrau = Racional::potencia(false, 1, layout.degrau(expoente));
    let degraus = numero.razao(&degrau);
    let inteiro = &degraus.numerador / &degraus.denominador;
    let dobro_do_resto = (&degraus.numerador % &degraus.denominador) * BigUint::from(2u8);
    let inteiro = u128::try_from(inteiro).expect("o expoente foi escolhido para caber");
    let sobe = match layout.familia {
        Familia::Ibm => false,
        // No empate, vai para o par: metade das vezes sobe, metade desce.
        Familia::Ieee if dobro_do_resto == degraus.denominador => inteiro % 2 == 1,
        Familia::Ieee => dobro_do_resto > degraus.denominador,
    };
    inteiro + u128::from(sobe)
}
// ANCHOR_END: arredondar

/// O que se escreve no campo do expoente, se o número não sumiu.
fn campo_do_expoente(
    inteiro: u128,
    expoente: i64,
    layout: Layout,
) -> Result<u32, Impossivel> {
    let campo = u32::try_from(expoente).expect("já se conferiram os dois limites");
    let normal = match layout.familia {
        Familia::Ieee => 1 << layout.bits_da_fracao,
        Familia::Ibm => 1 << (layout.bits_da_fracao - 4),
    };
    match layout.familia {
        _ if inteiro >= normal => Ok(campo),
        Familia::Ieee if inteiro > 0 => Ok(0),
        // A IBM normaliza o resultado; o que não se normaliza é underflow.
        _ => Err(Impossivel::Underflow(layout)),
    }
}

fn medir(pedido: &Racional, bits: u128, layout: Layout, expoente: i64) -> Option<Perda> {
    let Valor::Finito(guardado) = decodificar(bits, layout) else {
        unreachable!("um número finito nunca recebe o expoente cheio");
    };
    let distancia = pedido.distancia(&guardado);
    let degrau = Racional::potencia(false, 1, layout.degrau(expoente));
    (!distancia.e_zero()).then(|| Perda {
        relativa: distancia.razao(pedido),
        degraus: distancia.razao(&degrau),
    })
}
