//! Apache Kafka: um nó só, KRaft, jars do Maven.

use super::programas::Programa;
use super::receita::{Receita, arquivo_do_pid};
use super::{maven, portas, sonda};
use anyhow::{Context, Result, ensure};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;

const JAVA: Programa = Programa {
    nome: "java",
    debian: "default-jre-headless",
    brew: "openjdk",
    antes: &[
        "/opt/homebrew/opt/openjdk/bin",
        "/usr/local/opt/openjdk/bin",
    ],
};

/// O Kafka 4 não roda em outro mais velho.
const JAVA_MINIMO: u32 = 17;

/// O nó é um só e a pasta é nova: o nome do agrupamento pode ser sempre o mesmo.
const AGRUPAMENTO: &str = "Y3Vyc28tZGUtc2lzdGVtYQ";

/// Prepara a pasta e devolve a receita do broker.
///
/// # Erros
/// Java que falta ou é velho, jars que não vêm ou não conferem, pasta que não se
/// formata.
pub fn receitas(raiz: &Path, pasta: &Path) -> Result<Vec<Receita>> {
    let java = JAVA.achar()?;
    conferir_java(&java)?;
    let jars = std::env::join_paths(maven::jars(raiz)?)
        .context("o caminho de um jar tem o separador de caminhos")?;
    let [broker, controlador] = portas::livres()?;
    fs::create_dir_all(pasta)
        .with_context(|| format!("não consigo criar {}", pasta.display()))?;
    let arquivo = pasta.join("server.properties");
    fs::write(&arquivo, configuracao(pasta, broker, controlador))
        .with_context(|| format!("não consigo gravar {}", arquivo.display()))?;
    formatar(&java, &jars, &arquivo)?;
    let endereco = SocketAddr::from((Ipv4Addr::LOCALHOST, broker));
    Ok(vec![Receita {
        nome: "Kafka",
        programa: java,
        argumentos: argumentos(&jars, &arquivo),
        ambiente: Vec::new(),
        pasta: pasta.to_owned(),
        endereco,
        sonda: sonda::kafka,
        antes_dos_outros: false,
        variaveis: vec![
            ("KAFKA_BOOTSTRAP", endereco.to_string().into()),
            ("KAFKA_PID_ARQUIVO", arquivo_do_pid(pasta).into()),
            // Para as ferramentas do próprio Kafka: java -cp "$KAFKA_CLASSPATH" …
            ("KAFKA_CLASSPATH", jars),
        ],
    }])
}

fn argumentos(jars: &OsStr, configuracao: &Path) -> Vec<OsString> {
    [
        "-Xms256m".as_ref(),
        "-Xmx512m".as_ref(),
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn".as_ref(),
        "-cp".as_ref(),
        jars,
        "kafka.Kafka".as_ref(),
        configuracao.as_os_str(),
    ]
    .map(OsStr::to_owned)
    .to_vec()
}

fn configuracao(pasta: &Path, broker: u16, controlador: u16) -> String {
    include_str!("../../../servicos/kafka/server.properties")
        .replace("{BROKER}", &broker.to_string())
        .replace("{CONTROLADOR}", &controlador.to_string())
        .replace("{DADOS}", &pasta.join("dados").display().to_string())
}

fn formatar(java: &Path, jars: &OsStr, configuracao: &Path) -> Result<()> {
    let saida = Command::new(java)
        // Um programa de um segundo: compilar pouco sai mais barato.
        .args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"])
        .arg("-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
        .arg("-cp")
        .arg(jars)
        .args(["kafka.tools.StorageTool", "format"])
        .args(["--cluster-id", AGRUPAMENTO, "--config"])
        .arg(configuracao)
        .output()
        .with_context(|| format!("não consigo chamar {}", java.display()))?;
    ensure!(
        saida.status.success(),
        "o Kafka não formatou a pasta de dados ({}): {}",
        saida.status,
        String::from_utf8_lossy(&saida.stderr).trim()
    );
    Ok(())
}

fn conferir_java(java: &PathBuf) -> Result<()> {
    let saida = Command::new(java)
        .arg("-version")
        .output()
        .with_context(|| format!("não consigo chamar {}", java.display()))?;
    let dito = String::from_utf8_lossy(&saida.stderr).into_owned();
    // No macOS há um /usr/bin/java que só diz onde comprar o de verdade.
    let versao = versao_do_java(&dito).unwrap_or(0);
    ensure!(
        versao >= JAVA_MINIMO,
        "o Kafka precisa do Java {JAVA_MINIMO} ou mais novo, e {} disse: {}. Instale-o: \
         `sudo apt-get install {}` no Debian e no Ubuntu, `brew install {}` no macOS",
        java.display(),
        dito.lines().next().unwrap_or("nada"),
        JAVA.debian,
        JAVA.brew
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

    #[test]
    fn a_configuracao_so_escuta_em_casa_e_nada_pede_a_outro_no() {
        let texto = configuracao(Path::new("/p"), 21_092, 21_093);
        for linha in [
            "advertised.listeners=BROKER://127.0.0.1:21092",
            "controller.quorum.voters=1@127.0.0.1:21093",
            "log.dirs=/p/dados",
        ] {
            assert!(texto.lines().any(|l| l == linha), "faltou {linha}: {texto}");
        }
        let replicas: Vec<_> = texto
            .lines()
            .filter(|l| l.contains("replication.factor") || l.contains("min.isr"))
            .collect();
        assert_eq!(replicas.len(), 5, "{replicas:?}");
        assert!(replicas.iter().all(|l| l.ends_with("=1")), "{replicas:?}");
        assert!(!texto.contains("0.0.0.0"), "{texto}");
    }
}
