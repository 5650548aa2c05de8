//! O que se conclui de percorrer um sistema.

/// O que se concluiu de uma propriedade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conclusao<J> {
    /// Vale em tudo o que se percorreu, e percorreu-se tudo.
    Vale,
    /// Não vale: a execução mais curta que o mostra.
    NaoVale(Vec<J>),
    /// Acontece: a execução mais curta em que acontece.
    Acontece(Vec<J>),
    /// Não acontece em execução nenhuma.
    NaoAcontece,
    /// O limite de estados acabou antes.
    NaoSei,
}

/// O resultado de percorrer um sistema.
#[derive(Clone, Debug)]
pub struct Verificacao<J> {
    /// Quantos estados diferentes; o total, se nada foi violado nem cortado.
    pub estados: usize,
    /// Quantas transições entre eles.
    pub transicoes: usize,
    /// Uma por propriedade, na ordem em que foram declaradas.
    pub conclusoes: Vec<(String, Conclusao<J>)>,
}

impl<J> Verificacao<J> {
    /// O que se concluiu da propriedade.
    ///
    /// # Panics
    /// Se não há propriedade com esse nome.
    pub fn conclusao(&self, nome: &str) -> &Conclusao<J> {
        let achada = self.conclusoes.iter().find(|(n, _)| n == nome);
        let (_, conclusao) =
            achada.unwrap_or_else(|| panic!("não há propriedade chamada “{nome}”"));
        conclusao
    }

    /// Tudo o que se exige vale, e o que se espera acontece.
    pub fn aprovado(&self) -> bool {
        self.conclusoes
            .iter()
            .all(|(_, c)| matches!(c, Conclusao::Vale | Conclusao::Acontece(_)))
    }

    /// A execução mais curta que viola a propriedade, se alguma viola.
    pub fn contraexemplo(&self, nome: &str) -> Option<&[J]> {
        match self.conclusao(nome) {
            Conclusao::NaoVale(jogadas) => Some(jogadas),
            _ => None,
        }
    }

    /// A execução mais curta em que a propriedade acontece, se acontece.
    pub fn exemplo(&self, nome: &str) -> Option<&[J]> {
        match self.conclusao(nome) {
            Conclusao::Acontece(jogadas) => Some(jogadas),
            _ => None,
        }
    }
}
