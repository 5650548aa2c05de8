//! Um comando do Cargo como o livro o escreve.

/// O que se lê de um `cargo run` ou `cargo test`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Comando {
    pub acao: String,
    pub pacote: Option<String>,
    pub programa: Option<String>,
    pub teste: Option<String>,
    pub filtro: Option<String>,
}

/// Motivo e remédio.
pub type Recusa = (String, String);

/// As palavras do comando até `--`, `|`, `&` ou comentário, sem as variáveis de ambiente do começo.
pub fn palavras(texto: &str) -> Vec<&str> {
    texto
        .split_whitespace()
        .skip_while(|p| p.contains('=') && !p.starts_with('-'))
        .take_while(|p| !matches!(*p, "--" | "|" | "&" | "&&" | ">" | "#"))
        .collect()
}

/// Lê as opções de `cargo run` e `cargo test` que o livro usa.
pub fn analisar(acao: &str, opcoes: &[&str]) -> Result<Comando, Recusa> {
    let mut comando = Comando {
        acao: acao.to_owned(),
        ..Comando::default()
    };
    let mut opcoes = opcoes.iter();
    while let Some(opcao) = opcoes.next() {
        let (nome, colado) = match opcao.split_once('=') {
            Some((nome, valor)) => (nome, Some(valor)),
            None => (*opcao, None),
        };
        let destino = match nome {
            "-p" | "--package" => &mut comando.pacote,
            "--bin" => &mut comando.programa,
            "--test" => &mut comando.teste,
            "-q" | "--quiet" | "--release" | "--lib" | "--locked" => continue,
            _ if nome.starts_with('-') => return Err(opcao_desconhecida(nome)),
            _ => {
                comando.filtro = Some((*opcao).to_owned());
                continue;
            }
        };
        *destino = colado.or_else(|| opcoes.next().copied()).map(str::to_owned);
    }
    Ok(comando)
}

fn opcao_desconhecida(nome: &str) -> Recusa {
    (
        format!("opção do Cargo que a conferência não conhece: {nome}"),
        "use -p, --bin, --test, --lib, --release ou -q; o que vem depois de -- é livre"
            .to_owned(),
    )
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn o_comando_e_lido_ate_os_argumentos_do_programa() {
        let palavras = palavras("RUST_LOG=info cargo run -p a --bin=b -- --modo x");
        assert_eq!(palavras, ["cargo", "run", "-p", "a", "--bin=b"]);
        let comando = analisar("run", &palavras[2..]).expect("as opções são conhecidas");
        assert_eq!(comando.pacote.as_deref(), Some("a"));
        assert_eq!(comando.programa.as_deref(), Some("b"));
    }

    #[test]
    fn opcao_desconhecida_e_recusada() {
        assert!(analisar("test", &["-p", "a", "--tset", "b"]).is_err());
    }
}
