//! Tudo o que a conferência lê do disco, lido uma vez.

use super::listagens::{self, Listagem};
use super::pagina::Pagina;
use crate::leitura::arquivos;
use crate::leitura::documento::Documento;
use crate::leitura::inclusao::Pedido;
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
        let e_md = |a: &PathBuf| a.extension().is_some_and(|e| e == "md");
        let textos = arquivos(raiz, &fonte).into_iter().filter(e_md);
        let textos = textos.filter_map(|caminho| documento(raiz, caminho, problemas));
        let mut textos: Vec<_> = textos.collect();
        let sumario = fonte.join("SUMMARY.md");
        let sumario = textos.iter().position(|d| d.caminho == sumario);
        let sumario = sumario.map(|i| textos.remove(i));
        let leiame = Some(PathBuf::from("README.md")).filter(|l| raiz.join(l).is_file());
        Self {
            leiame: leiame.and_then(|leiame| documento(raiz, leiame, problemas)),
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
        let mut listagens = self.listagens.iter();
        listagens.find(|l| arquivo.starts_with(&l.pasta))
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

    /// Cada arquivo que um capítulo inclui, com o pedido.
    pub fn incluidos(&self) -> impl Iterator<Item = (PathBuf, Pedido)> {
        self.paginas.iter().flat_map(|pagina| {
            let pedidos = pagina.inclusoes();
            pedidos.filter_map(|(_, p)| Some((pagina.documento.citado(&p.caminho)?, p)))
        })
    }

    pub fn e_leiame(&self, pagina: &Pagina<'_>) -> bool {
        let leiame = self.leiame.as_ref();
        leiame.is_some_and(|l| std::ptr::eq(l.documento, pagina.documento))
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
    let dizer = |erro| {
        let motivo = format!("não consigo ler a configuração do livro: {erro:#}");
        let remedio =
            "rode na raiz do repositório, ou diga onde está o livro com --livro PASTA";
        problemas.push(Problema::novo("book.toml", 1, motivo, remedio));
    };
    lida.map_err(dizer).ok()
}

fn documento(
    raiz: &Path,
    caminho: PathBuf,
    problemas: &mut Vec<Problema>,
) -> Option<Documento> {
    let mut recusar = |motivo: String, remedio: &str| {
        problemas.push(Problema::novo(&caminho, 1, motivo, remedio));
    };
    let lido = std::fs::read_to_string(raiz.join(&caminho)).map_err(|erro| {
        let motivo = format!("não consigo ler o arquivo: {erro}");
        recusar(motivo, "grave-o como texto em UTF-8");
    });
    let texto = lido.ok()?;
    let sem_marca = texto.strip_prefix('\u{feff}');
    if sem_marca.is_some() {
        let motivo =
            "o arquivo começa por uma marca de ordem de bytes (BOM), que não se vê";
        recusar(motivo.to_owned(), "grave-o como UTF-8 sem BOM");
    }
    // O mesmo texto em toda máquina: o Git do Windows troca os fins de linha.
    let texto = sem_marca.unwrap_or(&texto).replace("\r\n", "\n");
    Some(Documento::novo(caminho, texto))
}

/// Os que têm a extensão, cada um com o seu texto; o que não é texto fica de fora.
pub fn arquivos_com(raiz: &Path, pasta: &Path, extensao: &str) -> Vec<Documento> {
    let achados = arquivos(raiz, pasta).into_iter();
    achados
        .filter(|arquivo| arquivo.extension().is_some_and(|e| e == extensao))
        .filter_map(|arquivo| {
            let texto = std::fs::read_to_string(raiz.join(&arquivo)).ok()?;
            Some(Documento::novo(arquivo, texto))
        })
        .collect()
}
