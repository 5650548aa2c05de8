//! A tabela de transições de cada nó: o modelo inteiro, pronto para a página.
//!
//! Não se exporta o grafo de estados do sistema, que cresce sem medida, e sim o
//! que cada nó faz: `(nó, estado, entrada) → (novo estado, efeitos)`. Quem a lê
//! compõe a rede, os prazos e as faltas com as mesmas regras de `passos`; um
//! teste confere que chega aos mesmos estados e transições.

pub mod caminhante;
mod coleta;
mod indice;
mod projecao;
mod respostas;
mod transicoes;

use serde::{Deserialize, Serialize};

use super::ator::Ator;
use super::estado::{Faltas, Limite};
use super::grafo::{Demais, Grafo};
use super::sistema::Sistema;
use coleta::Coleta;

/// Por que um sistema não vira tabela.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SemTabela {
    #[error(transparent)]
    Demais(#[from] Demais),
    #[error(
        "a propriedade “{0}” depende do conteúdo do que viaja, e a página não o julga: \
         escreva-a sobre os estados dos atores"
    )]
    Opaca(String),
}

/// O que um nó faz com uma entrada; a linha que falta quer dizer: nada.
///
/// Na ordem: nó, estado (−1 na volta), entrada, novo estado (−1: fora da
/// fronteira), efeitos, texto do relógio (−1: nenhum).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linha(
    pub usize,
    pub i32,
    pub usize,
    pub i32,
    pub Vec<Efeito>,
    pub i32,
);

/// `[0, para, mensagem, relógio]` envia; `[1, prazo]` marca; `[2, prazo]`
/// desmarca; `[3, guardado]` guarda; `[4, texto, relógio]` merece ser escrito.
pub type Efeito = Vec<i32>;

/// Uma propriedade como a página a julga: um conjunto de casos.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Julgamento {
    pub nome: String,
    /// `sempre`, `alguma_vez`, `no_fim` ou `um_dia`.
    pub tipo: String,
    /// De que o valor depende: o estado de um nó, pelo número; −1, quem está
    /// caído (um bit por nó); −2, quantas mensagens viajam; −3, se acabou.
    pub chave: Vec<i32>,
    /// Em que casos a condição tem o valor `se`.
    pub casos: Vec<Vec<i32>>,
    pub se: bool,
}

/// Um desafio e a resposta mais curta que se conhece.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposta {
    pub texto: String,
    /// `violar`, `alcancar` ou `evitar`.
    pub meta: String,
    pub propriedade: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jogadas: Option<usize>,
    /// `null`: não há; percorreu-se tudo.
    pub resposta: Option<Vec<Vec<i32>>>,
}

/// Quantas vezes a rede pode fazer cada coisa; −1 é sem limite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orcamento {
    pub perdas: i32,
    pub duplicacoes: i32,
    pub quedas: i32,
    pub voltas: i32,
}

/// O modelo de um exercício.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tabela {
    pub nos: Vec<String>,
    /// O nome de cada estado de cada nó.
    pub estados: Vec<Vec<String>>,
    pub mensagens: Vec<String>,
    pub prazos: Vec<String>,
    pub textos: Vec<String>,
    /// `[0, de, mensagem]`, `[1, prazo]` ou `[2, guardado]`.
    pub entradas: Vec<Vec<i32>>,
    /// De cada nó, o estado inicial e o que fez ao iniciar.
    pub inicio: Vec<(i32, Vec<Efeito>)>,
    pub linhas: Vec<Linha>,
    pub fifo: bool,
    pub faltas: Orcamento,
    pub propriedades: Vec<Julgamento>,
    pub desafios: Vec<Proposta>,
    /// O que a exploração contou, e quem anda pela tabela tem de contar.
    pub alcancaveis: usize,
    pub transicoes: usize,
}

impl From<Faltas> for Orcamento {
    fn from(faltas: Faltas) -> Self {
        let numero = |limite| match limite {
            Limite::Ate(vezes) => i32::from(vezes),
            Limite::Livre => -1,
        };
        Self {
            perdas: numero(faltas.perdas),
            duplicacoes: numero(faltas.duplicacoes),
            quedas: numero(faltas.quedas),
            voltas: numero(faltas.voltas),
        }
    }
}

impl<A: Ator> Sistema<A> {
    /// A tabela do sistema, depois de percorrer todos os estados.
    ///
    /// # Errors
    /// Se há transições demais, ou se uma propriedade não cabe na página.
    pub fn tabela(&self, limite: usize) -> Result<Tabela, SemTabela> {
        let mut coleta = Coleta::nova(self);
        let grafo = Grafo::percorrer(self, limite, |_, estado, seguintes| {
            coleta.visitar(self, estado, seguintes.is_empty());
            true
        })?;
        let desafios = self.desafios.iter();
        let propostas = desafios
            .map(|desafio| coleta.proposta(self, desafio, limite))
            .collect::<Result<_, _>>()?;
        coleta.terminar(self, &grafo, propostas)
    }
}

impl Tabela {
    /// O arquivo: uma linha de JSON por campo, para que o git mostre o que mudou.
    pub fn em_json(&self) -> String {
        let campos = [
            campo("nos", &self.nos),
            campo("estados", &self.estados),
            campo("mensagens", &self.mensagens),
            campo("prazos", &self.prazos),
            campo("textos", &self.textos),
            campo("entradas", &self.entradas),
            campo("inicio", &self.inicio),
            campo("linhas", &self.linhas),
            campo("fifo", &self.fifo),
            campo("faltas", &self.faltas),
            campo("propriedades", &self.propriedades),
            campo("desafios", &self.desafios),
            campo("alcancaveis", &self.alcancaveis),
            campo("transicoes", &self.transicoes),
        ];
        format!("{{\n{}\n}}\n", campos.join(",\n"))
    }
}

fn campo(nome: &str, valor: &impl Serialize) -> String {
    let valor = serde_json::to_string(valor).expect("textos e números viram JSON");
    format!("\"{nome}\":{valor}")
}
