//! A tabela que põe a fórmula ao lado da simulação.

use rand::Rng;

use crate::formula::{com_causa_comum, indisponibilidade};
use crate::intervalo::{Z_95, wilson};
use crate::simulacao::{Cenario, Contagem, SorteiosDemais, caber};

const CABECALHO: &str = "máquinas  precisa de    fórmula  simulação   intervalo de 95%             parado por ano";

/// O cabeçalho e uma linha para cada cenário: o grupo, a conta, o sorteio e o veredito.
///
/// # Errors
/// Se todas juntas são grandes demais; nenhuma começa antes de se saber.
pub fn linhas(
    cenarios: &[Cenario],
    rodadas: u32,
    sorte: &mut impl Rng,
) -> Result<Vec<String>, SorteiosDemais> {
    caber(cenarios.iter().map(|c| c.grupo.maquinas()), rodadas)?;
    let cabecalho = Ok(CABECALHO.to_owned());
    let contados = cenarios
        .iter()
        .map(|c| Ok(linha(c, c.contar(rodadas, sorte)?)));
    std::iter::once(cabecalho).chain(contados).collect()
}

fn linha(cenario: &Cenario, contagem: Contagem) -> String {
    let sozinhas = indisponibilidade(cenario.grupo, cenario.parada);
    let formula = com_causa_comum(cenario.causa_comum, sozinhas);
    let faixa = wilson(contagem, Z_95);
    format!(
        "{:>8}  {:>10}  {:>9}  {:>9}   {:<8} a {:<8} {:<7} {:>14}",
        cenario.grupo.maquinas(),
        cenario.grupo.necessarias(),
        decimal(formula),
        decimal(contagem.frequencia()),
        decimal(faixa.de),
        decimal(faixa.ate),
        if faixa.contem(formula) {
            "dentro"
        } else {
            "FORA"
        },
        por_ano(formula),
    )
}

/// Seis casas e vírgula; o que some com seis casas vai em potência de dez.
fn decimal(x: f64) -> String {
    let texto = if x > 0.0 && x < 5e-6 {
        format!("{x:.1e}")
    } else {
        format!("{x:.6}")
    };
    texto.replace('.', ",")
}

/// Quanto do ano, de 365 dias, o grupo passa parado.
pub fn por_ano(indisponibilidade: f64) -> String {
    let segundos = indisponibilidade * 365.0 * 86_400.0;
    let (valor, unidade) = match segundos {
        s if s >= 86_400.0 => (s / 86_400.0, "dias"),
        s if s >= 3_600.0 => (s / 3_600.0, "h"),
        s if s >= 60.0 => (s / 60.0, "min"),
        s => (s, "s"),
    };
    format!("{valor:.2} {unidade}").replace('.', ",")
}
