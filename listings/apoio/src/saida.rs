//! Confere o que um programa imprime com o que o livro mostra.
//!
//! Um arquivo em `saidas/` é uma sessão de terminal: as linhas que começam por
//! `$ ` são comandos, as outras são o que eles imprimiram. Um teste refaz a
//! sessão e compara. Quando o programa muda de propósito, grava-se de novo:
//!
//! ```text
//! ATUALIZAR_SAIDAS=1 cargo test -p sockets --test saidas
//! ```

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::teste::rodar;

/// O caminho de um arquivo da crate cujo teste está rodando.
///
/// O `env!` não serviria: diria a pasta de `apoio`, que é quem se compila aqui.
///
/// # Panics
/// Fora do cargo.
pub fn desta_crate(caminho: &str) -> PathBuf {
    Path::new(&do_cargo("CARGO_MANIFEST_DIR")).join(caminho)
}

fn do_cargo(variavel: &str) -> String {
    env::var(variavel).unwrap_or_else(|_| panic!("sem {variavel}: rode pelo cargo test"))
}

/// A linha que o leitor digita para rodar um programa desta crate.
pub fn comando(programa: &str, argumentos: &[&str]) -> String {
    let traco = if argumentos.is_empty() { "" } else { " -- " };
    format!(
        "$ cargo run -q -p {} --bin {programa}{traco}{}\n",
        do_cargo("CARGO_PKG_NAME"),
        argumentos.join(" ")
    )
}

/// Compara `sessao` com o arquivo de `saidas/`, como [`conferir`].
///
/// # Panics
/// Se diferem.
#[track_caller]
pub fn conferir_sessao(arquivo: &str, sessao: &str) {
    conferir(&desta_crate("saidas").join(arquivo), sessao);
}

/// Refaz a sessão que o livro mostra: o programa, uma vez com cada conjunto de
/// argumentos, e o que ele escreveu na saída padrão. A de erro é o diário, que
/// pode dizer tempos e números de processo; quem o mostra monta a sessão com
/// [`comando`] e [`conferir_sessao`].
///
/// # Panics
/// Se o programa não sair com 0, ou se o livro mostra outra coisa.
#[track_caller]
pub fn mostrar(arquivo: &str, executavel: &str, vezes: &[&[&str]]) {
    conferir_sessao(arquivo, &sessao(executavel, vezes));
}

#[track_caller]
fn sessao(executavel: &str, vezes: &[&[&str]]) -> String {
    let programa = Path::new(executavel).file_stem().expect("tem nome");
    let programa = programa.to_str().expect("os nossos nomes são UTF-8");
    let mut sessao = String::new();
    for argumentos in vezes {
        let (status, saida, erro) = rodar(executavel, argumentos);
        assert_eq!(status, Some(0), "{argumentos:?}: {erro}");
        sessao += &(comando(programa, argumentos) + &saida);
    }
    sessao
}

/// Compara `obtida` com o arquivo, linha a linha; com `ATUALIZAR_SAIDAS=1`,
/// grava o arquivo em vez de comparar.
///
/// # Panics
/// Se diferem, dizendo onde e como gravar de novo.
#[track_caller]
pub fn conferir(arquivo: &Path, obtida: &str) {
    let obtida = format!("{}\n", obtida.replace("\r\n", "\n").trim_end());
    if env::var_os("ATUALIZAR_SAIDAS").is_some() {
        fs::write(arquivo, obtida).expect("não consegui gravar a saída");
        return;
    }
    let mostrada = fs::read_to_string(arquivo)
        .unwrap_or_default()
        .replace("\r\n", "\n");
    assert!(
        mostrada == obtida,
        "o programa não imprime mais o que {} mostra.\n--- o livro mostra:\n{mostrada}\n\
         --- o programa imprimiu:\n{obtida}\nSe a mudança é de propósito: \
         ATUALIZAR_SAIDAS=1 cargo test",
        arquivo.display(),
    );
}

/// Troca o endereço sorteado no teste pelo que o leitor verá no livro.
pub fn com_porta(texto: &str, sorteada: std::net::SocketAddr, no_livro: u16) -> String {
    texto.replace(
        &sorteada.to_string(),
        &format!("{}:{no_livro}", sorteada.ip()),
    )
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_caminho_e_o_da_crate_que_se_testa() {
        let receita = fs::read_to_string(desta_crate("Cargo.toml")).expect("existe");
        assert!(receita.contains("name = \"apoio\""), "{receita}");
    }

    #[test]
    fn sem_argumentos_o_comando_nao_tem_o_traco() {
        assert_eq!(comando("eco", &[]), "$ cargo run -q -p apoio --bin eco\n");
        assert_eq!(
            comando("eco", &["--n", "3"]),
            "$ cargo run -q -p apoio --bin eco -- --n 3\n"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_sessao_tem_cada_comando_e_a_saida_dele_sem_o_diario() {
        let duas = "echo mal >&2; echo bem";
        assert_eq!(
            sessao("/bin/sh", &[&["-c", duas], &["-c", "echo fim"]]),
            format!(
                "$ cargo run -q -p apoio --bin sh -- -c {duas}\nbem\n\
                 $ cargo run -q -p apoio --bin sh -- -c echo fim\nfim\n"
            )
        );
    }

    #[cfg(unix)]
    #[test]
    #[should_panic(expected = "o motivo")]
    fn programa_que_falha_nao_vira_sessao() {
        sessao("/bin/sh", &[&["-c", "echo o motivo >&2; exit 1"]]);
    }
}
