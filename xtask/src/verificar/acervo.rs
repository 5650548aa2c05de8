//! Tudo o que a conferência lê do disco, lido uma vez.

use super::listagens::{self, Listagem};
use super::pagina::Pagina;
use crate::leitura::documento::Documento;
use crate::problema::Problema;
use mdbook_preprocessor::config::Config;
use std::path::{Path, PathBuf};

/// Os textos do livro.
pub struct Acervo {
    pub raiz: PathBuf,
    /// O `book.toml`, quando se deixa ler.
    pub config: Option<Config>,
    /// A pasta dos capítulos, relativa à raiz; quase sempre `src`.
    pub fonte: PathBuf,
    pub sumario: Option<Documento>,
    /// Os `.md` da pasta, em ordem, menos o sumário.
    pub textos: Vec<Documento>,
    pub leiame: Option<Documento>,
    pub listagens: Vec<Listagem>,
}

/// O acervo com o Markdown já lido; é o que as conferências recebem.
pub struct Livro<'a> {
    pub acervo: &'a Acervo,
    pub paginas: Vec<Pagina<'a>>,
    pub leiame: Option<Pagina<'a>>,
}

impl Acervo {
    /// Lê o livro; o que não se deixa ler vira problema.
    pub fn ler(raiz: &Path, problemas: &mut Vec<Problema>) -> Self {
        let config = configuracao(raiz, problemas);
        let fonte = config.as_ref().map_or("src".into(), |c| c.book.src.clone());
        let mut textos = Vec::new();
        for caminho in arquivos(raiz, &fonte) {
            if caminho.extension().is_some_and(|e| e == "md") {
                textos.extend(documento(raiz, caminho, problemas));
            }
        }
        let nome_do_sumario = fonte.join("SUMMARY.md");
        let sumario = textos
            .iter()
            .position(|d| d.caminho == nome_do_sumario)
            .map(|i| textos.remove(i));
        let leiame = raiz.join("README.md").is_file();
        Self {
            leiame: leiame
                .then(|| documento(raiz, "README.md".into(), problemas))
                .flatten(),
            listagens: listagens::ler(raiz),
            raiz: raiz.to_owned(),
            config,
            fonte,
            sumario,
            textos,
        }
    }

    /// A listagem dona de um arquivo.
    pub fn listagem_de(&self, arquivo: &Path) -> Option<&Listagem> {
        self.listagens
            .iter()
            .find(|l| arquivo.starts_with(&l.pasta))
    }
}

impl<'a> Livro<'a> {
    pub fn novo(acervo: &'a Acervo) -> Self {
        Self {
            paginas: acervo.textos.iter().map(Pagina::nova).collect(),
            leiame: acervo.leiame.as_ref().map(Pagina::nova),
            acervo,
        }
    }

    /// A página de um arquivo relativo à raiz.
    pub fn pagina(&self, caminho: &Path) -> Option<&Pagina<'a>> {
        self.paginas.iter().find(|p| p.documento.caminho == caminho)
    }
}

fn configuracao(raiz: &Path, problemas: &mut Vec<Problema>) -> Option<Config> {
    let lida = std::fs::read_to_string(raiz.join("book.toml"))
        .map_err(anyhow::Error::from)
        .and_then(|texto| texto.parse());
    lida.map_err(|erro| {
        problemas.push(Problema::novo(
            "book.toml",
            1,
            format!("não consigo ler a configuração do livro: {erro:#}"),
            "rode na raiz do repositório, ou diga onde está o livro com --livro PASTA",
        ));
    })
    .ok()
}

fn documento(
    raiz: &Path,
    caminho: PathBuf,
    problemas: &mut Vec<Problema>,
) -> Option<Documento> {
    match std::fs::read_to_string(raiz.join(&caminho)) {
        // O mesmo texto em toda máquina: o Git do Windows troca os fins de linha.
        Ok(texto) => {
            let sem_marca = texto.strip_prefix('\u{feff}');
            if sem_marca.is_some() {
                problemas.push(Problema::novo(
                    &caminho,
                    1,
                    "o arquivo começa por uma marca de ordem de bytes (BOM), que não se vê",
                    "grave-o como UTF-8 sem BOM",
                ));
            }
            let texto = sem_marca.unwrap_or(&texto).replace("\r\n", "\n");
            Some(Documento::novo(caminho, texto))
        }
        Err(erro) => {
            problemas.push(Problema::novo(
                caminho,
                1,
                format!("não consigo ler o arquivo: {erro}"),
                "grave-o como texto em UTF-8",
            ));
            None
        }
    }
}

/// Os arquivos sob `pasta`, relativos à raiz e em ordem; pastas ocultas ficam de fora.
pub fn arquivos(raiz: &Path, pasta: &Path) -> Vec<PathBuf> {
    let mut achados = Vec::new();
    let mut pastas = vec![pasta.to_owned()];
    while let Some(pasta) = pastas.pop() {
        let Ok(entradas) = std::fs::read_dir(raiz.join(&pasta)) else {
            continue;
        };
        for entrada in entradas.flatten() {
            let nome = entrada.file_name();
            let texto = nome.to_string_lossy();
            if texto.starts_with('.') || texto == "node_modules" || texto == "target" {
                continue;
            }
            match entrada.file_type() {
                Ok(tipo) if tipo.is_dir() => pastas.push(pasta.join(&nome)),
                Ok(_) => achados.push(pasta.join(&nome)),
                Err(_) => {}
            }
        }
    }
    achados.sort();
    achados
}
