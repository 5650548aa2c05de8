//! O que se anota de cada estado visitado: as linhas da tabela e os casos.

use std::collections::{BTreeMap, HashSet};

use stateright::actor::{Command, Out};

use super::indice::Indice;
use super::projecao::Casos;
use super::{Efeito, Linha, Proposta, SemTabela, Tabela};
use crate::modelo::ator::{Ator, Fato};
use crate::modelo::estado::Estado;
use crate::modelo::grafo::Grafo;
use crate::modelo::jogada::{Jogada, JogadaDe};
use crate::modelo::passos::{Entrada, Reacao};
use crate::modelo::sistema::Sistema;

pub struct Coleta<A: Ator> {
    estados: Vec<Indice<A::State>>,
    mensagens: Indice<A::Msg>,
    prazos: Indice<A::Timer>,
    guardados: Indice<Option<A::Storage>>,
    textos: Indice<String>,
    entradas: Indice<Vec<i32>>,
    inicio: Vec<(i32, Vec<Efeito>)>,
    linhas: BTreeMap<(usize, i32, i32), Linha>,
    vistas: HashSet<(usize, i32, i32)>,
    pub(super) casos: Vec<Casos>,
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

    fn anotar(&mut self, sistema: &Sistema<A>, estado: &Estado<A>, jogada: &JogadaDe<A>) {
        match jogada {
            Jogada::Entregar(e) => {
                let numero = vec![0, e.de as i32, self.mensagens.numero(&e.msg)];
                let (de, msg) = (e.de, &e.msg);
                let entrada = (numero, Entrada::Mensagem { de, msg });
                let fato = Fato::Recebeu { de, msg };
                self.linha(sistema, e.para, estado.ator(e.para), entrada, fato);
            }
            Jogada::Vencer { no, prazo } => {
                let numero = vec![1, self.prazos.numero(prazo)];
                let entrada = (numero, Entrada::Prazo(prazo));
                self.linha(sistema, *no, estado.ator(*no), entrada, Fato::Venceu);
            }
            Jogada::Voltar { no } => {
                let guardado = estado.guardado(*no).cloned();
                let numero = vec![2, self.guardados.numero(&guardado)];
                let entrada = (numero, Entrada::Volta(&guardado));
                self.linha(sistema, *no, estado.ator(*no), entrada, Fato::Voltou);
            }
            _ => {}
        }
    }

    fn linha(
        &mut self,
        sistema: &Sistema<A>,
        no: usize,
        antes: &A::State,
        (numero, entrada): (Vec<i32>, Entrada<'_, A>),
        fato: Fato<'_, A::Msg>,
    ) {
        let volta = matches!(entrada, Entrada::Volta(_));
        // Na volta, o estado de antes da queda não importa.
        let local = if volta {
            -1
        } else {
            self.estados[no].numero(antes)
        };
        let entra = self.entradas.numero(&numero);
        if !self.vistas.insert((no, local, entra)) {
            return;
        }
        let Reacao { novo, saida } = sistema.reagir(no, antes, &entrada);
        let fora = novo.as_ref().is_some_and(|novo| {
            sistema
                .fronteira
                .as_ref()
                .is_some_and(|dentro| !dentro(novo))
        });
        let depois = novo.as_ref().unwrap_or(antes);
        // Quem volta não vem de um estado: recomeça.
        let antes = if volta { depois } else { antes };
        let relogio = sistema.atores[no].relogio(antes, depois, fato);
        if !volta && novo.is_none() && saida.is_empty() && relogio.is_none() {
            return;
        }
        let linha = match fora {
            true => Linha(no, local, entra as usize, -1, Vec::new(), -1),
            false => {
                let relogio = self.texto(relogio);
                let efeitos = self.efeitos(sistema, no, [antes, depois], saida, true);
                let depois = self.estados[no].numero(depois);
                Linha(no, local, entra as usize, depois, efeitos, relogio)
            }
        };
        self.linhas.insert((no, local, entra), linha);
    }

    fn texto(&mut self, texto: Option<String>) -> i32 {
        texto.map_or(-1, |texto| self.textos.numero(&texto))
    }

    fn efeitos(
        &mut self,
        sistema: &Sistema<A>,
        no: usize,
        [antes, depois]: [&A::State; 2],
        saida: Out<A>,
        com_marco: bool,
    ) -> Vec<Efeito> {
        let ator = &sistema.atores[no];
        let mut efeitos = Vec::new();
        if let Some(marco) = ator.marco(antes, depois).filter(|_| com_marco) {
            let relogio = ator.relogio(antes, depois, Fato::Marcou);
            let marco = self.textos.numero(&marco);
            efeitos.push(vec![4, marco, self.texto(relogio)]);
        }
        for comando in saida {
            efeitos.push(match comando {
                Command::Send(para, msg) => {
                    let para = usize::from(para);
                    let fato = Fato::Enviou { para, msg: &msg };
                    let relogio = ator.relogio(antes, depois, fato);
                    let mensagem = self.mensagens.numero(&msg);
                    vec![0, para as i32, mensagem, self.texto(relogio)]
                }
                Command::SetTimer(prazo, _) => vec![1, self.prazos.numero(&prazo)],
                Command::CancelTimer(prazo) => vec![2, self.prazos.numero(&prazo)],
                Command::Save(guardado) => {
                    vec![3, self.guardados.numero(&Some(guardado))]
                }
                Command::ChooseRandom(..) => continue,
            });
        }
        efeitos
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
