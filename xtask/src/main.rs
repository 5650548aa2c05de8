//! Os comandos do curso: `cargo xtask`.

use anyhow::Result;
use apoio::erro::com_causas;
use apoio::programa::{escrever_linha, ler_argumentos_de as ler_de, registrar};
use curso::comandos::{construir, interoperar, rastro, repetir, servicos, servir};
use curso::leitura::livro;
use curso::{acabamento, preprocessar};
use std::ffi::OsString;
use std::process::ExitCode;

const AJUDA: &str = "\
Uso: cargo xtask COMANDO [OPÇÕES]

  serve         constrói o livro, serve em http://127.0.0.1:3000 e refaz a cada gravação
  build         verifica o livro e escreve o site (em book/html)
  check         verifica o livro: cada problema com arquivo, linha e remédio
  servicos      inicia servidores de verdade, roda um comando e os encerra
  interoperar   testa as listagens com programas de outra linguagem
  rastro        abre o rastro de uma execução no navegador
  repetir       roda `cargo test` muitas vezes e para na primeira que falhar

As opções de um comando: cargo xtask COMANDO --help
O mdBook chama também `preprocessar` e `acabamento`, que leem o livro da entrada.";

fn main() -> ExitCode {
    let mut argumentos = std::env::args_os().skip(1);
    let nome = argumentos.next().unwrap_or_else(|| "--help".into());
    match executar(&nome.to_string_lossy(), argumentos) {
        Ok(status) => ExitCode::from(status),
        Err(erro) => {
            registrar(format_args!("erro: {}", com_causas(&erro)));
            ExitCode::FAILURE
        }
    }
}

/// Faz o que se pede e devolve o status de saída.
fn executar(nome: &str, resto: impl Iterator<Item = OsString>) -> Result<u8> {
    let chamado = format!("cargo xtask {nome}");
    match nome {
        "-h" | "--help" | "--ajuda" => {
            escrever_linha(AJUDA)?;
        }
        "serve" => servir::servir(&livro::raiz()?, &ler_de(&chamado, resto))?,
        "build" => construir::build(ler_de(&chamado, resto))?,
        "check" => construir::check(ler_de(&chamado, resto))?,
        "servicos" => {
            let resto: Vec<OsString> = resto.collect();
            let opcoes = ler_de(&chamado, resto.iter().cloned());
            // Quem lê as opções não distingue isto de não haver comando, que faria esperar.
            if resto.iter().position(|a| a == "--") == resto.len().checked_sub(1) {
                registrar(format_args!("erro: falta o comando depois de --"));
                return Ok(2);
            }
            return servicos::servicos(&livro::raiz()?, opcoes);
        }
        "interoperar" => {
            interoperar::interoperar(&livro::raiz()?, ler_de(&chamado, resto))?;
        }
        "rastro" => rastro::rastro(&ler_de(&chamado, resto))?,
        "repetir" => repetir::repetir(&ler_de(&chamado, resto))?,
        "preprocessar" => {
            preprocessar::executar(std::io::stdin().lock(), std::io::stdout().lock())?;
        }
        "acabamento" => acabamento::executar(std::io::stdin().lock())?,
        _ => {
            registrar(format_args!(
                "erro: não conheço o comando “{nome}”. Veja os comandos com: cargo xtask --help"
            ));
            return Ok(2);
        }
    }
    Ok(0)
}
