//! O livro dos efeitos: uma linha por tarefa feita, com o identificador dela.
//!
//! O broker entrega ao menos uma vez; é o livro que faz o efeito ser um só.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// O arquivo e os identificadores que ele já tem.
pub struct Livro {
    arquivo: File,
    feitas: HashSet<String>,
}

impl Livro {
    /// Abre o livro, ou começa um. Uma última linha sem fim de linha é de quem
    /// morreu ao escrevê-la: apaga-se, e a tarefa dela será refeita.
    ///
    /// # Errors
    /// O arquivo não se abre, ou não é texto.
    pub fn abrir(caminho: &Path) -> io::Result<Self> {
        let mut opcoes = OpenOptions::new();
        let opcoes = opcoes.read(true).write(true).create(true).truncate(false);
        let mut arquivo = opcoes.open(caminho)?;
        // Dois trabalhadores no mesmo livro não veriam um o que o outro fez.
        if arquivo.try_lock().is_err() {
            let motivo = format!("{} está com outro trabalhador", caminho.display());
            return Err(io::Error::other(motivo));
        }
        let mut texto = String::new();
        arquivo.read_to_string(&mut texto)?;
        let inteiras = texto.rfind('\n').map_or(0, |fim| fim + 1);
        arquivo.set_len(inteiras as u64)?;
        arquivo.seek(SeekFrom::End(0))?;
        let linhas = texto[..inteiras].lines();
        let feitas = linhas.filter_map(|l| l.split_whitespace().next());
        let feitas = feitas.map(str::to_owned).collect();
        Ok(Self { arquivo, feitas })
    }

    // ANCHOR: anotar
    /// Anota o resultado, se ainda não estava anotado; diz se anotou.
    ///
    /// # Errors
    /// O disco não grava; então o efeito não houve, e não se confirma.
    pub fn anotar(&mut self, id: &str, resultado: i64) -> io::Result<bool> {
        if self.feitas.contains(id) {
            return Ok(false);
        }
        self.arquivo
            .write_all(format!("{id} {resultado}\n").as_bytes())?;
        self.feitas.insert(id.to_owned());
        Ok(true)
    }
    // ANCHOR_END: anotar
}

#[cfg(test)]
mod testes {
    use super::*;

    #[test]
    fn a_mesma_tarefa_tem_um_so_efeito_mesmo_depois_de_reabrir() {
        let pasta = tempfile::tempdir().expect("há onde gravar");
        let caminho = pasta.path().join("livro.txt");
        let mut livro = Livro::abrir(&caminho).expect("abre");
        assert!(livro.anotar("a", 1).expect("grava"));
        assert!(!livro.anotar("a", 1).expect("grava"));
        assert!(Livro::abrir(&caminho).is_err(), "é de um trabalhador só");
        drop(livro);
        let mut livro = Livro::abrir(&caminho).expect("abre");
        assert!(!livro.anotar("a", 1).expect("grava"));
        assert_eq!(std::fs::read_to_string(&caminho).expect("é texto"), "a 1\n");
    }

    #[test]
    fn a_linha_cortada_pela_morte_nao_conta_como_feita() {
        let pasta = tempfile::tempdir().expect("há onde gravar");
        let caminho = pasta.path().join("livro.txt");
        for corte in 0.."b 25".len() {
            std::fs::write(&caminho, format!("a 1\n{}", &"b 25"[..=corte]))
                .expect("grava");
            let mut livro = Livro::abrir(&caminho).expect("abre");
            assert!(livro.anotar("b", 25).expect("grava"), "cortada em {corte}");
            let texto = std::fs::read_to_string(&caminho).expect("é texto");
            assert_eq!(texto, "a 1\nb 25\n");
        }
    }
}
