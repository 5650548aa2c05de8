//! Declarar um sistema pequeno: atores, o que a rede pode, e o que se exige.

use std::sync::Arc;

use super::ator::Ator;
use super::estado::{Estado, Faltas, Limite};
use super::propriedade::{Desafio, Meta, Propriedade, Tipo};

type Fronteira<S> = Arc<dyn Fn(&S) -> bool + Send + Sync>;

/// Um sistema de atores. O nó de número `i` é `Id::from(i)` para os outros.
pub struct Sistema<A: Ator> {
    pub(crate) atores: Arc<Vec<A>>,
    pub(crate) nomes: Vec<String>,
    pub(crate) fifo: bool,
    pub(crate) faltas: Faltas,
    pub(crate) fronteira: Option<Fronteira<A::State>>,
    pub(crate) propriedades: Vec<Propriedade<A>>,
    pub(crate) desafios: Vec<Desafio>,
}

impl<A: Ator> Clone for Sistema<A> {
    fn clone(&self) -> Self {
        Self {
            atores: Arc::clone(&self.atores),
            nomes: self.nomes.clone(),
            fifo: self.fifo,
            faltas: self.faltas,
            fronteira: self.fronteira.clone(),
            propriedades: self.propriedades.clone(),
            desafios: self.desafios.clone(),
        }
    }
}

impl<A: Ator> Sistema<A> {
    /// Um sistema em que a rede só atrasa e desordena, e ninguém cai.
    ///
    /// # Panics
    /// Se não há nenhum ator.
    pub fn novo(atores: impl IntoIterator<Item = A>) -> Self {
        let atores: Vec<A> = atores.into_iter().collect();
        assert!(!atores.is_empty(), "um sistema tem ao menos um ator");
        let letras = ('A'..='Z').map(String::from);
        let numeros = (26..).map(|i| format!("N{i}"));
        Self {
            nomes: letras.chain(numeros).take(atores.len()).collect(),
            atores: Arc::new(atores),
            fifo: false,
            faltas: Faltas::default(),
            fronteira: None,
            propriedades: Vec::new(),
            desafios: Vec::new(),
        }
    }

    /// Como os nós se chamam; sem dizer, `A`, `B`, `C`…
    ///
    /// # Panics
    /// Se não há um nome para cada nó.
    pub fn nomes<N: Into<String>>(mut self, nomes: impl IntoIterator<Item = N>) -> Self {
        self.nomes = nomes.into_iter().map(Into::into).collect();
        assert_eq!(self.nomes.len(), self.atores.len(), "um nome para cada nó");
        self
    }

    /// Cada canal (de um nó a outro) entrega na ordem em que recebeu.
    pub fn canais_em_ordem(mut self) -> Self {
        self.fifo = true;
        self
    }

    /// Quantas mensagens a rede pode perder.
    pub fn perdas(mut self, quantas: impl Into<Limite>) -> Self {
        self.faltas.perdas = quantas.into();
        self
    }

    /// Quantas cópias a rede pode fazer.
    pub fn duplicacoes(mut self, quantas: u8) -> Self {
        self.faltas.duplicacoes = Limite::Ate(quantas);
        self
    }

    /// Quantas quedas pode haver na execução toda.
    pub fn quedas(mut self, quantas: u8) -> Self {
        self.faltas.quedas = Limite::Ate(quantas);
        self
    }

    /// Quantas vezes alguém que caiu pode voltar.
    pub fn voltas(mut self, quantas: u8) -> Self {
        self.faltas.voltas = Limite::Ate(quantas);
        self
    }

    /// Só se consideram passos que deixam o ator num estado assim: o limite de
    /// um sistema que, sozinho, não acabaria (relógios, termos).
    pub fn enquanto(
        mut self,
        dentro: impl Fn(&A::State) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.fronteira = Some(Arc::new(dentro));
        self
    }

    /// Vale em todo estado.
    pub fn sempre(
        self,
        nome: &str,
        vale: impl Fn(&Estado<A>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.propriedade(Tipo::Sempre, nome, vale)
    }

    /// Vale em ao menos um estado.
    pub fn alguma_vez(
        self,
        nome: &str,
        vale: impl Fn(&Estado<A>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.propriedade(Tipo::AlgumaVez, nome, vale)
    }

    /// Vale em todo estado em que nada mais pode acontecer.
    pub fn no_fim(
        self,
        nome: &str,
        vale: impl Fn(&Estado<A>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.propriedade(Tipo::NoFim, nome, vale)
    }

    /// Vale em algum momento de toda execução, se a rede é justa.
    pub fn um_dia(
        self,
        nome: &str,
        vale: impl Fn(&Estado<A>) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.propriedade(Tipo::UmDia, nome, vale)
    }

    fn propriedade(
        mut self,
        tipo: Tipo,
        nome: &str,
        vale: impl Fn(&Estado<A>) -> bool + Send + Sync + 'static,
    ) -> Self {
        assert!(
            self.propriedades.iter().all(|p| p.nome != nome),
            "já há uma propriedade chamada “{nome}”"
        );
        self.propriedades.push(Propriedade {
            nome: nome.to_owned(),
            tipo,
            condicao: Arc::new(vale),
        });
        self
    }

    /// O que se pede ao leitor na página.
    ///
    /// # Panics
    /// Se a meta fala de uma propriedade que não há: declare-a antes.
    pub fn desafio(mut self, texto: &str, meta: Meta) -> Self {
        let qual = meta.propriedade();
        assert!(
            self.propriedades.iter().any(|p| p.nome == qual),
            "não há propriedade chamada “{qual}”: declare-a antes do desafio"
        );
        self.desafios.push(Desafio {
            texto: texto.to_owned(),
            meta,
        });
        self
    }
}
