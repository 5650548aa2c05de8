//! `executar`: um processo por nó, e o que se conclui dos diários deles.

use std::time::Duration;

use super::argumentos::Argumentos;
use super::maquina::Maquina;
use super::relato::milhar;
use crate::execucao::{self, Pedido};
use crate::modelo::Tipo;
use crate::{como_abrir, guardar, pasta_dos_rastros};

/// Executa, junta os diários, confere que o que houve é uma execução do modelo
/// e diz o que valeu nela.
///
/// # Errors
/// Se um nó não inicia, se a execução não é do modelo, ou se violou algo.
pub fn executar(
    modelo: &str,
    maquina: &dyn Maquina,
    args: &Argumentos,
) -> anyhow::Result<Vec<String>> {
    let nomes = maquina.nomes().to_vec();
    let propria = || pasta_dos_rastros().join(format!("execucao-{modelo}"));
    let pasta = args.pasta.clone().unwrap_or_else(propria);
    let (nome, quantos, onde) = (modelo.to_owned(), nomes.len(), pasta.clone());
    let pedido = Pedido {
        argumentos: Box::new(move |no| {
            let [nos, indice] = [quantos, no].map(|n| n.to_string());
            let onde = onde.to_string_lossy().into_owned();
            [
                "no", &nome, "--nos", &nos, "--indice", &indice, "--pasta", &onde,
            ]
            .map(str::to_owned)
            .to_vec()
        }),
        nomes,
        pasta: pasta.clone(),
        tempo: args.tempo.unwrap_or(Duration::from_secs(5)),
        reviver: args.reviver,
    };
    let mortos = execucao::executar(&pedido)?;
    let juntada = maquina.juntar(&pasta, &mortos)?;
    let rastro = maquina
        .como_na_execucao()
        .rastrear(modelo, &juntada.jogadas)?;
    let arquivo = guardar(&rastro, &pasta, "juntos")?;
    let mut linhas = vec![format!(
        "{modelo}, {quantos} processos: {} passos, e a execução é uma do modelo",
        milhar(juntada.jogadas.len())
    )];
    let mut violadas = Vec::new();
    for (nome, tipo, valeu) in juntada.propriedades {
        linhas.push(match (tipo, valeu) {
            (Tipo::NoFim, _) => continue,
            (Tipo::Sempre, true) => format!("   valeu em todos os passos: {nome}"),
            (Tipo::AlgumaVez | Tipo::UmDia, true) => format!("   aconteceu: {nome}"),
            (Tipo::AlgumaVez | Tipo::UmDia, false) => format!("   não aconteceu: {nome}"),
            (Tipo::Sempre, false) => {
                violadas.push(nome.clone());
                format!("   NÃO VALEU: {nome}")
            }
        });
    }
    linhas.push(format!("   veja: {}", como_abrir(&arquivo)));
    if violadas.is_empty() {
        return Ok(linhas);
    }
    apoio::programa::escrever_linhas(linhas)?;
    anyhow::bail!("a execução violou: {}", violadas.join("; "))
}
