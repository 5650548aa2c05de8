//! `simular`: uma execução longa e sorteada, e o que houve nela.

use std::time::Duration;

use super::argumentos::Argumentos;
use super::maquina::Maquina;
use super::relato::{guardado, milhar};
use crate::modelo::{Clima, Simulacao};

/// Quantas transições percorrer à procura de uma execução mais curta.
const PROCURA: usize = 300_000;

/// Simula e conta; a execução que viola algo é encurtada e guardada.
///
/// # Errors
/// Se o rastro não pode ser gravado.
pub fn simular(
    modelo: &str,
    maquina: &dyn Maquina,
    args: &Argumentos,
) -> anyhow::Result<Vec<String>> {
    let clima = Clima {
        semente: args.semente,
        perda: args.perda,
        duplicacao: args.duplicacao,
        quedas: args.quedas,
        tempo: args.tempo.unwrap_or(Clima::default().tempo),
        ..Clima::default()
    };
    let feita = maquina.simular(&clima);
    let com_folga = maquina.com_folga();
    let mut linhas = vec![resumo(modelo, maquina.nomes().len(), args.semente, &feita)];
    let aconteceu = feita.aconteceu.iter();
    linhas.extend(aconteceu.map(|nome| format!("   aconteceu: {nome}")));
    if let Some(nome) = &feita.violada {
        let curta = com_folga.encurtar(&feita.jogadas, nome, PROCURA)?;
        let rastro = com_folga.rastrear(modelo, &curta)?;
        linhas.push(format!("   NÃO VALEU: {nome}; encurtada, a execução é:"));
        linhas.extend(rastro.linhas().into_iter().map(|f| format!("      {f}")));
        linhas.push(guardado(
            &rastro,
            &format!("{modelo} semente {}", args.semente),
        )?);
    }
    if let Some(arquivo) = &args.rastro {
        let rastro = com_folga.rastrear(modelo, &feita.jogadas)?;
        apoio::arquivo::gravar(arquivo, &rastro.em_linhas())?;
    }
    Ok(linhas)
}

fn resumo(
    modelo: &str,
    nos: usize,
    semente: u64,
    feita: &Simulacao<serde_json::Value>,
) -> String {
    let fim = match (&feita.violada, feita.acabou) {
        (Some(_), _) => "até a violação",
        (None, true) => "até nada mais poder acontecer",
        (None, false) => "até acabar o tempo",
    };
    format!(
        "{modelo}, {nos} nós, semente {semente}: {} jogadas em {}, {fim}; {} mensagens enviadas",
        milhar(feita.jogadas.len()),
        em_segundos(feita.tempo),
        milhar(feita.enviadas),
    )
}

fn em_segundos(tempo: Duration) -> String {
    format!("{:.3} s simulados", tempo.as_secs_f64()).replace('.', ",")
}
