//! Quantos generais, quais mentem, e que mensagens se trocam.

use std::collections::HashMap;

/// Uma mensagem, pelos generais por que passou: o último é quem a ouve.
pub type Caminho = Vec<usize>;

/// Por que um cenário não serve.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossivel {
    #[error("os generais são de 2 a 12, e pediu-se {0}")]
    Generais(usize),
    #[error("{0} traidores entre {1} generais: ao menos um precisa ser leal")]
    Traidores(usize, usize),
    #[error("não há general {0} entre {1}, numerados a partir de 0")]
    General(usize, usize),
    #[error("OM({0}) pede ao menos {minimo} generais, e são {1}", minimo = .0.saturating_add(2))]
    Rodadas(usize, usize),
    #[error("são mais de {0} execuções; use --sorteios, ou menos generais")]
    Execucoes(usize),
    #[error("são mais de {0} mensagens por execução; diminua --repasses")]
    Mensagens(usize),
    #[error("são mais de {0} mensagens ao todo; diminua --sorteios")]
    Sorteios(usize),
}

/// Um grupo, os seus traidores e quantas vezes se repassa.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cenario {
    pub generais: usize,
    /// O m de OM(m).
    pub repasses: usize,
    /// Um lugar por general.
    traidor: Vec<bool>,
    mensagens: Vec<Caminho>,
    /// Em que lugar da lista está cada mensagem.
    posicoes: HashMap<Caminho, usize>,
}

/// Acima disto uma só execução já demora.
const MAXIMO_DE_MENSAGENS: usize = 5000;

impl Cenario {
    /// # Errors
    /// Se o grupo não existe, não tem leais, ou é grande demais.
    pub fn novo(
        generais: usize,
        repasses: usize,
        traidores: &[usize],
    ) -> Result<Self, Impossivel> {
        if !(2..=12).contains(&generais) {
            return Err(Impossivel::Generais(generais));
        }
        let mut traidor = vec![false; generais];
        for &t in traidores {
            *traidor.get_mut(t).ok_or(Impossivel::General(t, generais))? = true;
        }
        if traidor.iter().all(|&t| t) {
            return Err(Impossivel::Traidores(traidores.len(), generais));
        }
        if repasses > generais - 2 {
            return Err(Impossivel::Rodadas(repasses, generais));
        }
        let mut cenario = Self {
            generais,
            repasses,
            traidor,
            mensagens: Vec::new(),
            posicoes: HashMap::new(),
        };
        cenario.mensagens = cenario.listar()?;
        let lugares = cenario.mensagens.iter().cloned().zip(0..);
        cenario.posicoes = lugares.collect();
        Ok(cenario)
    }

    /// Todas as escolhas de `quantos` traidores entre os generais.
    ///
    /// # Errors
    /// As de [`Cenario::novo`].
    pub fn todos(
        generais: usize,
        repasses: usize,
        quantos: usize,
    ) -> Result<Vec<Self>, Impossivel> {
        if !(2..=12).contains(&generais) {
            return Err(Impossivel::Generais(generais));
        }
        if quantos >= generais {
            return Err(Impossivel::Traidores(quantos, generais));
        }
        (0..1usize << generais)
            .filter(|conjunto| conjunto.count_ones() as usize == quantos)
            .map(|conjunto| (0..generais).filter(|i| conjunto >> i & 1 == 1).collect())
            .map(|traidores: Vec<_>| Self::novo(generais, repasses, &traidores))
            .collect()
    }

    pub fn e_traidor(&self, general: usize) -> bool {
        self.traidor[general]
    }

    pub fn traidores(&self) -> impl Iterator<Item = usize> {
        (0..self.generais).filter(|&g| self.traidor[g])
    }

    /// Os tenentes leais, de quem se exige acordo.
    pub fn leais(&self) -> impl Iterator<Item = usize> {
        (1..self.generais).filter(|&g| !self.traidor[g])
    }

    /// Com um só leal as duas condições valem sempre: não há com quem concordar.
    pub fn tem_um_so_leal(&self) -> bool {
        self.traidores().count() + 1 == self.generais
    }

    /// As mensagens que algum leal ouve, na ordem das rodadas. O que um traidor
    /// ouve não importa: ele dirá o que quiser de qualquer modo.
    pub fn mensagens(&self) -> &[Caminho] {
        &self.mensagens
    }

    /// O lugar, em [`Cenario::mensagens`], da que um leal ouviu por esse caminho.
    pub fn posicao(&self, caminho: &[usize]) -> usize {
        self.posicoes[caminho]
    }

    /// Quantas dessas um traidor escolhe.
    pub fn escolhas(&self) -> usize {
        let diz = |caminho: &Caminho| self.traidor[caminho[caminho.len() - 2]];
        self.mensagens.iter().filter(|c| diz(c)).count()
    }

    fn listar(&self) -> Result<Vec<Caminho>, Impossivel> {
        let mut todas = Vec::new();
        let mut rodada: Vec<Caminho> = vec![vec![0]];
        for _ in 0..=self.repasses {
            rodada = rodada.iter().flat_map(|c| self.repassar(c)).collect();
            todas.extend_from_slice(&rodada);
            if todas.len() > MAXIMO_DE_MENSAGENS {
                return Err(Impossivel::Mensagens(MAXIMO_DE_MENSAGENS));
            }
        }
        todas.retain(|c| !self.traidor[c[c.len() - 1]]);
        Ok(todas)
    }

    fn repassar(&self, caminho: &[usize]) -> impl Iterator<Item = Caminho> {
        let novos = (1..self.generais).filter(|g| !caminho.contains(g));
        novos.map(move |g| [caminho, &[g]].concat())
    }
}
