//! O que aconteceu antes do quê: a ordem parcial de uma execução.
//!
//! Um evento acontece antes de outro se está antes dele no mesmo processo, se
//! enviou a mensagem que o outro recebeu, ou por uma corrente dessas relações.
//! Cada evento ganha um vetor com quantos eventos de cada processo o
//! antecedem, contando ele mesmo: comparar vetores é comparar eventos.

use crate::evento::Acao;
use crate::registro::Rastro;

/// Os vetores de uma execução.
#[derive(Clone, Debug)]
pub struct Causalidade {
    processo: Vec<usize>,
    /// `None` no que é da rede, que não está em processo nenhum.
    vetor: Vec<Option<Vec<usize>>>,
}

impl Causalidade {
    /// Calcula os vetores, percorrendo o rastro uma vez.
    pub fn de(rastro: &Rastro) -> Self {
        let quantos = rastro.processos.len();
        let mut agora = vec![vec![0; quantos]; quantos];
        let mut vetores: Vec<Option<Vec<usize>>> = Vec::new();
        for evento in &rastro.eventos {
            let eu = evento.processo;
            if evento.acao.e_da_rede() {
                vetores.push(None);
                continue;
            }
            if let Acao::Recepcao { mensagem } = &evento.acao {
                let envio = rastro.mensagens[mensagem.0].envio;
                let trazido = vetores[envio].as_ref().expect("um envio tem vetor");
                for (meu, dele) in agora[eu].iter_mut().zip(trazido) {
                    *meu = (*meu).max(*dele);
                }
            }
            agora[eu][eu] += 1;
            vetores.push(Some(agora[eu].clone()));
        }
        Self {
            processo: rastro.eventos.iter().map(|e| e.processo).collect(),
            vetor: vetores,
        }
    }

    /// O vetor do evento, pelo seu lugar no rastro; nenhum, se ele é da rede.
    pub fn vetor(&self, evento: usize) -> Option<&[usize]> {
        self.vetor.get(evento)?.as_deref()
    }

    /// O evento `a` aconteceu antes do evento `b`.
    pub fn antes(&self, a: usize, b: usize) -> bool {
        let (Some(de_a), Some(de_b)) = (self.vetor(a), self.vetor(b)) else {
            return false;
        };
        let eu = self.processo[a];
        a != b && de_a[eu] <= de_b[eu]
    }

    /// Nenhum dos dois aconteceu antes do outro.
    pub fn concorrentes(&self, a: usize, b: usize) -> bool {
        let sao_de_processos = self.vetor(a).is_some() && self.vetor(b).is_some();
        sao_de_processos && a != b && !self.antes(a, b) && !self.antes(b, a)
    }

    /// O corte que inclui os primeiros `quantos[p]` eventos de cada processo é
    /// consistente: não tem recepção cujo envio ficou de fora.
    pub fn corte_consistente(&self, quantos: &[usize]) -> bool {
        let dentro = |i: usize, vetor: &[usize]| {
            let eu = self.processo[i];
            vetor[eu] <= quantos.get(eu).copied().unwrap_or(0)
        };
        self.vetor.iter().enumerate().all(|(i, vetor)| {
            let Some(vetor) = vetor.as_deref() else {
                return true;
            };
            !dentro(i, vetor) || vetor.iter().zip(quantos).all(|(v, q)| v <= q)
        })
    }
}
