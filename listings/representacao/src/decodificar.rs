//! Dos bits ao valor: sempre possível e sempre exato.

use crate::layout::{Campos, Familia, Layout};
use crate::valor::{Racional, Valor};

/// O valor que estes bits têm neste layout.
pub fn decodificar(bits: u128, layout: Layout) -> Valor {
    let Campos {
        negativo,
        expoente,
        fracao,
    } = layout.separar(bits);
    let (inteiro, expoente) = match layout.familia {
        Familia::Ibm => (fracao, expoente),
        Familia::Ieee if expoente == layout.expoente_cheio() => {
            return fora_dos_numeros(negativo, fracao, layout);
        }
        // Subnormal: sem o bit implícito, com o degrau do menor expoente.
        Familia::Ieee if expoente == 0 => (fracao, 1),
        Familia::Ieee => (fracao | 1 << layout.bits_da_fracao, expoente),
    };
    let degrau = layout.degrau(i64::from(expoente));
    Valor::Finito(Racional::potencia(negativo, inteiro, degrau))
}

/// Com o expoente cheio o IEEE 754 guarda infinitos (fração zero) e NaN.
fn fora_dos_numeros(negativo: bool, fracao: u128, layout: Layout) -> Valor {
    if fracao == 0 {
        return Valor::Infinito { negativo };
    }
    let carga = fracao << (128 - layout.bits_da_fracao);
    Valor::Nan { negativo, carga }
}
