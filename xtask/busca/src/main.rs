//! Faz o índice da busca, com o Pagefind e o radicalizador do português: `busca SITE DESTINO`.
//!
//! É um programa à parte porque o Pagefind leva mais de um minuto a compilar, e quem abre o livro
//! pela primeira vez não espera por ele: a página já está no ar quando este programa fica pronto.

use anyhow::{Context, Result};
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use regex::Regex;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use walkdir::WalkDir;

/// O que faz uma página entrar na busca, como o Pagefind pede.
const CORPO: &str = "data-pagefind-body";

/// O que a página tem e a busca não mostra: rótulos, comandos e o texto das figuras.
const FORA: [&str; 4] = [".rode", "a.fonte", ".rotulo", "svg"];

/// O que não é texto: marcas, entidades e o que há dentro dos desenhos.
const MARCAS: &str = r"(?s)<svg.*?</svg>|<[^>]*>|&\w+;";

/// Uma palavra, com os hífens.
const PALAVRA: &str = r"\p{L}[\p{L}\p{N}]*(?:\+\+|#|(?:-[\p{L}\p{N}]+)+)?";

/// As palavras do livro, das mais usadas às menos, com que a página reconhece um erro de digitação.
const PALAVRAS: &str = "palavras.txt";

fn main() -> ExitCode {
    let argumentos: Vec<PathBuf> =
        std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [site, destino] = &argumentos[..] else {
        writeln!(std::io::stderr(), "erro: o uso é: busca SITE DESTINO").ok();
        return ExitCode::from(2);
    };
    match indexar(site, destino) {
        Ok(()) => ExitCode::SUCCESS,
        Err(erro) => {
            writeln!(std::io::stderr(), "erro: {erro:#}").ok();
            ExitCode::FAILURE
        }
    }
}

fn indexar(site: &Path, destino: &Path) -> Result<()> {
    let mut assincrono = tokio::runtime::Builder::new_current_thread();
    let assincrono = assincrono.enable_all().build()?;
    let opcoes = PagefindServiceConfig::builder()
        .exclude_selectors(FORA.map(String::from).to_vec())
        .include_characters("+#".to_owned())
        .build();
    assincrono.block_on(async {
        let mut indice = PagefindIndex::new(Some(opcoes))?;
        let (marcas, palavra) = (Regex::new(MARCAS)?, Regex::new(PALAVRA)?);
        let mut usos = BTreeMap::<String, usize>::new();
        for entrada in WalkDir::new(site).sort_by_file_name() {
            let entrada = entrada.context("não consigo ler o site")?;
            if entrada.path().extension().is_none_or(|e| e != "html") {
                continue;
            }
            let caminho = entrada.path().strip_prefix(site)?;
            let html = std::fs::read_to_string(entrada.path())
                .with_context(|| format!("não consigo ler {}", caminho.display()))?;
            if let Some((_, depois)) = html.split_once(CORPO) {
                let corpo = depois.split("</main>").next().unwrap_or(depois);
                let texto = marcas.replace_all(corpo, " ").to_lowercase();
                for achada in palavra.find_iter(&texto).map(|p| p.as_str()) {
                    let partes = achada.split('-').filter(|parte| *parte != achada);
                    for uma in partes.chain([achada]).filter(|p| p.len() > 1) {
                        *usos.entry(uma.to_owned()).or_default() += 1;
                    }
                }
                let nome = caminho.to_string_lossy().replace('\\', "/");
                let feito = indice.add_html_file(Some(nome), None, html).await;
                feito.with_context(|| format!("na página {}", caminho.display()))?;
            }
        }
        let mut usos: Vec<_> = usos.into_iter().collect();
        usos.sort_by_key(|(_, vezes)| std::cmp::Reverse(*vezes));
        let palavras: Vec<String> = usos.into_iter().map(|(uma, _)| uma).collect();
        gravar(&destino.join(PALAVRAS), palavras.join("\n").as_bytes())?;
        for arquivo in indice.get_files().await? {
            if serve_a_busca(&arquivo.filename) {
                gravar(&destino.join(&arquivo.filename), &arquivo.contents)?;
            }
        }
        Ok(())
    })
}

/// O Pagefind traz também três interfaces prontas, em inglês; a página tem a sua.
fn serve_a_busca(arquivo: &Path) -> bool {
    let nome = arquivo.to_string_lossy();
    !(nome.contains("-ui.")
        || nome.contains("-modular-")
        || nome.contains("-component-")
        || nome.contains("pagefind-highlight"))
}

fn gravar(arquivo: &Path, conteudo: &[u8]) -> Result<()> {
    let pasta = arquivo.parent().unwrap_or(arquivo);
    std::fs::create_dir_all(pasta)
        .and_then(|()| std::fs::write(arquivo, conteudo))
        .with_context(|| format!("não consigo gravar {}", arquivo.display()))
}
