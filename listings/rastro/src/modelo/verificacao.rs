//! Percorrer todos os estados e dizer o que vale.
//!
//! Quem percorre é o verificador do stateright, em largura e com um fio: a
//! primeira violação que acha é a mais curta. Isso só vale com uma propriedade
//! por vez (com várias, um achado posterior toma o lugar do anterior); por isso
//! as que têm de valer são primeiro verificadas juntas, como uma só, e só se
//! alguma falha é que se procura, uma a uma, qual.

use stateright::{Checker, Expectation, Model, Property};

use super::ator::Ator;
use super::conclusao::{Conclusao, Verificacao};
use super::estado::Estado;
use super::grafo::Grafo;
use super::jogada::JogadaDe;
use super::propriedade::Tipo;
use super::sistema::Sistema;

/// O sistema aos olhos do stateright, com as propriedades de números `quais`
/// tomadas como uma só.
#[derive(Clone)]
struct Exame<A: Ator> {
    sistema: Sistema<A>,
    quais: Vec<usize>,
    expectativa: Expectation,
}

impl<A: Ator> Model for Exame<A> {
    type State = Estado<A>;
    type Action = JogadaDe<A>;

    fn init_states(&self) -> Vec<Estado<A>> {
        vec![self.sistema.comeco()]
    }

    fn actions(&self, estado: &Estado<A>, jogadas: &mut Vec<JogadaDe<A>>) {
        jogadas.extend(self.sistema.jogadas(estado));
    }

    fn next_state(&self, antes: &Estado<A>, jogada: JogadaDe<A>) -> Option<Estado<A>> {
        self.sistema.aplicar(antes, &jogada)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![Property {
            expectation: self.expectativa.clone(),
            name: "exame",
            condition: |exame, estado| {
                exame.quais.iter().all(|&i| exame.sistema.vale(i, estado))
            },
        }]
    }
}

/// O que uma busca do stateright achou.
struct Busca<J> {
    achado: Option<Vec<J>>,
    estados: usize,
    transicoes: usize,
    completa: bool,
}

impl<A: Ator> Sistema<A> {
    /// A propriedade de número `i`, como o stateright a vê: um invariante.
    fn vale(&self, i: usize, estado: &Estado<A>) -> bool {
        let propriedade = &self.propriedades[i];
        let vale = propriedade.vale(estado);
        vale || propriedade.tipo == Tipo::NoFim && !self.acabou(estado)
    }

    /// Percorre todos os estados alcançáveis e conclui; depois de `limite`
    /// transições, desiste: cada estado ocupa memória, e ela acaba.
    pub fn verificar(&self, limite: usize) -> Verificacao<JogadaDe<A>> {
        let exigidas: Vec<usize> = self.do_tipo(&[Tipo::Sempre, Tipo::NoFim]);
        let juntas = self.buscar(exigidas.clone(), Expectation::Always, limite);
        let concluir = |i: usize| match self.propriedades[i].tipo {
            Tipo::Sempre | Tipo::NoFim if juntas.achado.is_none() => {
                if juntas.completa {
                    Conclusao::Vale
                } else {
                    Conclusao::NaoSei
                }
            }
            Tipo::Sempre | Tipo::NoFim => {
                let busca = self.buscar(vec![i], Expectation::Always, limite);
                match (busca.achado, busca.completa) {
                    (Some(jogadas), _) => Conclusao::NaoVale(jogadas),
                    (None, true) => Conclusao::Vale,
                    (None, false) => Conclusao::NaoSei,
                }
            }
            Tipo::AlgumaVez => {
                let busca = self.buscar(vec![i], Expectation::Sometimes, limite);
                match (busca.achado, busca.completa) {
                    (Some(jogadas), _) => Conclusao::Acontece(jogadas),
                    (None, true) => Conclusao::NaoAcontece,
                    (None, false) => Conclusao::NaoSei,
                }
            }
            Tipo::UmDia => self.um_dia_chega(i, limite),
        };
        let nome = |i: usize| self.propriedades[i].nome.clone();
        let todas = 0..self.propriedades.len();
        Verificacao {
            estados: juntas.estados,
            transicoes: juntas.transicoes,
            conclusoes: todas.map(|i| (nome(i), concluir(i))).collect(),
        }
    }

    fn do_tipo(&self, tipos: &[Tipo]) -> Vec<usize> {
        let todas = 0..self.propriedades.len();
        todas
            .filter(|&i| tipos.contains(&self.propriedades[i].tipo))
            .collect()
    }

    fn buscar(
        &self,
        quais: Vec<usize>,
        expectativa: Expectation,
        limite: usize,
    ) -> Busca<JogadaDe<A>> {
        let exame = Exame {
            sistema: self.clone(),
            quais,
            expectativa,
        };
        // Ele conta o estado inicial como gerado, e confere o alvo de tempos em tempos.
        let alvo = limite.saturating_add(1);
        let busca = exame.checker().target_state_count(alvo).spawn_bfs().join();
        let achado = busca.discovery("exame").map(|c| c.into_actions());
        Busca {
            completa: achado.is_none() && busca.state_count() <= alvo,
            achado,
            estados: busca.unique_state_count(),
            transicoes: busca.state_count() - 1,
        }
    }

    /// De todo estado a que se chega sem a condição, ainda se chega a ela?
    fn um_dia_chega(&self, i: usize, limite: usize) -> Conclusao<JogadaDe<A>> {
        let condicao = &self.propriedades[i];
        let mut bons = Vec::new();
        let grafo = Grafo::percorrer(self, limite, |_, estado, _| {
            let bom = condicao.vale(estado);
            bons.push(bom);
            !bom
        });
        match grafo.map(|grafo| (grafo.sem_caminho_ate(&bons), grafo)) {
            Err(_) => Conclusao::NaoSei,
            Ok((None, _)) => Conclusao::Vale,
            Ok((Some(beco), grafo)) => Conclusao::NaoVale(grafo.caminho(self, beco)),
        }
    }
}
