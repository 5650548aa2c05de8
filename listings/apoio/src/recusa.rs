//! Confere que um programa não compila, e com que palavras o compilador o recusa.
//!
//! Os casos só usam a biblioteca padrão, e por isso basta o `rustc`: um quarto de
//! segundo cada um, sem projeto algum a montar em volta.

use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::{env, fs};

use crate::saida::desta_crate;

/// O compilador cujas palavras estão nos `.stderr` de `tests/ui`.
const GRAVADO_COM: &str = "rustc 1.95.0 ";

/// Compila cada `tests/ui/*.rs` da crate que chama e confere a recusa com o
/// `.stderr` ao lado.
///
/// As palavras mudam de uma versão do compilador para outra, e o curso roda em
/// qualquer uma a partir da 1.95: nas outras, confere que o programa continua
/// recusado, e pelo mesmo código de erro.
///
/// # Panics
/// Se um caso compilar, for recusado de outro modo ou não tiver `.stderr`, e se
/// não houver caso algum. Para regravar: `ATUALIZAR_SAIDAS=1`.
pub fn conferir() {
    let casos = casos(&desta_crate("tests/ui"));
    assert!(!casos.is_empty(), "não há caso algum em tests/ui");
    let mesmas_palavras = versao().starts_with(GRAVADO_COM);
    for caso in casos {
        conferir_caso(&caso, mesmas_palavras);
    }
}

fn compilador() -> Command {
    Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
}

fn versao() -> String {
    let resposta = compilador().arg("--version").output();
    let resposta = resposta.expect("o cargo que roda o teste tem um rustc");
    String::from_utf8(resposta.stdout).expect("a versão é texto")
}

fn casos(pasta: &Path) -> Vec<PathBuf> {
    let pasta = fs::read_dir(pasta).expect("a crate tem a pasta tests/ui");
    pasta
        .map(|entrada| entrada.expect("a pasta se lê").path())
        .filter(|arquivo| arquivo.extension().is_some_and(|e| e == "rs"))
        .collect()
}

fn conferir_caso(caso: &Path, mesmas_palavras: bool) {
    let (compilou, dito) = compilar(caso);
    assert!(!compilou, "o compilador devia recusar {}", caso.display());
    let mostrado = caso.with_extension("stderr");
    if mesmas_palavras && env::var_os("ATUALIZAR_SAIDAS").is_some() {
        fs::write(&mostrado, &dito).expect("não consegui gravar a recusa");
        return;
    }
    let gravado = fs::read_to_string(&mostrado)
        .unwrap_or_else(|e| panic!("{} não tem .stderr: {e}", caso.display()));
    let gravado = gravado.replace("\r\n", "\n");
    let codigo = gravado.split([' ', ':']).next().unwrap_or_default();
    assert!(
        codigo.starts_with("error["),
        "o .stderr de {} devia começar pelo código do erro",
        caso.display()
    );
    assert!(
        if mesmas_palavras {
            dito == gravado
        } else {
            dito.contains(codigo)
        },
        "o compilador devia recusar {} assim:\n{gravado}\nele disse:\n{dito}\nSe a \
         mudança é de propósito: ATUALIZAR_SAIDAS=1 cargo test",
        caso.display()
    );
}

/// Se o caso compila, e o que o compilador diz dele, sem a despedida.
fn compilar(caso: &Path) -> (bool, String) {
    // Do processo: outra crate pode estar a conferir os seus casos ao mesmo tempo.
    let sobra = env::temp_dir().join(format!("recusado-{}.rmeta", process::id()));
    let raiz = caso.ancestors().nth(3).expect("o caso está em tests/ui");
    let nome = caso.file_name().expect("o caso é um arquivo");
    let resposta = compilador()
        .args(["--edition", "2024", "--emit", "metadata", "-o"])
        .arg(&sobra)
        // Da raiz da crate e com `/`: é o caminho que a mensagem mostra, em
        // qualquer sistema.
        .arg(format!("tests/ui/{}", nome.to_string_lossy()))
        .current_dir(raiz)
        .output()
        .expect("o compilador roda");
    // Só existe se o caso compilou.
    let _ = fs::remove_file(sobra);
    let dito = String::from_utf8_lossy(&resposta.stderr).replace("\r\n", "\n");
    let sem_despedida = dito.split("\nerror: aborting due to").next();
    (
        resposta.status.success(),
        sem_despedida.unwrap_or_default().to_owned(),
    )
}

#[cfg(test)]
mod testes {
    use super::*;

    const MOVIDO: &str = "fn main() { let a = vec![1]; let b = a; drop((a, b)); }";

    fn confere(programa: &str, gravado: &str, mesmas_palavras: bool) {
        let pasta = tempfile::tempdir().expect("há onde pôr o caso");
        let ui = pasta.path().join("tests/ui");
        fs::create_dir_all(&ui).expect("a pasta é nossa");
        let caso = ui.join("caso.rs");
        fs::write(&caso, programa).expect("gravei o caso");
        fs::write(caso.with_extension("stderr"), gravado).expect("gravei o .stderr");
        conferir_caso(&caso, mesmas_palavras);
    }

    #[test]
    fn com_outro_compilador_basta_o_mesmo_codigo() {
        confere(MOVIDO, "error[E0382]: other words\n", false);
    }

    #[test]
    #[should_panic(expected = "devia recusar")]
    fn com_o_mesmo_compilador_as_palavras_contam() {
        confere(MOVIDO, "error[E0382]: other words\n", true);
    }

    #[test]
    #[should_panic(expected = "devia recusar")]
    fn recusado_por_outro_motivo_nao_serve() {
        confere(MOVIDO, "error[E0499]: other words\n", false);
    }

    #[test]
    #[should_panic(expected = "devia recusar")]
    fn o_que_compila_nao_serve() {
        confere("fn main() {}", "error[E0382]: other words\n", false);
    }
}
