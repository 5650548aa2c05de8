//! O que se disse numa execução, e o que cada tenente conclui.

use super::cenario::{Caminho, Cenario};

/// A ordem do comandante.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ordem {
    Ataca,
    Recua,
}

/// O que se diz numa mensagem; `None` é não mandar nada.
pub type Fala = Option<Ordem>;

/// Tudo o que um traidor pode dizer a alguém.
pub const FALAS: [Fala; 3] = [None, Some(Ordem::Ataca), Some(Ordem::Recua)];

/// A ordem dada e as falas já ouvidas, na ordem de [`Cenario::mensagens`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Execucao {
    pub ordem: Ordem,
    falas: Vec<Fala>,
}

impl Execucao {
    /// A execução até a primeira escolha de um traidor.
    pub fn nova(cenario: &Cenario, ordem: Ordem) -> Self {
        let falas = Vec::with_capacity(cenario.mensagens().len());
        let mut execucao = Self { ordem, falas };
        execucao.falar_leais(cenario);
        execucao
    }

    /// O traidor da vez diz `fala`; os leais repassam até a vez do seguinte.
    pub fn trair(&mut self, cenario: &Cenario, fala: Fala) {
        self.falas.push(fala);
        self.falar_leais(cenario);
    }

    pub fn acabou(&self, cenario: &Cenario) -> bool {
        self.falas.len() == cenario.mensagens().len()
    }

    /// Um leal repassa o que ouviu; o comandante leal, a sua ordem.
    fn falar_leais(&mut self, cenario: &Cenario) {
        while let Some(caminho) = cenario.mensagens().get(self.falas.len()) {
            let (anterior, quem_fala) = match caminho[..] {
                [ref anterior @ .., quem_fala, _] => (anterior, quem_fala),
                _ => unreachable!("toda mensagem tem quem fale e quem ouça"),
            };
            if cenario.e_traidor(quem_fala) {
                return;
            }
            let fala = match anterior {
                [] => self.ordem,
                _ => self.ouvida(cenario, &caminho[..caminho.len() - 1]),
            };
            self.falas.push(Some(fala));
        }
    }

    /// O que se ouviu por esse caminho; o silêncio conta como recuar.
    pub fn ouvida(&self, cenario: &Cenario, caminho: &[usize]) -> Ordem {
        self.fala(cenario, caminho).unwrap_or(Ordem::Recua)
    }

    /// O que se disse por esse caminho, com o silêncio à vista.
    pub fn fala(&self, cenario: &Cenario, caminho: &[usize]) -> Fala {
        self.falas[cenario.posicao(caminho)]
    }

    // ANCHOR: decidir
    /// O que o tenente `eu` decide: OM(m) a partir do que o comandante lhe disse.
    pub fn decide(&self, cenario: &Cenario, eu: usize) -> Ordem {
        self.conclui(cenario, &vec![0], eu)
    }

    /// O que `eu` conclui que o último de `caminho` disse: o que ouviu dele,
    /// junto com o que conclui que cada outro ouviu dele.
    fn conclui(&self, cenario: &Cenario, caminho: &Caminho, eu: usize) -> Ordem {
        let com = |g: usize| [caminho.as_slice(), &[g]].concat();
        let mut votos = vec![self.ouvida(cenario, &com(eu))];
        if caminho.len() <= cenario.repasses {
            let fora = |g: &usize| *g != eu && !caminho.contains(g);
            let outros = (1..cenario.generais).filter(fora);
            votos.extend(outros.map(|g| self.conclui(cenario, &com(g), eu)));
        }
        maioria(&votos)
    }
    // ANCHOR_END: decidir
}

/// Atacar exige mais da metade; sem isso, recua-se.
fn maioria(votos: &[Ordem]) -> Ordem {
    let ataques = votos.iter().filter(|v| **v == Ordem::Ataca).count();
    match 2 * ataques > votos.len() {
        true => Ordem::Ataca,
        false => Ordem::Recua,
    }
}
