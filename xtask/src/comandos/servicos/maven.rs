//! Os jars do Kafka: o Maven os acha e guarda; nós conferimos cada um.

use super::programas::Programa;
use crate::{comandos::pasta::abrir, problema::Em};
use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const POM: &str = include_str!("../../../servicos/kafka/pom.xml");
const SOMAS: &str = include_str!("../../../servicos/kafka/jars.sha256");
const ONDE: &str = "xtask/servicos/kafka/jars.sha256";

/// Os jars do Kafka, todos conferidos. Ficam no repositório local do Maven; em
/// `target/ferramentas/kafka` fica só a lista, para não chamar o Maven toda vez.
/// Erros: Maven que falta, jar que não vem, ou cuja soma não é a que se guardou.
pub fn jars(raiz: &Path) -> Result<Vec<PathBuf>> {
    let pasta = raiz.join("target/ferramentas/kafka");
    fs::create_dir_all(&pasta).em("criar", &pasta)?;
    // O Maven não espera dois que escrevam no mesmo repositório.
    let vez = abrir(&pasta.join("trava"))?;
    vez.lock().context("não consigo esperar a minha vez")?;
    let guardado = fs::read_to_string(pasta.join("pom.xml"));
    let lista = pasta.join("jars.txt");
    let antes = ler_lista(&lista).unwrap_or_default();
    let serve = guardado.is_ok_and(|pom| pom == POM)
        && !antes.is_empty()
        && antes.iter().all(|jar| jar.is_file());
    if !serve {
        pedir_ao_maven(&pasta, &lista)?;
    }
    let jars = ler_lista(&lista)?;
    conferir(&jars, SOMAS)?;
    Ok(jars)
}

fn ler_lista(lista: &Path) -> Result<Vec<PathBuf>> {
    let texto = fs::read_to_string(lista).em("ler", lista)?;
    Ok(std::env::split_paths(texto.trim()).collect())
}

fn pedir_ao_maven(pasta: &Path, lista: &Path) -> Result<()> {
    let maven = Programa {
        nome: "mvn".into(),
        debian: "maven".into(),
        brew: "maven".into(),
        antes: Vec::new(),
    };
    let maven = maven.achar()?;
    let pom = pasta.join("pom.xml");
    fs::write(&pom, POM).em("gravar", &pom)?;
    eprintln!("servicos: peço os jars do Kafka ao Maven (uns 45 MB, só desta vez)");
    let mut comando = Command::new(&maven);
    comando.args(["--batch-mode", "--quiet", "--strict-checksums", "--file"]);
    comando.arg(&pom).arg("dependency:build-classpath");
    comando.arg(format!("-Dmdep.outputFile={}", lista.display()));
    let estado = comando.status().em("chamar", &maven)?;
    if !estado.success() {
        // Com o pom guardado e a lista velha, a próxima rodada usaria os jars errados.
        fs::remove_file(&pom).ok();
        bail!("o Maven não trouxe os jars do Kafka; a causa está acima");
    }
    Ok(())
}

/// Compara cada jar com a soma guardada, uma linha `soma  nome` para cada um.
fn conferir(jars: &[PathBuf], somas: &str) -> Result<()> {
    let pares = somas.lines().filter_map(|linha| linha.split_once("  "));
    let mut esperadas: HashMap<_, _> = pares.map(|(soma, nome)| (nome, soma)).collect();
    for jar in jars {
        let nome = jar.file_name().unwrap_or_default().to_string_lossy();
        let obtida = soma(jar)?;
        let Some(esperada) = esperadas.remove(nome.as_ref()) else {
            bail!(
                "{} não está em {ONDE}, e por isso não o uso. Se mudou a versão no \
                 pom.xml, confira de onde ele veio e acrescente a linha:\n{obtida}  {nome}",
                jar.display()
            );
        };
        ensure!(
            esperada == obtida,
            "{} não é o arquivo que conferimos, e por isso não o uso:\n  esperada {esperada}\n  \
             obtida   {obtida}\nApague-o e rode de novo. Se voltar igual, alguém o trocou: \
             não mude {ONDE} sem saber quem e por quê",
            jar.display()
        );
    }
    if let Some(nome) = esperadas.into_keys().min() {
        bail!("o Maven não trouxe {nome}, que está em {ONDE}");
    }
    Ok(())
}

fn soma(arquivo: &Path) -> Result<String> {
    let bytes = fs::read(arquivo).em("ler", arquivo)?;
    let soma = Sha256::digest(bytes);
    Ok(soma.iter().map(|b| format!("{b:02x}")).collect())
}

#[cfg(test)]
mod testes {
    use super::*;

    /// A soma de `abc`, do próprio padrão (FIPS 180-4).
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn um_jar(conteudo: &str) -> (tempfile::TempDir, Vec<PathBuf>) {
        let pasta = tempfile::tempdir().expect("pasta temporária");
        let jar = pasta.path().join("a.jar");
        fs::write(&jar, conteudo).expect("a pasta é nossa");
        (pasta, vec![jar])
    }

    #[test]
    fn o_jar_que_confere_passa() {
        let (_pasta, jars) = um_jar("abc");
        conferir(&jars, &format!("{ABC}  a.jar\n")).expect("é o mesmo arquivo");
    }

    #[test]
    fn o_jar_adulterado_e_recusado_com_arquivo_soma_e_remedio() {
        let (_pasta, jars) = um_jar("abd");
        let erro = conferir(&jars, &format!("{ABC}  a.jar\n")).expect_err("mudou");
        let erro = erro.to_string();
        let (caminho, remedio) =
            (jars[0].display().to_string(), "Apague-o e rode de novo");
        for trecho in [&caminho, ABC, "obtida   a52d159f", remedio] {
            assert!(erro.contains(trecho), "faltou {trecho:?} em: {erro}");
        }
    }

    #[test]
    fn o_jar_que_ninguem_conferiu_e_recusado_e_o_que_falta_e_dito() {
        let (_pasta, jars) = um_jar("abc");
        let erro = conferir(&jars, "").expect_err("não está na lista");
        let linha = format!("{ABC}  a.jar");
        assert!(erro.to_string().contains(&linha), "{erro}");
        let erro = conferir(&[], &format!("{ABC}  a.jar\n")).expect_err("não veio");
        assert!(erro.to_string().contains("não trouxe a.jar"), "{erro}");
    }

    #[test]
    fn toda_linha_das_somas_guardadas_e_uma_soma_e_um_nome() {
        for linha in SOMAS.lines() {
            let (soma, nome) = linha.split_once("  ").expect(linha);
            let hexa = soma.len() == 64 && soma.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(hexa && nome.ends_with(".jar"), "{linha}");
        }
        assert!(SOMAS.contains("  kafka_2.13-"), "o Kafka está na lista");
    }
}
