//! Escrever linhas na saída padrão e no diário sem entrar em pânico.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

use crate::texto::escapar;

/// Escreve uma linha no diário, a saída de erro, com o que não se vê escapado: o
/// nome que um cliente deu, ou o que um servidor respondeu, pode ser uma ordem ao
/// terminal de quem lê.
pub fn registrar(linha: impl Display) {
    // `eprintln!` entraria em pânico se a saída de erro estivesse fechada. A linha
    // vai numa escrita só: processos que dividem a saída não se misturam nela.
    let _ = io::stderr().write_all(no_diario(&linha.to_string()).as_bytes());
}

fn no_diario(texto: &str) -> String {
    let escapadas = texto.split('\n').map(escapar);
    escapadas.fold(String::new(), |tudo, linha| tudo + &linha + "\n")
}

/// Escreve uma linha na saída padrão e a despacha na hora.
///
/// Devolve `false` quando ninguém mais lê a saída (`programa | head -1`): não
/// é um erro, é um pedido para parar. `println!` entraria em pânico.
///
/// # Errors
/// Qualquer outra falha ao escrever.
pub fn escrever_linha(linha: impl Display) -> io::Result<bool> {
    escrever_em(&mut io::stdout().lock(), [linha])
}

/// Escreve as linhas, uma a uma, como [`escrever_linha`]: para na primeira que
/// ninguém lê, e então devolve `false`.
///
/// # Errors
/// Qualquer outra falha ao escrever.
pub fn escrever_linhas(
    linhas: impl IntoIterator<Item = impl Display>,
) -> io::Result<bool> {
    escrever_em(&mut io::stdout().lock(), linhas)
}

fn escrever_em(
    saida: &mut impl Write,
    linhas: impl IntoIterator<Item = impl Display>,
) -> io::Result<bool> {
    for linha in linhas {
        match writeln!(saida, "{linha}").and_then(|()| saida.flush()) {
            Ok(()) => {}
            Err(erro) if erro.kind() == ErrorKind::BrokenPipe => return Ok(false),
            Err(erro) => return Err(erro),
        }
    }
    Ok(true)
}

#[cfg(test)]
mod testes {
    use super::*;

    /// Guarda até tantas linhas; depois falha deste jeito.
    struct Saida(usize, ErrorKind, String);

    impl Write for Saida {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.2.lines().count() == self.0 && self.2.ends_with('\n') {
                return Err(self.1.into());
            }
            self.2 += &String::from_utf8_lossy(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn nenhuma_ordem_ao_terminal_chega_pelo_diario() {
        assert_eq!(no_diario("ana\x1b[2J"), "ana\\u{1b}[2J\n");
        assert_eq!(no_diario("erro: x\nVeja y"), "erro: x\nVeja y\n");
    }

    #[test]
    fn as_linhas_param_na_primeira_que_ninguem_le_e_isso_nao_e_erro() {
        let mut saida = Saida(2, ErrorKind::BrokenPipe, String::new());
        let mut pedidas = 0;
        let linhas = ["um", "dois", "três", "quatro"];
        let linhas = linhas.into_iter().inspect(|_| pedidas += 1);
        assert!(!escrever_em(&mut saida, linhas).expect("não é um erro"));
        assert_eq!((saida.2.as_str(), pedidas), ("um\ndois\n", 3));
        let mut cabe = Saida(9, ErrorKind::BrokenPipe, String::new());
        assert!(escrever_em(&mut cabe, ["um"]).expect("cabe"));
    }

    #[test]
    fn o_disco_cheio_ao_escrever_e_um_erro() {
        let mut saida = Saida(1, ErrorKind::StorageFull, String::new());
        let erro = escrever_em(&mut saida, ["um", "dois"]).expect_err("está cheio");
        assert_eq!(erro.kind(), ErrorKind::StorageFull);
    }
}
