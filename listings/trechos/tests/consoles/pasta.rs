//! A pasta de um ensaio: as do repositório, por ligação, e o que a página criar.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{env, io};

use tempfile::TempDir;
use trechos::livro::raiz;

use crate::processos;
use crate::terminal::escrever_aviso;

/// Onde estão os programas, já compilados.
static PROGRAMAS: LazyLock<PathBuf> = LazyLock::new(|| {
    let um = crate::lista::todos().swap_remove(0).caminho;
    um.parent().expect("um programa está numa pasta").to_owned()
});

/// O `cargo` das páginas: roda o que já está compilado, e nada mais. Na vez semanal, o que elas
/// pedem com `--release` é compilado assim.
const CARGO: &str = r#"#!/bin/sh
comando=$1
case " $* " in
*" --release "*) [ -z "$SEMANAL" ] || exec "$CARGO" "$@" --manifest-path "$RAIZ/Cargo.toml" ;;
esac
shift
case $comando in
build) exit 0 ;;
--version) exec "$CARGO" --version ;;
bench) [ -z "$SEMANAL" ] || exec "$CARGO" bench --manifest-path "$RAIZ/Cargo.toml" "$@" ;;
# O teste já é rodado com os servidores: o shell que os conhece é este mesmo.
xtask) [ "$1 $3 $4" != "servicos -- bash" ] || exit 0 ;;
run)
  while [ $# -gt 0 ]; do
    case $1 in
    -q | --release) ;;
    -p) pacote=$2; shift ;;
    --bin) programa=$2; shift ;;
    --) shift; break ;;
    *) echo "cargo run não é chamado aqui com $1" >&2; exit 127 ;;
    esac
    shift
  done
  CARGO_MANIFEST_DIR=$RAIZ/listings/$pacote exec "$PROGRAMAS/${programa:-$pacote}" "$@"
  ;;
esac
echo "cargo $comando não se roda aqui: marque o bloco com roda=\"nao: …\"" >&2
exit 127
"#;

/// Só acha os processos desta página: o que ela mandar matar não pode ser de outro.
const PGREP: &str = r#"#!/bin/sh
PATH=$ANTES pgrep "$@" | while read -r pid resto; do
  [ "$(readlink "/proc/$pid/cwd")" != "$PWD" ] || echo "$pid${resto:+ $resto}"
done
"#;

pub struct Pasta {
    _guarda: TempDir,
    caminho: PathBuf,
    calcos: PathBuf,
}

impl Pasta {
    pub fn nova() -> io::Result<Self> {
        let guarda = tempfile::tempdir()?;
        let (caminho, calcos) =
            (guarda.path().join("curso"), guarda.path().join("calcos"));
        fs::create_dir_all(caminho.join("target/tmp"))?;
        fs::create_dir(&calcos)?;
        for entrada in fs::read_dir(raiz())? {
            let nome = entrada?.file_name();
            // A pasta .git fica de fora: um `git checkout` mexeria no repositório.
            if nome != "target" && nome != ".git" && !ignorado(&nome) {
                symlink(raiz().join(&nome), caminho.join(&nome))?;
            }
        }
        symlink(&*PROGRAMAS, caminho.join("target/debug"))?;
        let release = if semanal() {
            PROGRAMAS.with_file_name("release")
        } else {
            PROGRAMAS.clone()
        };
        symlink(release, caminho.join("target/release"))?;
        for (nome, texto) in [("cargo", CARGO), ("pgrep", PGREP)] {
            fs::write(calcos.join(nome), texto)?;
            fs::set_permissions(calcos.join(nome), Permissions::from_mode(0o755))?;
        }
        escrever_aviso(&guarda.path().join("bashrc"));
        Ok(Self {
            caminho: caminho.canonicalize()?,
            calcos,
            _guarda: guarda,
        })
    }

    pub fn caminho(&self) -> &Path {
        &self.caminho
    }

    pub fn arquivo_do_bash(&self) -> PathBuf {
        self.calcos.with_file_name("bashrc")
    }

    pub fn ambiente(&self) -> Vec<(&'static str, OsString)> {
        let antes = env::var_os("PATH").unwrap_or_default();
        let mut caminhos = vec![self.calcos.clone()];
        caminhos.extend(env::split_paths(&antes));
        vec![
            (
                "PATH",
                env::join_paths(caminhos).expect("a pasta não tem dois-pontos"),
            ),
            ("ANTES", antes),
            ("RAIZ", raiz().into()),
            ("PROGRAMAS", PROGRAMAS.clone().into()),
            ("CARGO", env::var_os("CARGO").unwrap_or("cargo".into())),
            ("SEMANAL", if semanal() { "1" } else { "" }.into()),
            ("SHELL", "/bin/bash".into()),
            ("TERM", "dumb".into()),
            ("LC_ALL", "C.UTF-8".into()),
        ]
    }

    /// O que a página criou e deixou, e o git veria.
    pub fn restos(&self) -> Vec<String> {
        let entradas = fs::read_dir(&self.caminho).expect("a pasta ainda existe");
        let nomes = entradas.filter_map(|e| Some(e.ok()?.file_name()));
        nomes
            .filter(|nome| !raiz().join(nome).exists() && !ignorado(nome))
            .map(|nome| nome.to_string_lossy().into_owned())
            .collect()
    }
}

impl Drop for Pasta {
    fn drop(&mut self) {
        for processo in processos::da_pasta(&self.caminho) {
            processos::matar(processo.pid);
        }
    }
}

/// A vez de rodar também o que demora: `CONSOLES=semanal cargo test -p trechos --test consoles`.
pub fn semanal() -> bool {
    env::var_os("CONSOLES").is_some_and(|vez| vez == "semanal")
}

fn ignorado(nome: &OsString) -> bool {
    let mut git = Command::new("git");
    git.args(["check-ignore", "-q"])
        .arg(nome)
        .current_dir(raiz());
    git.status().expect("há um git").success()
}
