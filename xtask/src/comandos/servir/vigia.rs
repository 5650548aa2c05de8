//! O que muda no livro enquanto ele é servido.

use super::Aviso;
use crate::problema::Em;
use anyhow::{Context, Result};
use mdbook_driver::config::Config;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

const LIMITE: &str = "o sistema não deixa vigiar mais arquivos; \
                      aumente o limite: sudo sysctl fs.inotify.max_user_watches=524288";

/// Avisa a cada mudança no que o livro lê; para quando o que devolve sai de cena.
pub fn vigiar(raiz: &Path, avisar: Sender<Aviso>) -> Result<RecommendedWatcher> {
    let raiz = raiz.canonicalize().em("ler", raiz)?;
    let daqui = raiz.clone();
    let mut vigia = notify::recommended_watcher(move |evento: notify::Result<Event>| {
        // Um evento que se perdeu não diz o que mudou: refaz-se o livro, que não custa muito.
        if evento.is_ok_and(|evento| !interessa(&daqui, &evento)) {
            return;
        }
        avisar.send(Aviso::Mudou).ok();
    })
    .context("não consigo vigiar arquivos neste sistema")?;
    // Vigia-se a pasta do book.toml, e não ele: um editor grava outro e o põe no lugar.
    let na_raiz = (raiz.clone(), RecursiveMode::NonRecursive);
    let dentro = pastas(&raiz).into_iter();
    let dentro = dentro.map(|p| (p, RecursiveMode::Recursive));
    for (pasta, modo) in dentro.chain([na_raiz]) {
        vigia.watch(&pasta, modo).map_err(|erro| {
            let causa = match erro.kind {
                notify::ErrorKind::MaxFilesWatch => LIMITE.to_owned(),
                _ => erro.to_string(),
            };
            anyhow::anyhow!("não consigo vigiar {}: {causa}", pasta.display())
        })?;
    }
    Ok(vigia)
}

/// As pastas de que o livro se faz, pelo que diz o `book.toml`.
fn pastas(raiz: &Path) -> Vec<PathBuf> {
    // Um book.toml que não se lê é dito pela construção; vigia-se o que se sabe.
    let config = Config::from_disk(raiz.join("book.toml")).unwrap_or_default();
    let tema = config.html_config().and_then(|html| html.theme);
    let mut pastas = config.build.extra_watch_dirs;
    pastas.push(config.book.src);
    pastas.extend(tema);
    let pastas = pastas.iter().map(|p| raiz.join(p));
    pastas.filter(|p| p.is_dir()).collect()
}

fn interessa(raiz: &Path, evento: &Event) -> bool {
    // Construir o livro também o lê: quem reagisse à leitura não pararia mais.
    !matches!(evento.kind, EventKind::Access(_))
        && (evento.need_rescan() || evento.paths.iter().any(|p| e_do_livro(raiz, p)))
}

/// Da raiz só interessa o `book.toml`; das outras pastas, o que não é oculto, provisório de um
/// editor ou feito por máquina.
fn e_do_livro(raiz: &Path, caminho: &Path) -> bool {
    let Ok(relativo) = caminho.strip_prefix(raiz) else {
        return false;
    };
    if relativo.parent() == Some(Path::new("")) && raiz.join(relativo).is_file() {
        return relativo == Path::new("book.toml");
    }
    let feito = relativo.starts_with("target") || relativo.starts_with("book");
    !feito
        && !relativo.components().any(|parte| {
            let nome = parte.as_os_str().to_string_lossy();
            nome.starts_with(['.', '#'])
            || nome.ends_with(['~', '#'])
            // O arquivo com que o Vim experimenta a pasta antes de gravar.
            || ["4913", "node_modules"].contains(&&*nome)
        })
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn so_interessa_o_que_o_livro_le() {
        let raiz = tempfile::tempdir().expect("pasta temporária");
        let raiz = raiz.path();
        for nome in ["book.toml", "Cargo.lock"] {
            std::fs::write(raiz.join(nome), "").expect("a pasta é nossa");
        }
        for (nome, vale) in [
            ("book.toml", true),
            ("Cargo.lock", false),
            ("src", true),
            ("src/redes/sockets.md", true),
            ("listings/eco/src/lib.rs", true),
            ("src/book/target/a.md", true),
            ("book/html/index.html", false),
            ("src/.#prefacio.md", false),
            ("src/.prefacio.md.swp", false),
            ("src/#prefacio.md#", false),
            ("src/prefacio.md~", false),
            ("src/4913", false),
            ("theme/testes/node_modules/a.js", false),
            ("target/servido/1/livro-1/html/index.html", false),
        ] {
            assert_eq!(e_do_livro(raiz, &raiz.join(nome)), vale, "{nome}");
        }
        assert!(!e_do_livro(raiz, Path::new("/outra/src/a.md")));
    }
}
