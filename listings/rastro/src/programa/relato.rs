//! O que os comandos dizem ao leitor.

use anyhow::Context;
use serde_json::Value;

use super::maquina::{Concluida, Maquina};
use crate::modelo::{Conclusao, Tipo};
use crate::registro::Rastro;
use crate::{como_abrir, guardar, pasta_dos_rastros};

/// Verifica o modelo e conta o que se concluiu; guarda o rastro do que falhou.
///
/// # Errors
/// Se o rastro não pode ser gravado.
pub fn verificar(
    modelo: &str,
    maquina: &dyn Maquina,
    limite: usize,
) -> anyhow::Result<Vec<String>> {
    let (estados, transicoes, concluidas) = maquina.verificar(limite);
    let nos = maquina.nomes().len();
    let mut linhas = vec![format!(
        "{modelo}, {nos} nós: {} estados, {} transições",
        milhar(estados),
        milhar(transicoes)
    )];
    for concluida in &concluidas {
        linhas.push(frase(concluida, limite));
        if let Conclusao::NaoVale(jogadas) = &concluida.conclusao {
            linhas.extend(contar(modelo, maquina, &concluida.nome, jogadas)?);
        }
    }
    Ok(linhas)
}

fn frase(concluida: &Concluida, limite: usize) -> String {
    let nome = &concluida.nome;
    let quando = match concluida.tipo {
        Tipo::Sempre => "em todos os estados",
        Tipo::NoFim => "em todo fim",
        Tipo::UmDia => "um dia, em toda execução",
        Tipo::AlgumaVez => "em alguma execução",
    };
    match &concluida.conclusao {
        Conclusao::Vale => format!("   vale {quando}: {nome}"),
        Conclusao::Acontece(jogadas) => {
            format!("   acontece, em {}: {nome}", vezes(jogadas))
        }
        Conclusao::NaoAcontece => format!("   NÃO ACONTECE {quando}: {nome}"),
        Conclusao::NaoVale(jogadas) => {
            format!(
                "   NÃO VALE {quando}: {nome}; a execução mais curta, de {}:",
                vezes(jogadas)
            )
        }
        Conclusao::NaoSei => format!(
            "   NÃO SEI: {nome}; parei depois de {} transições (--limite)",
            milhar(limite)
        ),
    }
}

fn contar(
    modelo: &str,
    maquina: &dyn Maquina,
    propriedade: &str,
    jogadas: &[Value],
) -> anyhow::Result<Vec<String>> {
    let rastro = maquina.rastrear(modelo, jogadas)?;
    let frases = rastro.linhas().into_iter();
    let mut linhas: Vec<_> = frases.map(|frase| format!("      {frase}")).collect();
    linhas.push(guardado(&rastro, &format!("{modelo} {propriedade}"))?);
    Ok(linhas)
}

/// Guarda o rastro e diz como abri-lo.
///
/// # Errors
/// Se não pode ser gravado.
pub fn guardado(rastro: &Rastro, nome: &str) -> anyhow::Result<String> {
    let arquivo = guardar(rastro, &pasta_dos_rastros(), nome)
        .context("não consigo guardar o rastro")?;
    Ok(format!("      veja: {}", como_abrir(&arquivo)))
}

fn vezes(jogadas: &[Value]) -> String {
    match jogadas.len() {
        1 => "1 jogada".to_owned(),
        n => format!("{n} jogadas"),
    }
}

/// `1234567` como `1.234.567`.
pub fn milhar(numero: usize) -> String {
    let digitos = numero.to_string();
    let mut partes: Vec<String> = Vec::new();
    let mut resto = digitos.as_str();
    while resto.len() > 3 {
        let (antes, tres) = resto.split_at(resto.len() - 3);
        partes.insert(0, tres.to_owned());
        resto = antes;
    }
    partes.insert(0, resto.to_owned());
    partes.join(".")
}
