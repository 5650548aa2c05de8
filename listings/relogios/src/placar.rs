//! O menor sistema: dois mostradores, uma rede e o que se exige deles.

use rastro::modelo::{Meta, Rotulos, Sistema};

use crate::mostrador::Mostrador;

pub const FIM: &str = "Bia mostra 2";

impl Rotulos for Mostrador {
    fn mensagem(&self, numero: &u8) -> String {
        numero.to_string()
    }

    fn estado(&self, visor: &u8) -> String {
        format!("mostra {visor}")
    }
}

pub fn sistema() -> Sistema<Mostrador> {
    Sistema::novo([Mostrador, Mostrador])
        .nomes(["Ana", "Bia"])
        .no_fim(FIM, |estado| *estado.ator(1) == 2)
        .desafio("Faça Bia terminar mostrando 1.", Meta::violar(FIM))
}
