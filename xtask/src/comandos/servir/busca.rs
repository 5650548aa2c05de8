//! A busca se refaz depois de a página estar no ar, e não antes.
//!
//! O índice é do livro inteiro e custa quase tanto quanto a construção; quem acabou de gravar
//! um parágrafo espera pela página, e só depois, às vezes, pela busca. O acabamento deixa um
//! pedido num arquivo, e o `serve`, que está sempre de pé, o atende.

use crate::acabamento::{busca, paginas};
use crate::arquivo::gravar_inteiro;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Instant;

/// Pede a quem serve que refaça a busca de `site`.
///
/// # Erros
/// Um índice velho que não se apaga, ou um pedido que não se grava.
pub fn pedir(pedido: &Path, site: &Path) -> Result<()> {
    apagar(&site.join(busca::PASTA))?;
    let caminho = site
        .to_str()
        .with_context(|| format!("o caminho {} não é UTF-8", site.display()))?;
    gravar_inteiro(pedido, caminho)
}

/// Atende os pedidos, um por vez, numa thread à parte.
pub struct Refeita {
    /// Some com o que estiver dentro quando o `serve` acaba.
    _pasta: tempfile::TempDir,
    pedido: PathBuf,
    fazendo: Option<JoinHandle<()>>,
}

impl Refeita {
    /// # Erros
    /// Quando não há onde guardar os pedidos.
    pub fn nova() -> Result<Self> {
        let pasta =
            tempfile::tempdir().context("não consigo criar uma pasta temporária")?;
        Ok(Self {
            pedido: pasta.path().join("pedido"),
            _pasta: pasta,
            fazendo: None,
        })
    }

    /// O arquivo em que o acabamento deixa o pedido.
    pub fn pedido(&self) -> &Path {
        &self.pedido
    }

    /// Começa a atender, se há pedido e ninguém o atende; não espera pelo fim.
    pub fn atender(&mut self) {
        if self.fazendo.as_ref().is_some_and(|f| !f.is_finished())
            || !self.pedido.exists()
        {
            return;
        }
        let pedido = self.pedido.clone();
        self.fazendo = Some(std::thread::spawn(move || {
            let inicio = Instant::now();
            match refazer(&pedido) {
                Ok(()) => eprintln!("busca pronta ({} ms)", inicio.elapsed().as_millis()),
                Err(erro) => eprintln!("aviso: a busca não se refez: {erro:#}"),
            }
        }));
    }
}

/// Refaz a busca do site que o pedido nomeia; outro pedido que chegue no meio é atendido depois.
fn refazer(pedido: &Path) -> Result<()> {
    let site = PathBuf::from(std::fs::read_to_string(pedido)?);
    std::fs::remove_file(pedido)?;
    // Ao lado do site: renomear só é atômico dentro de um mesmo disco, e o mdBook, que pode
    // estar apagando o site para o refazer, não encontra um índice pela metade.
    let rascunho = site.with_file_name("busca");
    apagar(&rascunho)?;
    busca::indexar(&rascunho, &paginas::ler(&site)?)?;
    let pronta = site.join(busca::PASTA);
    apagar(&pronta)?;
    std::fs::rename(&rascunho, &pronta)
        .with_context(|| format!("não consigo criar {}", pronta.display()))
}

fn apagar(pasta: &Path) -> Result<()> {
    match std::fs::remove_dir_all(pasta) {
        Err(erro) if erro.kind() != std::io::ErrorKind::NotFound => {
            Err(erro).with_context(|| format!("não consigo apagar {}", pasta.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod testes {
    use super::*;

    fn site_com(frase: &str) -> tempfile::TempDir {
        let pasta = tempfile::tempdir().expect("pasta temporária");
        let site = pasta.path().join("html");
        std::fs::create_dir(&site).expect("cria o site");
        escrever(&site, frase);
        pasta
    }

    fn escrever(site: &Path, frase: &str) {
        let pagina = format!(
            "<html lang=\"pt-BR\"><body><main data-pagefind-body><h1>{frase}</h1></main></body></html>"
        );
        std::fs::write(site.join("a.html"), pagina).expect("grava a página");
    }

    /// Quantos trechos o índice guarda: um por página indexada.
    fn trechos(site: &Path) -> usize {
        std::fs::read_dir(site.join(busca::PASTA).join("fragment"))
            .map_or(0, Iterator::count)
    }

    #[test]
    fn o_pedido_atendido_publica_o_indice_e_some() {
        let livro = site_com("relógios");
        let (site, pedido) = (livro.path().join("html"), livro.path().join("pedido"));
        pedir(&pedido, &site).expect("pede");
        refazer(&pedido).expect("refaz");
        assert_eq!(trechos(&site), 1);
        assert!(!pedido.exists(), "o pedido atendido não pode ficar");
        assert!(
            !livro.path().join("busca").exists(),
            "o rascunho virou o índice"
        );
    }

    #[test]
    fn pedir_tira_do_ar_o_indice_do_texto_velho() {
        let livro = site_com("relógios");
        let (site, pedido) = (livro.path().join("html"), livro.path().join("pedido"));
        pedir(&pedido, &site).expect("pede");
        refazer(&pedido).expect("refaz");
        pedir(&pedido, &site).expect("pede outra vez");
        assert_eq!(trechos(&site), 0);
    }

    #[test]
    fn quem_serve_atende_sem_esperar() {
        let livro = site_com("relógios");
        let site = livro.path().join("html");
        let mut refeita = Refeita::nova().expect("há pasta temporária");
        refeita.atender();
        assert!(refeita.fazendo.is_none(), "não há o que atender");
        pedir(refeita.pedido(), &site).expect("pede");
        refeita.atender();
        let thread = refeita.fazendo.take().expect("começou a atender");
        thread.join().expect("a thread termina");
        assert_eq!(trechos(&site), 1);
    }
}
