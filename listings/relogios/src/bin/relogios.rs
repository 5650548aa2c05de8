//! Verifica, simula, executa, desenha e explora os modelos deste capítulo.

use std::process::ExitCode;

use rastro::programa::{Modelo, usar};
use relogios::{cuidadoso, placar};

fn main() -> ExitCode {
    usar([
        Modelo::novo("mostrador", "mostra o último número", placar::sistema),
        Modelo::novo("cuidadoso", "mostra o maior número", cuidadoso::sistema),
    ])
}
