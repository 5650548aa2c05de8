//! A mesma função à mão e com `async`, passo a passo, lado a lado.

use std::process::ExitCode;

use apoio::programa::{escrever_linha, executar, ler_argumentos};
use assincrono::maquina::{Apresentar, Passo, apresentar, percorrer};
use clap::Parser;

fn carta(texto: &str) -> Result<String, String> {
    match texto.trim() {
        "" => Err("a carta está vazia: escreva algo, como Ana".to_owned()),
        carta => Ok(carta.to_owned()),
    }
}

/// Entrega cartas a uma função que pausa, e pergunta depois de cada uma.
#[derive(Parser)]
#[command(name = "maquina")]
struct Argumentos {
    /// As cartas, separadas por vírgulas
    #[arg(long, value_name = "CARTAS", value_delimiter = ',', value_parser = carta)]
    #[arg(default_value = "Ana,Recife")]
    cartas: Vec<String>,
}

fn main() -> ExitCode {
    let args: Argumentos = ler_argumentos();
    executar(|| {
        let mut passos = vec![Passo::Perguntar];
        for carta in args.cartas {
            passos.extend([Passo::Chega(carta), Passo::Perguntar]);
        }
        let a_mao = percorrer(|correio| Apresentar::EsperaNome { correio }, &passos);
        let com_async = percorrer(apresentar, &passos);
        escrever_linha(linha("passo", "à mão", "async"))?;
        for (passo, (um, outro)) in passos.iter().zip(a_mao.iter().zip(&com_async)) {
            let nome = match passo {
                Passo::Perguntar => "poll".to_owned(),
                Passo::Chega(carta) => format!("chega {carta}"),
            };
            if !escrever_linha(linha(&nome, um, outro))? {
                break;
            }
        }
        Ok(())
    })
}

fn linha(passo: &str, a_mao: &str, com_async: &str) -> String {
    format!("{passo:<14} {a_mao:<24} {com_async}")
}
