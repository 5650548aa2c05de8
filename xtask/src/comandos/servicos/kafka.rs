//! O que só o Kafka pede: um Java novo, os jars e uma pasta de dados formatada.

use super::{maven, programas::Programa, receita::Receita};
use crate::problema::Em;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Output};

/// O Kafka 4 não roda em outro mais velho.
const JAVA_MINIMO: u32 = 17;

/// O nó é um só e a pasta é nova: o nome do agrupamento pode ser sempre o mesmo.
const AGRUPAMENTO: &str = "Y3Vyc28tZGUtc2lzdGVtYQ";

/// Os jars, como o Java os quer, se há um Java que os rode.
pub fn jars(raiz: &Path, java: &Programa) -> Result<String> {
    conferir_java(java)?;
    let jars = std::env::join_paths(maven::jars(raiz)?)
        .context("o caminho de um jar tem o separador de caminhos")?;
    let texto = jars.into_string().ok();
    texto.context("o caminho de um jar não é texto em UTF-8")
}

pub fn formatar(receita: &Receita, jars: &str) -> Result<()> {
    let mut comando = Command::new(&receita.programa);
    // Um programa de um segundo: compilar pouco sai mais barato.
    comando.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"]);
    comando.arg("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    comando.args(["-cp", jars, "kafka.tools.StorageTool", "format"]);
    comando.args(["--cluster-id", AGRUPAMENTO, "--config"]);
    comando.arg(receita.pasta.join("server.properties"));
    let saida = rodar(&mut comando)?;
    ensure!(
        saida.status.success(),
        "o Kafka não formatou a pasta de dados ({}): {}",
        saida.status,
        String::from_utf8_lossy(&saida.stderr).trim()
    );
    Ok(())
}

fn rodar(comando: &mut Command) -> Result<Output> {
    let saida = comando.output();
    saida.em("chamar", comando.get_program().as_ref())
}

fn conferir_java(java: &Programa) -> Result<()> {
    let caminho = java.achar()?;
    let saida = rodar(Command::new(&caminho).arg("-version"))?;
    let dito = String::from_utf8_lossy(&saida.stderr);
    // No macOS há um /usr/bin/java que só diz onde comprar o de verdade.
    let versao = versao_do_java(&dito).unwrap_or(0);
    ensure!(
        versao >= JAVA_MINIMO,
        "o Kafka precisa do Java {JAVA_MINIMO} ou mais novo, e {} disse: {}. Instale-o: \
         `sudo apt-get install {}` no Debian e no Ubuntu, `brew install {}` no macOS",
        caminho.display(),
        dito.lines().next().unwrap_or("nada"),
        java.debian,
        java.brew
    );
    Ok(())
}

/// O primeiro número da versão: `openjdk version "17.0.15" 2025-04-15` é 17.
fn versao_do_java(dito: &str) -> Option<u32> {
    let (_, versao) = dito.split_once("version \"")?;
    let numero = versao.split(|c: char| !c.is_ascii_digit()).next()?;
    numero.parse().ok()
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_versao_do_java_se_le_do_que_ele_diz() {
        for (dito, versao) in [
            ("openjdk version \"17.0.15\" 2025-04-15", Some(17)),
            ("java version \"1.8.0_412\"", Some(1)),
            ("openjdk version \"25\" 2025-09-16", Some(25)),
            ("Unable to locate a Java Runtime.", None),
        ] {
            assert_eq!(versao_do_java(dito), versao, "{dito}");
        }
    }
}
