//! O livro dos efeitos: uma linha por tarefa feita, com o identificador dela.
//!
//! O broker entrega ao menos uma vez; é o livro que faz o efeito ser um só.

mod abrir;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Write};

pub use abrir::ErroDeLivro;

/// O maior identificador que cabe numa linha.
pub const MAIOR_ID: usize = 200;

/// Onde o livro escreve: um arquivo ou, nos testes, um disco que falha.
pub trait Disco: Write {
    /// Volta só quando o que foi escrito sobreviveria a uma queda.
    ///
    /// # Errors
    /// Se o sistema não pôde garantir isso.
    fn sincronizar(&mut self) -> io::Result<()>;
}

impl Disco for File {
    fn sincronizar(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

/// O disco e os identificadores que ele já tem.
pub struct Livro<D = File> {
    disco: D,
    feitas: HashSet<String>,
    quebrado: bool,
}

impl<D: Disco> Livro<D> {
    // ANCHOR: anotar
    /// Anota o resultado, se ainda não estava anotado; diz se anotou. Quando volta, a
    /// linha está no disco.
    ///
    /// # Errors
    /// O disco falhou. Não se sabe o que ficou nele, inteiro ou pela metade: não se
    /// confirma, e nada mais se anota até reabrir o livro.
    pub fn anotar(&mut self, id: &str, resultado: i64) -> io::Result<bool> {
        if self.quebrado {
            return Err(io::Error::other("o disco falhou antes; reabra o livro"));
        }
        if self.feitas.contains(id) {
            return Ok(false);
        }
        let linha = format!("{id} {resultado}\n");
        let escrita = self.disco.write_all(linha.as_bytes());
        let gravada = escrita.and_then(|()| self.disco.sincronizar());
        self.quebrado = gravada.is_err();
        gravada?;
        self.feitas.insert(id.to_owned());
        Ok(true)
    }
    // ANCHOR_END: anotar
}

/// Se um identificador serve: um texto curto, sem espaço e que se pode mostrar.
pub fn serve(id: &str) -> bool {
    let estranho = |c: char| c.is_whitespace() || c.is_control();
    (1..=MAIOR_ID).contains(&id.len()) && !id.contains(estranho)
}

#[cfg(test)]
mod testes {
    use super::*;

    /// Grava até encher; a linha que não cabe fica pela metade. Conta as sincronizações.
    struct Pequeno {
        escrito: Vec<u8>,
        cabem: usize,
        sincronizado: usize,
    }

    impl Write for Pequeno {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let resta = self.cabem - self.escrito.len();
            if resta == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            let vao = bytes.len().min(resta);
            self.escrito.extend_from_slice(&bytes[..vao]);
            Ok(vao)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Disco for Pequeno {
        fn sincronizar(&mut self) -> io::Result<()> {
            self.sincronizado = self.escrito.len();
            Ok(())
        }
    }

    fn de(cabem: usize) -> Livro<Pequeno> {
        let disco = Pequeno {
            escrito: Vec::new(),
            cabem,
            sincronizado: 0,
        };
        Livro {
            disco,
            feitas: HashSet::new(),
            quebrado: false,
        }
    }

    #[test]
    fn quando_anotar_volta_a_linha_ja_foi_ao_disco() {
        let mut livro = de(100);
        assert!(livro.anotar("a", 1).expect("cabe"));
        assert_eq!(livro.disco.sincronizado, "a 1\n".len());
    }

    #[test]
    fn depois_de_uma_linha_pela_metade_nada_mais_se_anota() {
        let mut livro = de("a 1\nb".len());
        assert!(livro.anotar("a", 1).expect("cabe"));
        assert!(livro.anotar("b", 2).is_err(), "a linha não cabia");
        // Escrita agora, a próxima se emendaria ao pedaço da anterior.
        livro.disco.cabem = 100;
        assert!(livro.anotar("c", 3).is_err());
        assert_eq!(livro.disco.escrito, b"a 1\nb");
    }
}
