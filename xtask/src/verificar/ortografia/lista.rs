//! A lista do curso: `palavras.txt`, uma palavra por linha.
//!
//! Uma palavra em minúsculas vale também com maiúsculas (`socket`, `Socket`); uma escrita com
//! maiúsculas só vale assim (`TCP`, `Nagle`).

use super::super::acervo::Acervo;
use super::texto::partes;
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
        let mut lista = Self {
            arquivo: acervo.fonte.join("palavras.txt"),
            palavras: HashMap::new(),
        };
        let texto =
            std::fs::read_to_string(acervo.raiz.join(&lista.arquivo)).unwrap_or_default();
        let mut anterior: Option<String> = None;
        for (i, linha) in texto.lines().enumerate() {
            let palavra = linha.trim();
            if palavra.is_empty() || palavra.starts_with('#') {
                continue;
            }
            let recusa = lista.acrescentar(palavra, i + 1, anterior.as_deref());
            problemas.extend(recusa);
            anterior = Some(palavra.to_owned());
        }
        lista
    }

    fn acrescentar(
        &mut self,
        palavra: &str,
        linha: usize,
        anterior: Option<&str>,
    ) -> Option<Problema> {
        let recusar = |motivo: String, remedio: String| {
            Some(Problema::novo(&self.arquivo, linha, motivo, remedio))
        };
        if let Some(antes) = self.palavras.get(palavra) {
            return recusar(
                format!("“{palavra}” já está na linha {}", antes.linha),
                "deixe uma só".to_owned(),
            );
        }
        let fora_de_ordem = anterior.filter(|a| ordem(a) > ordem(palavra));
        let recusa = fora_de_ordem.and_then(|anterior| {
            recusar(
                format!("“{palavra}” está fora de ordem: vem antes de “{anterior}”"),
                "mantenha a ordem alfabética, sem olhar maiúsculas nem acentos"
                    .to_owned(),
            )
        });
        let entrada = Entrada {
            linha,
            usada: false,
        };
        self.palavras.insert(palavra.to_owned(), entrada);
        recusa
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
                problemas.push(Problema::novo(
                    &self.arquivo,
                    entrada.linha,
                    format!("nenhum texto do livro usa “{palavra}”"),
                    "apague a linha",
                ));
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
    palavra.to_lowercase().chars().map(sem_acento).collect()
}

fn sem_acento(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' | 'ü' => 'u',
        'ç' => 'c',
        _ => c,
    }
}
