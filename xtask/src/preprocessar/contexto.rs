//! O que se sabe de um capítulo enquanto ele é transformado.

use super::Oficina;
use crate::desenho::diagramas::Defeito;
use crate::leitura::citacoes::ARQUIVO;
use crate::leitura::documento::Documento;
use crate::problema::{Problema, Recusa, com_barras};
use std::ops::Range;
use std::path::Path;

/// Uma faixa do texto e o que entra no lugar.
pub type Troca = (Range<usize>, String);

/// Um capítulo em obras: seus contadores e o que deu errado.
pub struct Contexto<'a> {
    pub oficina: &'a Oficina,
    pub documento: &'a Documento,
    /// Do capítulo até a pasta do texto: vazio ou uma sequência de `../`.
    pub ate_a_raiz: String,
    /// “15.” ou nada.
    numero: String,
    prefixo: String,
    listagens: usize,
    figuras: usize,
    pub problemas: Vec<Problema>,
}

impl<'a> Contexto<'a> {
    pub fn novo(
        oficina: &'a Oficina,
        documento: &'a Documento,
        caminho: &Path,
        numero: Option<String>,
    ) -> Self {
        // Duas páginas nunca dão no mesmo prefixo: o livro impresso junta os ids de todas.
        let nome = com_barras(&caminho.with_extension(""));
        let letras = nome.chars().map(|c| match c {
            '/' => "__".to_owned(),
            _ if c.is_ascii_alphanumeric() || c == '-' => c.to_string(),
            _ => format!("_{:x}_", u32::from(c)),
        });
        Self {
            oficina,
            documento,
            ate_a_raiz: "../".repeat(caminho.components().count().saturating_sub(1)),
            numero: numero.unwrap_or_default(),
            prefixo: letras.collect(),
            listagens: 0,
            figuras: 0,
            problemas: Vec::new(),
        }
    }

    /// “Listagem 15.3”.
    pub fn proxima_listagem(&mut self) -> String {
        self.listagens += 1;
        format!("Listagem {}{}", self.numero, self.listagens)
    }

    /// “Figura 15.3” e um id que nenhuma outra figura do livro tem.
    pub fn proxima_figura(&mut self) -> (String, String) {
        self.figuras += 1;
        let rotulo = format!("Figura {}{}", self.numero, self.figuras);
        (rotulo, format!("{}-f{}", self.prefixo, self.figuras))
    }

    /// Anota o defeito de um diagrama, cuja cerca se abre na linha dada.
    pub fn defeito(&mut self, cerca: usize, (linha, motivo, remedio): Defeito) {
        let arquivo = &self.documento.caminho;
        let problema = Problema::novo(arquivo, cerca + linha, motivo, remedio);
        self.problemas.push(problema);
    }

    /// O que se fez; se não se pôde, anota por quê na linha do byte `posicao`.
    pub fn feito<T>(&mut self, feito: Result<T, Recusa>, posicao: usize) -> Option<T> {
        let dizer = |(motivo, remedio)| self.problema(posicao, motivo, remedio);
        feito.map_err(dizer).ok()
    }

    /// O rótulo de uma chave da bibliografia; sem entrada, um problema e nada.
    pub fn rotulo(&mut self, chave: &str, posicao: usize) -> Option<String> {
        let rotulo = self.oficina.rotulos.get(chave).cloned();
        if rotulo.is_none() {
            self.problema(
                posicao,
                format!("a citação [@{chave}] não tem entrada na bibliografia"),
                format!("escreva a entrada em {ARQUIVO} ou corrija a chave"),
            );
        }
        rotulo
    }

    /// Anota um problema na linha do byte `posicao`.
    pub fn problema(
        &mut self,
        posicao: usize,
        motivo: impl Into<String>,
        remedio: impl Into<String>,
    ) {
        self.problemas
            .push(self.documento.problema(posicao, motivo, remedio));
    }
}
