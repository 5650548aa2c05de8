//! O que a conferência precisa saber da máquina, lido uma vez e trocável nos testes.

use std::env;
use std::path::PathBuf;

/// Onde se roda e onde pode estar o dicionário.
#[derive(Debug, Clone, Default)]
pub struct Ambiente {
    /// Na integração contínua a falta do dicionário é um problema, e não um aviso.
    pub ci: bool,
    /// Os `.dic` a tentar, em ordem; ao lado de cada um está o seu `.aff`.
    pub dicionarios: Vec<PathBuf>,
    /// O programa que desenha os diagramas; sem ele, só se confere o que se vê no texto deles.
    pub desenhista: Option<PathBuf>,
}

const PASTAS: &str =
    "/usr/share/hunspell /usr/share/myspell/dicts /usr/share/myspell /Library/Spelling";

const NOMES: [&str; 2] = ["pt_BR.dic", "pt-BR.dic"];

impl Ambiente {
    /// O desta máquina. `CURSO_DICIONARIO` aponta um `.dic`; `DICPATH` são as pastas do Hunspell.
    pub fn do_sistema() -> Self {
        Self {
            ci: env::var_os("CI").is_some_and(|valor| valor == "true" || valor == "1"),
            dicionarios: candidatos(),
            desenhista: None,
        }
    }
}

fn candidatos() -> Vec<PathBuf> {
    if let Some(escolhido) = env::var_os("CURSO_DICIONARIO") {
        // Quem escolheu um dicionário não quer outro em silêncio.
        return vec![escolhido.into()];
    }
    let das_pastas = env::var_os("DICPATH").unwrap_or_default();
    let mut pastas: Vec<PathBuf> = env::split_paths(&das_pastas).collect();
    pastas.extend(PASTAS.split(' ').map(PathBuf::from));
    pastas.extend(env::home_dir().map(|casa| casa.join("Library/Spelling")));
    let nomes = |pasta: &PathBuf| NOMES.map(|nome| pasta.join(nome));
    pastas.iter().flat_map(nomes).collect()
}
