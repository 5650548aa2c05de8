//! O que se sabe de um capítulo enquanto ele é transformado.

use super::Oficina;
use crate::leitura::documento::Documento;
use crate::problema::Problema;
use std::path::Path;

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
        let prefixo = caminho
            .with_extension("")
            .to_string_lossy()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        Self {
            oficina,
            documento,
            ate_a_raiz: "../".repeat(caminho.components().count().saturating_sub(1)),
            numero: numero.unwrap_or_default(),
            prefixo,
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

    /// Anota um problema na linha do byte `posicao`.
    pub fn problema(
        &mut self,
        posicao: usize,
        motivo: impl Into<String>,
        remedio: impl Into<String>,
    ) {
        let linha = self.documento.linha(posicao);
        self.problemas.push(Problema::novo(
            self.documento.caminho.clone(),
            linha,
            motivo,
            remedio,
        ));
    }
}
