//! O que se anota de cada estado visitado: as linhas da tabela e os casos.

use std::collections::{BTreeMap, HashSet};

use super::indice::Indice;
use super::projecao::Casos;
use super::{Efeito, Linha, Proposta, SemTabela, Tabela};
use crate::modelo::ator::Ator;
use crate::modelo::estado::Estado;
use crate::modelo::grafo::Grafo;
use crate::modelo::jogada::{Jogada, JogadaDe};
use crate::modelo::sistema::Sistema;

pub struct Coleta<A: Ator> {
    pub(super) estados: Vec<Indice<A::State>>,
    pub(super) mensagens: Indice<A::Msg>,
    pub(super) prazos: Indice<A::Timer>,
    pub(super) guardados: Indice<Option<A::Storage>>,
    pub(super) textos: Indice<String>,
    pub(super) entradas: Indice<Vec<i32>>,
    pub(super) linhas: BTreeMap<(usize, i32, i32), Linha>,
    pub(super) vistas: HashSet<(usize, i32, i32)>,
    inicio: Vec<(i32, Vec<Efeito>)>,
    casos: Vec<Casos>,
}

impl<A: Ator> Coleta<A> {
    pub fn nova(sistema: &Sistema<A>) -> Self {
        let nos = sistema.atores.len();
        let mut coleta = Self {
            estados: (0..nos).map(|_| Indice::default()).collect(),
            mensagens: Indice::default(),
            prazos: Indice::default(),
            guardados: Indice::default(),
            textos: Indice::default(),
            entradas: Indice::default(),
            inicio: Vec::new(),
            linhas: BTreeMap::new(),
            vistas: HashSet::new(),
            casos: sistema
                .propriedades
                .iter()
                .map(|_| Casos::novos(nos))
                .collect(),
        };
        // O nó que nada guardou volta com o guardado de número 0.
        coleta.guardados.numero(&None);
        for no in 0..nos {
            let (estado, saida) = sistema.iniciar(no);
            let numero = coleta.estados[no].numero(&estado);
            let efeitos = coleta.efeitos(sistema, no, [&estado, &estado], saida, false);
            coleta.inicio.push((numero, efeitos));
        }
        coleta
    }

    /// Anota o que cada nó faz com cada coisa que pode chegar neste estado.
    pub fn visitar(&mut self, sistema: &Sistema<A>, estado: &Estado<A>, acabou: bool) {
        for jogada in sistema.jogadas(estado) {
            self.anotar(sistema, estado, &jogada);
        }
        let mut chave: Vec<i32> = (0..estado.quantos())
            .map(|no| self.estados[no].numero(estado.ator(no)))
            .collect();
        let caidos = (0..estado.quantos()).filter(|&no| estado.caiu(no));
        chave.push(caidos.map(|no| 1 << no).sum());
        chave.push(i32::try_from(estado.em_viagem().len()).unwrap_or(i32::MAX));
        chave.push(i32::from(acabou));
        for (propriedade, casos) in sistema.propriedades.iter().zip(&mut self.casos) {
            casos.anotar(&chave, propriedade.vale(estado));
        }
    }

    /// O número da jogada, como o arquivo a escreve.
    pub fn jogada(&mut self, jogada: &JogadaDe<A>) -> Vec<i32> {
        let mut envelope = |tipo, e: &crate::modelo::estado::Envelope<A::Msg>| {
            vec![
                tipo,
                e.de as i32,
                e.para as i32,
                self.mensagens.numero(&e.msg),
            ]
        };
        match jogada {
            Jogada::Entregar(e) => envelope(0, e),
            Jogada::Vencer { no, prazo } => {
                vec![1, *no as i32, self.prazos.numero(prazo)]
            }
            Jogada::Perder(e) => envelope(2, e),
            Jogada::Duplicar(e) => envelope(3, e),
            Jogada::Cair { no } => vec![4, *no as i32],
            Jogada::Voltar { no } => vec![5, *no as i32],
        }
    }

    pub fn terminar(
        self,
        sistema: &Sistema<A>,
        grafo: &Grafo,
        desafios: Vec<Proposta>,
    ) -> Result<Tabela, SemTabela> {
        let nomear = |(no, estados): (usize, &Indice<A::State>)| {
            let ator = &sistema.atores[no];
            estados.valores().iter().map(|e| ator.estado(e)).collect()
        };
        let ator = &sistema.atores[0];
        let propriedades = sistema.propriedades.iter().zip(&self.casos);
        Ok(Tabela {
            nos: sistema.nomes.clone(),
            estados: self.estados.iter().enumerate().map(nomear).collect(),
            mensagens: self
                .mensagens
                .valores()
                .iter()
                .map(|m| ator.mensagem(m))
                .collect(),
            prazos: self
                .prazos
                .valores()
                .iter()
                .map(|p| ator.prazo(p))
                .collect(),
            textos: self.textos.valores().to_vec(),
            entradas: self.entradas.valores().to_vec(),
            inicio: self.inicio,
            linhas: self.linhas.into_values().collect(),
            fifo: sistema.fifo,
            faltas: sistema.faltas.into(),
            propriedades: propriedades
                .map(|(p, casos)| casos.julgamento(p))
                .collect::<Result<_, _>>()?,
            desafios,
            alcancaveis: grafo.estados(),
            transicoes: grafo.transicoes(),
        })
    }
}
