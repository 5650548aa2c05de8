//! Um comando do Cargo como o livro o escreve.

use super::{Recusa, recusa};

/// O que se lê de um `cargo run`, `test`, `bench` ou `build`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comando {
    pub acao: String,
    pub pacotes: Vec<String>,
    /// `--bin`, `--test`, `--bench` ou `--lib`, e o nome do alvo.
    pub alvos: Vec<(String, String)>,
    pub filtro: Option<String>,
}

/// As palavras de cada chamada do Cargo num comando, até `--` ou o fim dela, onde quer que a
/// chamada comece: depois de um cano, de uma variável ou de `cargo xtask servicos kafka --`.
pub fn do_cargo(texto: &str) -> Vec<Vec<&str>> {
    let palavras: Vec<&str> = texto.split_whitespace().collect();
    let e_chamada =
        |i: &usize| matches!(palavras[*i], "run" | "test" | "bench" | "build");
    let inicios =
        (1..palavras.len()).filter(|i| palavras[i - 1] == "cargo" && e_chamada(i));
    let fim = |p: &&&str| {
        !matches!(**p, "--" | "|" | "&" | "&&" | "||" | "#" | ";")
            && !p.trim_start_matches('2').starts_with(['>', '<'])
    };
    let chamadas = inicios.map(|i| palavras[i..].iter().take_while(fim));
    chamadas.map(|c| c.copied().collect()).collect()
}

/// Lê as opções que o livro usa; a primeira palavra é a ação.
pub fn analisar(palavras: &[&str]) -> Result<Comando, Recusa> {
    let mut opcoes = palavras.iter().map(|p| p.trim_end_matches(';'));
    let mut comando = Comando {
        acao: opcoes.next().unwrap_or_default().to_owned(),
        ..Comando::default()
    };
    while let Some(opcao) = opcoes.next() {
        let (nome, colado) = match opcao.split_once('=') {
            Some((nome, valor)) => (nome, Some(valor)),
            None => (opcao, None),
        };
        let mut valor = || {
            let valor = colado.or_else(|| opcoes.next());
            valor.unwrap_or_default().to_owned()
        };
        match nome {
            "-p" | "--package" => comando.pacotes.push(valor()),
            "--bin" | "--test" | "--bench" => comando.alvos.push((nome.into(), valor())),
            "--lib" => comando.alvos.push((nome.to_owned(), String::new())),
            "-j" => drop(valor()),
            "-q" | "--quiet" | "--release" | "--locked" | "--offline" | "--bins" => {}
            _ if nome.starts_with('-') => {
                return Err(recusa(
                    format!("opção do Cargo que a conferência não conhece: {nome}"),
                    "use -p, --bin, --test, --bench, --lib, --release ou -q; o que vem depois de -- é livre",
                ));
            }
            _ => comando.filtro = Some(opcao.to_owned()),
        }
    }
    Ok(comando)
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn cada_chamada_e_lida_ate_os_argumentos_do_programa() {
        let chamadas = do_cargo(
            "time RUST_LOG=info cargo run -p a --bin=b -- --modo x | cargo test -p c d 2>&1; e",
        );
        assert_eq!(chamadas[0], ["run", "-p", "a", "--bin=b"]);
        assert_eq!(chamadas[1..], [["test", "-p", "c", "d"]]);
        let comando = analisar(&chamadas[0]).expect("as opções são conhecidas");
        assert_eq!(comando.pacotes, ["a"]);
        assert_eq!(comando.alvos, [("--bin".to_owned(), "b".to_owned())]);
    }

    #[test]
    fn opcao_desconhecida_e_recusada() {
        assert!(analisar(&["test", "-p", "a", "--tset", "b"]).is_err());
    }
}
