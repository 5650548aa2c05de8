//! A lista do curso: `palavras.txt`, uma palavra por linha.
//!
//! Uma palavra em minúsculas vale também com maiúsculas (`socket`, `Socket`); uma escrita com
//! maiúsculas só vale assim (`TCP`, `Nagle`).

use super::{super::acervo::Acervo, texto::partes};
use crate::problema::Problema;
use std::collections::HashMap;
use std::path::PathBuf;

#[derive(Debug, Default)]
pub struct Lista {
    arquivo: PathBuf,
    palavras: HashMap<String, Entrada>,
}

#[derive(Debug)]
struct Entrada {
    linha: usize,
    usada: bool,
}

impl Lista {
    /// Lê a lista e recusa repetição e desordem; a falta do arquivo é uma lista vazia.
    pub fn ler(acervo: &Acervo, problemas: &mut Vec<Problema>) -> Self {
        let arquivo = acervo.fonte.join("palavras.txt");
        let texto = std::fs::read_to_string(acervo.raiz.join(&arquivo));
        let mut palavras: HashMap<String, Entrada> = HashMap::new();
        let mut anterior = String::new();
        for (i, linha) in texto.unwrap_or_default().lines().enumerate() {
            let palavra = linha.trim();
            if palavra.is_empty() || palavra.starts_with('#') {
                continue;
            }
            let mut recusar = |motivo: String, remedio: &str| {
                problemas.push(Problema::novo(&arquivo, i + 1, motivo, remedio));
            };
            if let Some(antes) = palavras.get(palavra) {
                let motivo = format!("“{palavra}” já está na linha {}", antes.linha);
                recusar(motivo, "deixe uma só");
            } else if ordem(&anterior) > ordem(palavra) {
                recusar(
                    format!("“{palavra}” está fora de ordem: vem antes de “{anterior}”"),
                    "mantenha a ordem alfabética, sem olhar maiúsculas nem acentos",
                );
            }
            palavra.clone_into(&mut anterior);
            let (linha, usada) = (i + 1, false);
            let entrada = Entrada { linha, usada };
            palavras.entry(anterior.clone()).or_insert(entrada);
        }
        Self { arquivo, palavras }
    }

    pub fn contem(&self, palavra: &str) -> bool {
        self.palavras.contains_key(palavra)
            || self.palavras.contains_key(&palavra.to_lowercase())
    }

    /// Marca o que esta palavra do livro usa da lista: ela inteira ou uma parte dela.
    pub fn anotar_uso(&mut self, palavra: &str) {
        let minuscula = palavra.to_lowercase();
        let nomes = [palavra, &minuscula].into_iter();
        for nome in nomes.chain(partes(palavra)).chain(partes(&minuscula)) {
            if let Some(entrada) = self.palavras.get_mut(nome) {
                entrada.usada = true;
            }
        }
    }

    /// Recusa o que o livro deixou de usar: a lista não pode esconder um erro futuro.
    pub fn conferir_uso(&self, problemas: &mut Vec<Problema>) {
        for (palavra, entrada) in &self.palavras {
            if !entrada.usada {
                let (arquivo, linha) = (&self.arquivo, entrada.linha);
                let motivo = format!("nenhum texto do livro usa “{palavra}”");
                problemas.push(Problema::novo(arquivo, linha, motivo, "apague a linha"));
            }
        }
    }

    /// As palavras da lista, para sugerir.
    pub fn palavras(&self) -> impl Iterator<Item = &str> {
        self.palavras.keys().map(String::as_str)
    }
}

/// A chave de ordenação: minúsculas e sem acentos; no empate, a palavra como está não conta.
fn ordem(palavra: &str) -> String {
    const ACENTOS: [&str; 6] = ["aáàâã", "eéê", "ií", "oóôõ", "uúü", "cç"];
    let sem_acento = |c: char| {
        let letra = ACENTOS.iter().find(|letras| letras.contains(c));
        letra.and_then(|letras| letras.chars().next()).unwrap_or(c)
    };
    palavra.to_lowercase().chars().map(sem_acento).collect()
}
